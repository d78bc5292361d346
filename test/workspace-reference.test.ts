import { DataResource, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { ApiKeyTracking, ory, ProjectApiKey, WorkspaceApiKey, WorkspaceApiKeyProps } from '../src';
import { KEY, newApp, newStack, onlyProjectKey, problemOf, render, resources, synthApp, warningsOf, watched, WORKSPACE } from './support/stacks';

const REFERENCE = { name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE } as const;

describe('WorkspaceApiKey that is only referred to', () => {
  test('renders a record of workspace, key and name, and nothing else', () => {
    // GIVEN
    const stack = new TerraformStack(newApp(), 'stack');

    // WHEN
    new WorkspaceApiKey(stack, 'W', REFERENCE);

    // THEN
    expect(render(stack)).toEqual({
      resource: { terraform_data: { W_8F2A5E99: { input: { workspace_id: WORKSPACE, key_id: KEY, name: 'ops' } } } },
      terraform: { required_version: '>= 1.4' },
    });
  });

  test('synthesizes in a stack without the Ory provider', () => {
    const app = newApp();
    new WorkspaceApiKey(new TerraformStack(app, 'stack'), 'W', REFERENCE);

    expect(Object.keys(synthApp(app).json('stack').resource)).toEqual(['terraform_data']);
  });

  test('takes no provider where the stack\'s only Ory provider has an alias, nor one that is given: its record is Terraform\'s own', () => {
    const stack = new TerraformStack(newApp(), 'stack');
    const provider = new ory.OryProvider(stack, 'Ory', { alias: 'only' });
    new WorkspaceApiKey(stack, 'W', REFERENCE);
    new WorkspaceApiKey(stack, 'Given', { ...REFERENCE, provider });
    new ProjectApiKey(stack, 'P', { name: 'p', keepers: { release: '7' } });

    expect(Object.values(resources(stack, 'terraform_data')).map((record: any) => record.provider)).toEqual([undefined, undefined, undefined]);
    expect(onlyProjectKey(stack).provider).toBe('ory.only');
  });

  test('records the expiry, normalised, and plans warn of it', () => {
    const stack = newStack();

    new WorkspaceApiKey(stack, 'W', { ...REFERENCE, expiresAt: '2031-01-01T00:00:00.7+01:00' });

    expect(resources(stack, 'terraform_data').W_8F2A5E99.input.expires_at).toBe('2030-12-31T23:00:00Z');
    expect(watched(stack)).toEqual({ 'stack/W': { expires_at: '${terraform_data.W_8F2A5E99.input.expires_at}', within: '720h' } });
    expect(render(stack).terraform.required_version).toBe('>= 1.5');
  });

  test('warns at synth of a near expiry, with advice that fits', () => {
    const app = newApp();
    new WorkspaceApiKey(newStack(app), 'W', { ...REFERENCE, expiresAt: '2029-01-01T00:00:00Z' });

    expect(warningsOf(app).map(({ message }) => message)).toEqual([
      'API key "ops" expired at 2029-01-01T00:00:00Z: the API refuses it; a workspace key keeps its expiry: make a new one in the Ory Console',
    ]);
  });

  test('gives back what was given, and nothing that only the API knows', () => {
    const key = new WorkspaceApiKey(newStack(), 'W', { ...REFERENCE, expiresAt: '2031-01-01T00:00:00Z' });

    const { keyId, name, workspaceId, expiresAt, createdAt, updatedAt, ownerId } = key;

    expect({ keyId, name, workspaceId, expiresAt, createdAt, updatedAt, ownerId }).toEqual({
      keyId: KEY, name: 'ops', workspaceId: WORKSPACE, expiresAt: '2031-01-01T00:00:00Z', createdAt: undefined, updatedAt: undefined, ownerId: undefined,
    });
  });

  test('has no expiry when none was given', () => {
    expect(new WorkspaceApiKey(newStack(), 'W', REFERENCE).expiresAt).toBeUndefined();
  });

  test('gives the record as its resource, which others can depend on', () => {
    const stack = newStack();
    const key = new WorkspaceApiKey(stack, 'W', REFERENCE);

    new DataResource(stack, 'Consumer', { dependsOn: [key.resource] });

    expect(key.resource).toBeInstanceOf(TerraformResource);
    expect(resources(stack, 'terraform_data').Consumer.depends_on).toEqual(['terraform_data.W_8F2A5E99']);
  });

  test('lets tokens and templates pass', () => {
    const stack = newStack();

    new WorkspaceApiKey(stack, 'W', { name: '${var.n}', keyId: '${var.k}', workspaceId: '${var.w}', expiresAt: '${var.e}', tracking: ApiKeyTracking.REFERENCE });

    expect(resources(stack, 'terraform_data').W_8F2A5E99.input).toEqual({ name: '${var.n}', key_id: '${var.k}', workspace_id: '${var.w}', expires_at: '${var.e}' });
  });

  test('with preventDestroy refuses to be forgotten', () => {
    const stack = newStack();

    new WorkspaceApiKey(stack, 'W', { ...REFERENCE, preventDestroy: true });

    expect(resources(stack, 'terraform_data').W_8F2A5E99.lifecycle).toEqual({ prevent_destroy: true });
  });

  test('its attributes can be put out', () => {
    const stack = newStack();
    const key = new WorkspaceApiKey(stack, 'W', REFERENCE);

    new TerraformOutput(stack, 'Shown', { value: key.keyId });

    expect(render(stack).output.Shown.value).toBe(KEY);
  });

  test('fails to give an import command', () => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), 'W', REFERENCE).importCommand))
      .toMatch(/^stack\/W: there is no resource to import into: ApiKeyTracking\.REFERENCE keeps a record alone/);
  });

  test.each([
    ['a key id', { keyId: undefined }, /^stack\/W: keyId: nothing was given beside ApiKeyTracking\.REFERENCE; expected the UUID of the key/],
    ['a workspace', { workspaceId: undefined }, /^stack\/W: workspaceId: nothing was given beside ApiKeyTracking\.REFERENCE; expected the UUID of the workspace/],
  ])('fails without %s', (_what, missing, problem) => {
    expect(problemOf(() => new WorkspaceApiKey(newStack(), 'W', { ...REFERENCE, ...missing } as WorkspaceApiKeyProps))).toMatch(problem);
  });
});
