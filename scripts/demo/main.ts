/**
 * The main job, whole: the example app against the sandbox, applied by real Terraform. It narrates what it does and cleans up.
 *
 * Without Terraform or Go it still synthesizes, and says what it left out.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareProviders, Sandbox, succeeded, Terraform, terraformVersion } from '../../sandbox';
import { maskValues } from '../../src/private/input/secrets';
import { isInstalled, WORK } from '../tools';
import { Application, FOUND } from './application';
import { heading, quoteOutput, say } from './terminal';

const DAY = 86_400_000;
const FOLDER = path.join(WORK, 'demo');

const instant = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Why Terraform cannot be run here; `undefined` when it can. */
async function whatIsMissing(): Promise<string | undefined> {
  if (!isInstalled('go') && !process.env.ORY_PROVIDER_BINARY) {
    return 'Go is missing, which builds the sandbox\'s providers';
  }
  try {
    const { product, version } = await terraformVersion();
    say(`using ${product} ${version}`);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function main(): Promise<void> {
  heading('The example app, with the library installed from its npm package');
  const application = await Application.install(FOLDER);
  say('installed into .work/demo, a copy of examples/typescript');

  heading('A sandbox: the Ory Console API on a loopback port');
  const sandbox = await Sandbox.start();
  try {
    await runAgainst(sandbox, application);
  } finally {
    await sandbox.close();
    fs.rmSync(FOLDER, { recursive: true, force: true });
    heading('Cleaned up: the sandbox is stopped, its keys and the Terraform state are gone');
  }
}

async function runAgainst(sandbox: Sandbox, application: Application): Promise<void> {
  const legacy = sandbox.seedProjectKey({ name: 'legacy' });
  const workspaceKey = sandbox.seedWorkspaceKey({ name: 'terraform' });
  say(`it already holds a project key and a workspace key, as if made in the Console: ${legacy.id} and ${workspaceKey.id}`);
  const env = {
    ORY_PROJECT_ID: sandbox.projectId,
    ORY_WORKSPACE_ID: sandbox.workspaceId,
    LEGACY_KEY_ID: legacy.id,
    WORKSPACE_KEY_ID: workspaceKey.id,
    DEPLOY_KEY_EXPIRES_AT: new Date(Date.now() + 12 * DAY).toISOString(),
    ROTATION_STARTS_AT: instant(Date.now() - DAY),
  };

  /** The same, so many days later. */
  const later = (days: number) => ({ ...env, CDKTF_CONTEXT_JSON: JSON.stringify({ 'cdktf-ory-api-keys:now': instant(Date.now() + days * DAY) }) });

  heading('Synth: CDKTF turns the app into Terraform JSON');
  const annotations = await application.synth(env);
  say(`the deploy key was asked for with JavaScript's own ${env.DEPLOY_KEY_EXPIRES_AT}, which would break the provider's state; it is rendered as`);
  quoteOutput(fs.readFileSync(path.join(application.stackDir, 'cdk.tf.json'), 'utf8'), (line) => line.includes(instant(Date.parse(env.DEPLOY_KEY_EXPIRES_AT))));
  say('synth says:');
  quoteOutput(annotations.map(({ level, constructPath, message }) => `${level.replace('@cdktf/', '')}: [${constructPath}] ${message}`).join('\n'));

  const missing = await whatIsMissing();
  if (missing) {
    heading('Left out: everything that needs Terraform');
    say(`${missing}. So nothing was applied, adopted, rotated or planned; install it and run again.`);
    return;
  }
  const { cliConfig, env: providerEnv } = await prepareProviders();
  const terraform = new Terraform(application.stackDir, {
    cliConfig, env: { ...providerEnv, ...sandbox.env(), TF_VAR_legacy_key: legacy.value },
  });

  heading('Apply: create, adopt and track, in one go');
  succeeded(await terraform.init());
  const applied = succeeded(await terraform.apply());
  quoteOutput(applied.stdout, (line) => /^Apply complete|^ory_.*(Creation|Import) complete/.test(line));
  say(`the adopted key still works: ${await sandbox.works(legacy.value)}`);

  heading('Outputs, with the values masked');
  const outputs = await terraform.output();
  for (const [name, output] of Object.entries(outputs).filter(([, { sensitive }]) => sensitive)) {
    quoteOutput(`${name} = ${JSON.stringify(output.value)}`);
  }

  heading('A second plan: no changes, and Terraform warns of the key that expires soon');
  const second = succeeded(await terraform.plan());
  say(`changes: ${second.changes.length}`);
  quoteOutput(second.checks.flatMap(({ problems }) => problems).join('\n'));
  if (second.changes.length > 0) {
    throw new Error(`the second plan changes ${second.changes.map(({ address }) => address).join(', ')}`);
  }

  heading('Somebody gives the deploy key a later expiry, which replaces it at once: check-plan stops the plan');
  await application.synth({ ...env, DEPLOY_KEY_EXPIRES_AT: instant(Date.now() + 90 * DAY) });
  await checkPlan(terraform, application, 0, FOUND);

  heading('31 days later: the rotating key changes, and the one that clients hold stays valid');
  const held = String(outputs.backend_key.value);
  await application.synth(later(31));
  succeeded(await terraform.applyPlan(await checkPlan(terraform, application, 31, 0)));
  const rotated = await terraform.output();
  say(`the value changed: ${rotated.backend_key.value !== held}; the value of before still works: ${await sandbox.works(held)}`);

  heading('62 days later: the older slot is replaced, whose clients have the next key by now: check-plan lets the plan pass');
  await application.synth(later(62));
  await checkPlan(terraform, application, 62, 0);

  heading('The inventory: what expires when, soonest first');
  quoteOutput((await application.command(['inventory', '--format', 'table'], JSON.stringify(rotated))).stdout);
}

/** Plans, and has the command look over the plan as it would be on that day. Gives the plan; throws where the command judges it otherwise. */
async function checkPlan(terraform: Terraform, application: Application, days: number, expected: number): Promise<string> {
  const { planFile, changes } = succeeded(await terraform.plan());
  const { stdout: json } = succeeded(await terraform.run('show', '-json', planFile));
  const { code, stdout } = await application.command(['check-plan', '--now', instant(Date.now() + days * DAY)], json);
  quoteOutput(stdout, (line) => /^(?:\d+ findings?|finding|note| +way out)\b/.test(line));
  say(`the plan changes ${changes.map(({ address }) => address).join(' and ')}; check-plan ends with exit code ${code}`);
  if (code !== expected) {
    throw new Error(`check-plan was to end with ${expected}`);
  }
  return planFile;
}

main().catch((error: Error) => {
  console.error(`\nThe main job failed: ${maskValues(error.message)}`);
  process.exitCode = 1;
});
