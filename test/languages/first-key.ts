/** From nothing to a key, as `examples/first-key/README.md` says it: the app's own command, then Terraform alone, against the sandbox. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareProviders, Sandbox } from '../../sandbox';
import { run } from '../../scripts/tools';
import { synthesize } from './apps';

/** What is wrong after the last step; nothing when the output holds the value of the one key that is there. */
export async function firstKeyProblem(dir: string, appEnv: Record<string, string>, terraform: string): Promise<string | undefined> {
  fs.rmSync(path.join(dir, 'terraform.identity.tfstate'), { force: true }); // of an earlier run
  const sandbox = await Sandbox.start();
  try {
    const { cliConfig, env } = await prepareProviders();
    const told = { ...env, ...sandbox.env({ projectId: true }), ...appEnv, TF_CLI_CONFIG_FILE: cliConfig };
    const outdir = await synthesize(dir, told, {});
    const step = (...args: string[]) => run(terraform, [`-chdir=${path.relative(dir, path.join(outdir, 'stacks', 'identity'))}`, ...args], { cwd: dir, env: told });
    await step('init', '-input=false');
    const { stdout: plan } = await step('plan', '-input=false', '-no-color');
    await step('apply', '-auto-approve', '-input=false');
    const { stdout: value } = await step('output', '-raw', 'ci_key');
    await step('plan', '-input=false', '-detailed-exitcode');
    const keys = sandbox.projectKeys();
    return plan.includes('1 to add, 0 to change, 0 to destroy') && !plan.includes(value) && keys.length === 1 && keys[0].value === value
      ? undefined : `there are ${keys.length} keys after\n${plan}`;
  } finally {
    await sandbox.close();
  }
}
