import { closingLine } from '../../scripts/tally';

/** What is done with each language, in this order. */
export const STAGES = ['build', 'install', 'first key', 'example', 'readme', 'own', 'beside', 'conformance', 'errors'] as const;
export type Stage = (typeof STAGES)[number];

/** The checks of every flavour, language and stage, as a table of counts. */
export class StageTable {
  private readonly counts = new Map<string, { passed: number; failed: number; skipped: number }>();
  private readonly rows: string[] = [];

  public passed = 0;
  public failed = 0;
  public skipped = 0;

  /** Counts one check, and says at once what is wrong with it. */
  public check(row: string, stage: Stage, name: string, problem?: string): void {
    const cell = this.cell(row, stage);
    if (problem === undefined) {
      cell.passed += 1;
      this.passed += 1;
      return;
    }
    cell.failed += 1;
    this.failed += 1;
    console.log(`FAIL  ${row}, ${stage}: ${name}: ${problem}`);
  }

  /** Counts what was not checked, and says why. */
  public skip(row: string, stage: Stage, reason: string): void {
    this.cell(row, stage).skipped += 1;
    this.skipped += 1;
    console.log(`NOT CHECKED: ${row}, ${stage}: ${reason}`);
  }

  /** Languages by stages, in Markdown; a cell says how many checks passed of how many. */
  public markdown(): string {
    const lines = [['', ...STAGES], ...this.rows.map((row) => [row, ...STAGES.map((stage) => this.show(row, stage))])];
    const widths = lines[0].map((_, column) => Math.max(3, ...lines.map((line) => line[column].length)));
    const write = (cells: readonly string[], fill: string) => `| ${cells.map((cell, column) => cell.padEnd(widths[column], fill)).join(' | ')} |`;
    return [write(lines[0], ' '), write(lines[0].map(() => ''), '-'), ...lines.slice(1).map((line) => write(line, ' '))].join('\n');
  }

  public summary(): string {
    return closingLine(this);
  }

  private cell(row: string, stage: Stage): { passed: number; failed: number; skipped: number } {
    if (!this.rows.includes(row)) {
      this.rows.push(row);
    }
    const key = `${row}/${stage}`;
    const cell = this.counts.get(key) ?? { passed: 0, failed: 0, skipped: 0 };
    this.counts.set(key, cell);
    return cell;
  }

  private show(row: string, stage: Stage): string {
    const { passed, failed, skipped } = this.counts.get(`${row}/${stage}`) ?? { passed: 0, failed: 0, skipped: 0 };
    return passed + failed === 0 ? (skipped > 0 ? 'skipped' : '-') : `${passed}/${passed + failed}`;
  }
}
