/** Counts of checks, in the form in which `verify.ts` reads them from a program's last line. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `3 passed, 0 failed`, and how many were skipped where any were. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The checks of one program: a line for each as it is done, and the counts at the end. */
export class Tally {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  /** Counts a check, and says what is wrong; nothing when it passes. */
  public check(name: string, problems: readonly string[]): void {
    if (problems.length === 0) {
      this.passed += 1;
      console.log(`ok    ${name}`);
    } else {
      this.failed += 1;
      console.log(`FAIL  ${name}\n${problems.join('\n').replace(/^/gm, '      ')}`);
    }
  }

  /** Says that a program is missing, and what is not checked for want of it. That is a failure where `CI` is set, elsewhere it counts as skipped. */
  public missing(program: string, what: string): void {
    if (process.env.CI) {
      this.check(what, [`${program} is missing`]);
    } else {
      this.skipped += 1;
      console.log(`NOT CHECKED: ${what}: ${program} is missing; install it and run again`);
    }
  }

  /** Prints the counts, and has the process fail where a check did. */
  public finish(): void {
    console.log(closingLine({ passed: this.passed, failed: this.failed, skipped: this.skipped }));
    process.exitCode = this.failed === 0 ? 0 : 1;
  }
}
