import type { TerraformResult } from '../../../sandbox';

/** An error or a warning of Terraform. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The resource that it is about. */
  readonly address?: string;
}

/** What a Terraform command that was run with `-json` reported. */
export interface Report {
  readonly ok: boolean;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/** Reads the lines that `plan -json` and `apply -json` write. */
export function reportOf(result: TerraformResult): Report {
  const found = result.stdout.split('\n').flatMap((line) => diagnosticIn(line));
  const errors = found.filter(({ severity }) => severity === 'error');
  const ok = result.exitCode === 0 || result.exitCode === 2;
  if (!ok && errors.length === 0) {
    throw new Error(`${result.command} ended with exit code ${result.exitCode} and no error:\n${result.stderr}${result.stdout}`);
  }
  return { ok, errors, warnings: found.filter(({ severity }) => severity === 'warning') };
}

/** The error about a resource; Terraform names the resource of its own complaints about providers in the text alone. */
export function errorFor({ errors }: Report, address: string): Diagnostic | undefined {
  return errors.find((error) => error.address === address || error.detail.split(/[\s,]/).includes(address));
}

/** The errors as one text, for messages. */
export function describeErrors({ errors }: Report): string {
  return errors.map(({ summary, detail, address }) => `${address ?? ''} ${summary}: ${detail}`).join('\n');
}

function diagnosticIn(line: string): Diagnostic[] {
  if (!line.startsWith('{')) {
    return [];
  }
  const { diagnostic } = JSON.parse(line) as { diagnostic?: Diagnostic };
  return diagnostic ? [{ ...diagnostic, detail: diagnostic.detail ?? '' }] : [];
}
