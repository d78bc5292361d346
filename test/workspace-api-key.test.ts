import { TerraformOutput, TerraformVariable } from 'cdktf';
import { ApiKeyTracking, ory, WorkspaceApiKey } from '../src';
import { KEY, newApp, newStack, problemOf, PROJECT, render, resources, secretVariable, synthApp, thrownBy, warningsOf, WORKSPACE } from './support/stacks';

const onlyKey = (stack: Parameters<typeof resources>[0]) => resources(stack, 'ory_workspace_api_key').W_8F2A5E99;

describe('WorkspaceApiKey that the resource tracks', () => {
  test('renders the resource and its import block', () => {
    // GIVEN
    const stack = newStack();

    // WHEN
    new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE });

    // THEN
    const { check, locals, ...rest } = render(stack);
    expect(rest).toEqual({
      provider: { ory: [{}] },
      terraform: { required_providers: { ory: { source: 'ory/ory', version: '>= 0.0.1' } }, required_version: '>= 1.5' },
      import: [{ to: 'ory_workspace_api_key.W_8F2A5E99', id: `${WORKSPACE}/${KEY}` }],
      resource: { ory_workspace_api_key: { W_8F2A5E99: { name: 'ops', workspace_id: WORKSPACE, lifecycle: { ignore_changes: ['name'] } } } },
    });
    expect(Object.keys(check)).toEqual(['OryApiKeyExpiry', 'ory_workspace_api_key_W_8F2A5E99_identity']);
    expect(locals).toEqual({ OryApiKeyExpiry: { '720h': { 'stack/W': '${ory_workspace_api_key.W_8F2A5E99.expires_at}' } } });
  });

  test('is what tracking RESOURCE asks for, too', () => {
    const synth = (tracking?: ApiKeyTracking) => {
      const stack = newStack();
      new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking });
      return render(stack);
    };

    expect(synth(ApiKeyTracking.RESOURCE)).toEqual(synth());
  });

  test('without a key id renders the resource alone', () => {
    const stack = newStack();

    new WorkspaceApiKey(stack, 'W', { name: 'ops' });

    expect(render(stack).import).toBeUndefined();
    expect(onlyKey(stack)).toEqual({ name: 'ops', lifecycle: { ignore_changes: ['name'] } });
  });

  test('with preventDestroy refuses to be forgotten', () => {
    const stack = newStack();

    new WorkspaceApiKey(stack, 'W', { name: 'ops', workspaceId: WORKSPACE, preventDestroy: true });

    expect(onlyKey(stack)).toEqual({ name: 'ops', workspace_id: WORKSPACE, lifecycle: { ignore_changes: ['name'], prevent_destroy: true } });
  });

  test('with an aliased provider names it in the resource, through whose provider Terraform imports', () => {
    const stack = newStack();
    const other = new ory.OryProvider(stack, 'Other', { alias: 'other' });

    new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, provider: other });

    expect(onlyKey(stack).provider).toBe('ory.other');
    expect(render(stack).import).toEqual([{ to: 'ory_workspace_api_key.W_8F2A5E99', id: `${WORKSPACE}/${KEY}` }]);
  });

  test('lets tokens and templates pass, and then needs Terraform 1.6', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'id', { type: 'string' });

    new WorkspaceApiKey(stack, 'W', { name: '${var.name}', keyId: variable.stringValue, workspaceId: '${local.ids["a/b"]}' });

    expect(onlyKey(stack)).toMatchObject({ name: '${var.name}', workspace_id: '${local.ids["a/b"]}' });
    expect(render(stack).import[0].id).toBe('${local.ids["a/b"]}/${var.id}');
    expect(render(stack).terraform.required_version).toBe('>= 1.6');
  });

  test.each([
    ['keyId', 'id'], ['name', 'name'], ['workspaceId', 'workspace_id'], ['expiresAt', 'expires_at'], ['createdAt', 'created_at'],
    ['updatedAt', 'updated_at'], ['ownerId', 'owner_id'],
  ] as const)('the attribute %s refers to %s of the resource', (attribute, argument) => {
    const stack = newStack();
    const key = new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE });

    new TerraformOutput(stack, 'Shown', { value: key[attribute] });

    expect(render(stack).output.Shown.value).toBe(`\${ory_workspace_api_key.W_8F2A5E99.${argument}}`);
  });

  test('gives the wrapped resource', () => {
    const key = new WorkspaceApiKey(newStack(), 'W', { name: 'ops' });

    expect(key.resource).toBeInstanceOf(ory.WorkspaceApiKey);
    expect(key.resource).toBe(key.node.findChild('Resource'));
  });

  test('child ids and logical ids stay as they are', () => {
    const stack = newStack();

    const key = new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE });

    expect(key.node.findAll().map((child) => child.node.path)).toEqual(['stack/W', 'stack/W/Resource']);
    expect(Object.keys(resources(stack, 'ory_workspace_api_key'))).toEqual(['W_8F2A5E99']);
  });

  test('takes null for every optional prop as left out, as other languages give it', () => {
    const stack = newStack();

    new WorkspaceApiKey(stack, 'W', {
      name: 'ops', workspaceId: null, keyId: null, value: null, expiresAt: null, expiryWarningDays: null, preventDestroy: null, provider: null, tracking: null,
    } as any);

    expect(onlyKey(stack)).toEqual({ name: 'ops', lifecycle: { ignore_changes: ['name'] } });
    expect(render(stack).import).toBeUndefined();
  });

  test('fails on an expiry, since the resource reads the real one', () => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), 'W', { name: 'ops', expiresAt: '2031-01-01T00:00:00Z' })))
      .toMatch(/^stack\/W: expiresAt: "2031-01-01T00:00:00Z" was given for a tracked resource.*use ApiKeyTracking\.REFERENCE$/);
  });

  test('takes the workspace of its provider for the import, and for the command', () => {
    const app = newApp();
    const stack = newStack(app, 'stack', { workspaceId: WORKSPACE });

    const key = new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY });

    expect(synthApp(app).json('stack').import).toEqual([{ to: 'ory_workspace_api_key.W_8F2A5E99', id: `${WORKSPACE}/${KEY}` }]);
    expect(key.importCommand).toBe(`terraform import ory_workspace_api_key.W_8F2A5E99 ${WORKSPACE}/${KEY}`);
    expect(onlyKey(stack)).not.toHaveProperty('workspace_id');
  });

  test('takes the workspace of the provider that was given, not of the default one', () => {
    const stack = newStack(newApp(), 'stack', { workspaceId: PROJECT });
    const provider = new ory.OryProvider(stack, 'Other', { alias: 'other', workspaceId: WORKSPACE });

    new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, provider });

    expect(render(stack).import).toEqual([{ to: 'ory_workspace_api_key.W_8F2A5E99', id: `${WORKSPACE}/${KEY}` }]);
  });

  test('fails synth on a key id without a workspace, the provider\'s included', () => {
    const app = newApp();
    new WorkspaceApiKey(newStack(app), 'W', { name: 'ops', keyId: KEY });

    expect(thrownBy(() => app.synth()).message).toContain('stack/W: workspaceId: nothing was given beside keyId, and the provider names no workspace; '
      + 'expected the UUID of the workspace, here or there, since a workspace key is found by <workspace-id>/<key-id> alone');
  });

  test('that was forgotten needs no workspace', () => {
    const app = newApp();
    new WorkspaceApiKey(newStack(app), 'W', { name: 'ops', keyId: KEY }).forget();

    expect(synthApp(app).json('stack').import).toBeUndefined();
  });

  test('fails on a tracking that is none', () => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), 'W', { name: 'ops', tracking: 'SOMEHOW' as ApiKeyTracking })))
      .toBe('stack/W: tracking: "SOMEHOW" was given; expected ApiKeyTracking.RESOURCE or ApiKeyTracking.REFERENCE');
  });
});

describe('WorkspaceApiKey without a key id', () => {
  test('warns at synth that apply will fail, with the exact command', () => {
    const app = newApp();
    new WorkspaceApiKey(newStack(app), 'W', { name: 'ops' });

    expect(warningsOf(app)).toEqual([{
      constructPath: 'stack/W',
      level: '@cdktf/warn',
      message: 'apply will fail until workspace API key "ops" is imported, since the API cannot create one: make it in the Ory Console, then give keyId and workspaceId, '
        + 'or run `terraform import ory_workspace_api_key.W_8F2A5E99 <workspace-id>/<key-id>`',
    }]);
  });

  test('puts into the command what is known: the workspace, and a logical id overridden later', () => {
    const app = newApp();
    const key = new WorkspaceApiKey(newStack(app), 'W', { name: 'ops', workspaceId: WORKSPACE });

    key.resource.overrideLogicalId('ops');

    expect(warningsOf(app)[0].message).toContain(`\`terraform import ory_workspace_api_key.ops ${WORKSPACE}/<key-id>\``);
  });

  test('warns once for each key, however often the stack renders', () => {
    const app = newApp();
    const stack = newStack(app);
    new WorkspaceApiKey(stack, 'V', { name: 'v' });
    new WorkspaceApiKey(stack, 'W', { name: 'w' });
    render(stack);

    expect(warningsOf(app).map(({ constructPath }) => constructPath)).toEqual(['stack/V', 'stack/W']);
  });

  test('with a key id no such warning is given', () => {
    const app = newApp();
    new WorkspaceApiKey(newStack(app), 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE });

    expect(warningsOf(app)).toEqual([]);
  });
});

describe.each([[ApiKeyTracking.RESOURCE], [ApiKeyTracking.REFERENCE]])('the value of a workspace key, tracking %s', (tracking) => {
  test('is what the caller holds', () => {
    const stack = newStack();
    const key = new WorkspaceApiKey(stack, 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking, value: secretVariable(stack).stringValue });

    key.addSensitiveOutput('ops_key');

    expect(render(stack).output.ops_key).toEqual({ value: '${sensitive(var.secret)}', sensitive: true });
  });

  test('fails to be read, put out or stored when the caller gave none', () => {
    const key = new WorkspaceApiKey(newStack(), 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking });

    expect(problemOf(() => key.value)).toMatch(/^stack\/W: the value of a workspace key is not available from the API: the Ory Console shows it once.*give it as `value`/);
    expect(problemOf(() => key.addSensitiveOutput('ops_key'))).toContain('is not available');
    expect(problemOf(() => key.storeIn('Vault', { bind: () => undefined }))).toContain('is not available');
  });

  test('fails to be given as a literal', () => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), 'W', { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking, value: 'ory_wak_S3cret' })))
      .toMatch(/^stack\/W: value: a literal was given \(not shown here\)/);
  });
});
