import { TerraformVariable } from 'cdktf';
import type { SandboxKey } from '../../sandbox';
import { ApiKeyTracking, ory, WorkspaceApiKey } from '../../src';
import { tracksWorkspaceKeys } from './support/capabilities';
import { useSandbox } from './support/e2e';
import { PROTECTED } from './support/matchers';
import { wordsOf } from './support/shell';

const ADDRESS = 'ory_workspace_api_key.Key';
const UNSUPPORTED = /does not support resource type "ory_workspace_api_key"/;

// Releases differ: where the provider does not register the resource, what is documented for that is asserted in its place.
if (tracksWorkspaceKeys()) {
  resourceTests();
} else {
  describe('a provider build without ory_workspace_api_key', () => missingResourceTests({}));
}

describe('the stand-in without ory_workspace_api_key', () => missingResourceTests({ withoutWorkspaceKey: true }));

function resourceTests(): void {
  describe('ory_workspace_api_key with the raw binding', () => {
    const e2e = useSandbox();
    let key: SandboxKey;

    beforeEach(() => {
      key = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
    });

    test('fails to create only at apply, and no plan said so', async () => {
      // given
      const stack = await e2e.rawStack((scope) => new ory.WorkspaceApiKey(scope, 'Key', { name: 'new' }));

      // when
      const plan = await stack.plan();
      const report = await stack.apply();

      // then
      expect(plan).toMatchObject({ ok: true, warnings: [], changes: [{ address: ADDRESS, actions: ['create'] }] });
      expect(stack.synthWarnings()).toEqual([]);
      expect(report.errors).toEqual([expect.objectContaining({ summary: 'Workspace API Key Creation Not Supported' })]);
    });

    test('fails to import by a bare id', async () => {
      const stack = await e2e.rawStack((scope) => new ory.WorkspaceApiKey(scope, 'Key', { name: 'deployments' }).importFrom(key.id));

      expect((await stack.plan()).errors).toEqual([expect.objectContaining({ summary: 'Invalid Import ID' })]);
    });

    test('shows an update on every plan where the name differs', async () => {
      // given
      const id = `${e2e.sandbox.workspaceId}/${key.id}`;
      const stack = await e2e.rawStack((scope) => new ory.WorkspaceApiKey(scope, 'Key', { name: 'Deployments' }).importFrom(id));
      await stack.deploy();

      // when
      await stack.deploy();

      // then
      expect((await stack.plan()).actionsFor(ADDRESS)).toBe('update');
    });
  });

  describe('WorkspaceApiKey', () => {
    const e2e = useSandbox();
    let key: SandboxKey;

    beforeEach(() => {
      key = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
    });

    test('warns at synth where it cannot be created, and the very command that it names mends that', async () => {
      // given
      const stack = await e2e.stack((scope) => new WorkspaceApiKey(scope, 'Key', { name: 'deployments' }));
      const [warning] = stack.synthWarnings();
      const refused = await stack.apply();

      // when
      const [, command] = /`([^`]+)`/.exec(warning)!;
      const [program, subcommand, address, id] = wordsOf(command.replace('<workspace-id>', e2e.sandbox.workspaceId).replace('<key-id>', key.id));
      const imported = await stack.terraform.run(subcommand, '-input=false', '-no-color', address, id);

      // then
      expect(refused.errors).toEqual([expect.objectContaining({ summary: 'Workspace API Key Creation Not Supported' })]);
      expect(program).toBe('terraform');
      expect(imported).toMatchObject({ exitCode: 0, stderr: '' });
      expect((await stack.plan()).clean).toBe(true);
    });

    test('is imported by its ids, and the command of importCommand does the same by hand', async () => {
      // given
      let command = '';
      const stack = await e2e.stack((scope) => {
        const ours = new WorkspaceApiKey(scope, 'Key', { name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId });
        command = ours.importCommand;
      });
      const plan = await stack.plan();
      await stack.init();

      // when
      const [, ...args] = wordsOf(command);
      const imported = await stack.terraform.run(...args);

      // then
      expect(plan.changes).toEqual([expect.objectContaining({ actions: ['no-op'], importing: `${e2e.sandbox.workspaceId}/${key.id}` })]);
      expect(imported).toMatchObject({ exitCode: 0, stderr: '' });
      expect((await stack.plan()).clean).toBe(true);
    });

    test('plans no change where the name differs, now and later', async () => {
      // given
      const stack = await e2e.stack((scope) =>
        new WorkspaceApiKey(scope, 'Key', { name: 'Deployments!', keyId: key.id, workspaceId: e2e.sandbox.workspaceId }));
      const plan = await stack.plan();

      // when
      await stack.deploy();

      // then
      expect(plan.changes.map(({ actions }) => actions)).toEqual([['no-op']]);
      expect((await stack.plan()).clean).toBe(true);
    });

    test('reads what the API knows of the key', async () => {
      const stack = await e2e.stack((scope) => {
        const ours = new WorkspaceApiKey(scope, 'Key', { name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId });
        ours.resource.overrideLogicalId('Key');
      });

      await stack.deploy();

      expect((await stack.state())[ADDRESS]).toMatchObject({
        id: key.id, name: 'deployments', workspace_id: e2e.sandbox.workspaceId, expires_at: null, value: null, owner_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    });

    test('only forgets the key on destroy, and the key still works', async () => {
      // given
      const stack = await e2e.stack((scope) =>
        new WorkspaceApiKey(scope, 'Key', { name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId }));
      await stack.deploy();

      // when
      const report = await stack.destroy();

      // then
      expect(report.ok).toBe(true);
      expect(report.warnings.length).toBeGreaterThan(0);
      expect(await stack.state()).toEqual({});
      expect(await e2e.sandbox.works(key.value)).toBe(true);
    });

    test('fails to forget the key where preventDestroy is set', async () => {
      // given
      const stack = await e2e.stack((scope) =>
        new WorkspaceApiKey(scope, 'Key', { name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId, preventDestroy: true }));
      await stack.deploy();

      // when
      const report = await stack.destroy();

      // then
      expect(report.errors).toEqual([PROTECTED]);
    });

    test('gives out the value that the caller holds, as a sensitive output', async () => {
      // given
      const stack = await e2e.stack((scope) => {
        const value = new TerraformVariable(scope, 'deployments_key', { type: 'string', sensitive: true }).stringValue;
        new WorkspaceApiKey(scope, 'Key', { name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId, value }).addSensitiveOutput('key');
      }, { env: { TF_VAR_deployments_key: key.value } });

      // when
      await stack.deploy();

      // then
      expect(await stack.outputs()).toMatchObject({ key: { sensitive: true, value: key.value } });
    });
  });
}

/** What holds where the provider does not have the resource. */
function missingResourceTests(options: { readonly withoutWorkspaceKey?: boolean }): void {
  const e2e = useSandbox();

  test.each([
    ['the raw binding', ory.WorkspaceApiKey],
    ['WorkspaceApiKey tracked as a resource', WorkspaceApiKey],
  ])('fails validate and plan with %s', async (_, Key) => {
    // given
    const stack = await e2e.stack((scope) => new Key(scope, 'Key', { name: 'deployments' }), options);
    await stack.init();

    // when
    const validate = JSON.parse((await stack.terraform.run('validate', '-json')).stdout);
    const plan = await stack.plan();

    // then
    expect(validate).toMatchObject({ valid: false, diagnostics: [{ detail: expect.stringMatching(UNSUPPORTED) }] });
    expect(plan.errors).toEqual([expect.objectContaining({ detail: expect.stringMatching(UNSUPPORTED) })]);
  });
}

describe.each([
  ['a provider without ory_workspace_api_key', { withoutWorkspaceKey: true }],
  ['the provider that is tested', {}],
])('WorkspaceApiKey tracked by REFERENCE, with %s', (_, options) => {
  const e2e = useSandbox();
  let key: SandboxKey;

  beforeEach(() => {
    key = e2e.sandbox.seedWorkspaceKey({ name: 'deployments' });
  });

  test('is kept in state, calls no API, and the key outlives a destroy', async () => {
    // given
    const stack = await e2e.stack((scope) => new WorkspaceApiKey(scope, 'Key', {
      name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId, tracking: ApiKeyTracking.REFERENCE, expiresAt: '2090-01-01T00:00:00+01:00',
    }), options);

    // when
    await stack.deploy();
    const [record] = Object.values(await stack.state());
    const plan = await stack.plan();
    await stack.destroy();

    // then
    expect(record.input).toEqual({
      key_id: key.id, workspace_id: e2e.sandbox.workspaceId, name: 'deployments', expires_at: '2089-12-31T23:00:00Z',
    });
    expect(plan.clean).toBe(true);
    expect(e2e.sandbox.log()).toEqual([]);
    expect(await e2e.sandbox.works(key.value)).toBe(true);
  });

  test('needs no provider at all', async () => {
    // given
    const stack = await e2e.stack((scope, provider) => {
      scope.node.tryRemoveChild(provider.node.id);
      new WorkspaceApiKey(scope, 'Key', { name: 'deployments', keyId: key.id, workspaceId: e2e.sandbox.workspaceId, tracking: ApiKeyTracking.REFERENCE });
    }, options);

    // when
    await stack.deploy();

    // then
    expect(stack.json().provider).toBeUndefined();
    expect((await stack.plan()).clean).toBe(true);
  });
});
