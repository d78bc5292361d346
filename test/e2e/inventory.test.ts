import { TerraformVariable } from 'cdktf';
import { ApiKeyInventory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule } from '../../src';
import { useSandbox } from './support/e2e';
import { FAR } from './support/instants';
import { DAYS, duringGeneration, STARTING_AT } from './support/rotating';

describe('ApiKeyInventory', () => {
  const e2e = useSandbox();

  test('lists every key of the stack with what the API says of it, and never a value', async () => {
    // given
    const adopted = e2e.sandbox.seedProjectKey({ name: 'by hand', expiresAt: FAR });
    const stack = await e2e.stack((scope) => {
      new ProjectApiKey(scope, 'Plain', { name: 'plain' }).addSensitiveOutput('key');
      ProjectApiKey.importExisting(scope, 'Adopted', { name: 'another name', keyId: adopted.id });
      new ProjectApiKeySet(scope, 'Set', { keys: { 'eu/qa': { name: 'set', expiresAt: FAR } } });
      new RotatingProjectApiKey(scope, 'Rotating', { name: 'rotating', schedule: RotationSchedule.every(DAYS, { startingAt: STARTING_AT }) });
      new ApiKeyInventory(scope, 'Inventory');
    }, { now: duringGeneration(1) });

    // when
    await stack.deploy();

    // then
    const { ory_api_keys: inventory } = await stack.outputs();
    const ids = Object.fromEntries(e2e.sandbox.projectKeys().map(({ name, id }) => [name, id]));
    const entries = inventory.value as Record<string, unknown>[];
    expect(inventory.sensitive).toBe(false);
    expect(JSON.stringify(entries)).not.toMatch(/ory_(pat|wak)_/);
    expect(entries).toHaveLength(5);
    expect(entries).toEqual(expect.arrayContaining([
      expect.objectContaining({ path: 'e2e/Plain', id: ids.plain, expires_at: null, imported: false, owner: e2e.sandbox.projectId }),
      expect.objectContaining({ path: 'e2e/Adopted', id: adopted.id, name: 'by hand', expires_at: FAR, imported: true }),
      expect.objectContaining({ environment: 'eu/qa', id: ids.set, name: 'set', expires_at: FAR }),
      expect.objectContaining({ generation: 0, id: ids['rotating (0)'] }),
      expect.objectContaining({ generation: 1, id: ids['rotating (1)'], name: 'rotating (1)' }),
    ]));
    expect((await stack.plan()).clean).toBe(true);
  });

  test('shows what comes from a sensitive variable, which is no secret in a list of keys', async () => {
    // given
    const stack = await e2e.stack((scope) => {
      const variable = (id: string) => new TerraformVariable(scope, id, { type: 'string', sensitive: true }).stringValue;
      new ProjectApiKey(scope, 'Plain', { name: variable('name'), projectId: variable('project') });
      new ProjectApiKey(scope, 'Open', { name: new TerraformVariable(scope, 'open', { type: 'string' }).stringValue });
      new ApiKeyInventory(scope, 'Inventory');
    }, { env: { TF_VAR_name: 'from a variable', TF_VAR_project: e2e.sandbox.projectId, TF_VAR_open: 'open' } });

    // when
    await stack.deploy();

    // then
    const { ory_api_keys: inventory } = await stack.outputs();
    expect(inventory.value).toEqual([
      expect.objectContaining({ path: 'e2e/Plain', name: 'from a variable', owner: e2e.sandbox.projectId }), expect.objectContaining({ path: 'e2e/Open', name: 'open' }),
    ]);
  });
});
