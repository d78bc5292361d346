/** How the sandbox is called, as help and errors show it. */
export const PROGRAM = 'node scripts/run.mjs sandbox/cli.ts';

/** What `--help` of a command shows. */
export function helpOf(usage: string, summary: string, options: readonly string[]): string {
  return [summary, '', `usage: ${PROGRAM} ${usage}`, '', ...options.map((line) => `  ${line}`), ''].join('\n');
}
