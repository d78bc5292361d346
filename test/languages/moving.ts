/**
 * Proves that an app can move from one flavour to the other: what one flavour applied, the other plans no change of.
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { prepareProviders, Sandbox, succeeded, Terraform } from '../../sandbox';
import { Case } from './compare';

const NOW = '2030-03-15T00:00:00Z';

/** One key of each kind, with ids of a running sandbox. */
export function movingCase(sandbox: Sandbox): Case {
  const legacy = sandbox.seedProjectKey({ name: 'legacy', expiresAt: '2031-01-01T00:00:00Z' });
  const workspace = sandbox.seedWorkspaceKey({ name: 'deploy' });
  const stack = { $ref: 'stack' };
  return {
    name: 'moving',
    about: 'one key of each kind',
    context: { 'cdktf-ory-api-keys:now': NOW },
    steps: [
      { new: 'ory.OryProvider', id: 'Ory', props: { projectId: sandbox.projectId } },
      { new: 'ProjectApiKey', id: 'Plain', props: { name: 'plain', expiresAt: '2031-12-31T23:59:59Z', keepers: { $map: { round: '1' } } }, as: 'plain' },
      { call: 'plain.addSensitiveOutput', args: ['plain'] },
      { call: 'plain.storeIn', args: ['Sink', { $sink: 'output' }] },
      { static: 'ProjectApiKey.importExisting', args: [stack, 'Legacy', { name: 'legacy', keyId: legacy.id, projectId: sandbox.projectId }] },
      { new: 'WorkspaceApiKey', id: 'Workspace', props: { name: 'deploy', workspaceId: sandbox.workspaceId, keyId: workspace.id, tracking: { $enum: 'ApiKeyTracking.REFERENCE' } } },
      { static: 'RotationSchedule.every', args: [30, { startingAt: '2030-01-01T00:00:00Z' }], as: 'schedule' },
      { new: 'RotatingProjectApiKey', id: 'Rotating', props: { name: 'rotating', schedule: { $ref: 'schedule' } } },
      { new: 'ProjectApiKeySet', id: 'Set', props: { keys: { $map: { dev: { name: 'dev' }, prod: { name: 'prod', expiresAt: '2031-12-31T23:59:59Z' } } } } },
      { new: 'ApiKeyInventory', id: 'Inventory', props: {} },
    ],
  };
}

/** Applies the one, then plans and applies the other, and back; gives what changed, or nothing. */
export async function movingProblem(sandbox: Sandbox, first: string, second: string): Promise<string | undefined> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'moving-'));
  try {
    const { cliConfig, env } = await prepareProviders();
    const terraform = new Terraform(dir, { cliConfig, env: { ...env, ...sandbox.env() } });
    const write = (json: string) => fs.writeFileSync(path.join(dir, 'cdk.tf.json'), json);
    write(first);
    succeeded(await terraform.init());
    succeeded(await terraform.apply());
    const before = JSON.stringify(sandbox.projectKeys().map(({ id }) => id));
    for (const json of [second, first]) {
      write(json);
      const plan = succeeded(await terraform.plan());
      if (plan.exitCode !== 0) {
        return `the plan changes ${JSON.stringify([plan.changes, plan.changedOutputs])}`;
      }
      succeeded(await terraform.applyPlan(plan.planFile));
    }
    const after = JSON.stringify(sandbox.projectKeys().map(({ id }) => id));
    return before === after ? undefined : `the keys were ${before} and are ${after}`;
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}
