import { succeeded } from '../../../sandbox';
import { run } from '../../../src/cli/run';
import { Deployment, E2e } from './e2e';

/** What `check-plan` says of a plan. */
export interface Checked {
  readonly code: number;
  /** The rules of the findings. */
  readonly rules: readonly string[];
  readonly rows: readonly { readonly id: string | null; readonly plan: readonly string[]; readonly client_notices: boolean }[];
}

/** What the command says of the next plan of a stack, without a value; that plan, and its JSON. */
export async function checkPlan(e2e: E2e, stack: Deployment): Promise<Checked & { readonly file: string; readonly json: string }> {
  const { file, errors } = await stack.plan();
  expect(errors).toEqual([]);
  const { stdout: json } = succeeded(await stack.terraform.run('show', '-json', file));
  const out = { stdout: '', stderr: '' };
  const code = await run(['check-plan', '--format', 'json'], {
    env: {}, now: Date.now, flush: async () => undefined, writeFile: async () => undefined,
    stdin: (async function* () { yield json; })(),
    stdout: { write: (text) => { out.stdout += text; } },
    stderr: { write: (text) => { out.stderr += text; } },
  });
  e2e.sandbox.projectKeys().forEach(({ value }) => expect(out.stdout + out.stderr).not.toContain(value));
  const report = JSON.parse(out.stdout) as { keys: Checked['rows']; findings: { rule: string; level: string }[] };
  return { code, rows: report.keys, rules: report.findings.filter(({ level }) => level === 'finding').map(({ rule }) => rule), file, json };
}
