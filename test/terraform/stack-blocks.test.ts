import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, problemOf, PROJECT, render, synthApp, thrownBy, watched, WORKSPACE } from '../support/stacks';

describe('blocks that cdktf has no class for', () => {
  test('are rendered by one element a kind and stack, with these ids', () => {
    const stack = newStack();
    for (const id of ['A', 'B']) {
      ProjectApiKey.importExisting(stack, id, { name: id, keyId: KEY });
      new WorkspaceApiKey(stack, `W${id}`, { name: id });
    }

    const own = stack.node.children.map((child) => child.node.id).filter((id) => id.startsWith('OryApiKey'));

    expect(own.sort()).toEqual(['OryApiKeyChecks', 'OryApiKeyExpiries', 'OryApiKeyImports', 'OryApiKeyTerraformVersion']);
  });

  test.each([
    ['OryApiKeyChecks', (stack: ReturnType<typeof newStack>) => new ProjectApiKey(stack, 'A', { name: 'a', expiresAt: '2031-01-01T00:00:00Z' })],
    ['OryApiKeyImports', (stack: ReturnType<typeof newStack>) => ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY })],
    ['OryApiKeyMoves', (stack: ReturnType<typeof newStack>) => new ProjectApiKey(stack, 'A', { name: 'a', movedFrom: ['B'] })],
    ['OryApiKeyRemovals', (stack: ReturnType<typeof newStack>) => new ProjectApiKey(stack, 'A', { name: 'a' }).forget()],
  ])('fail where a construct of the user\'s has the id of the element: %s', (id, make) => {
    const stack = newStack();
    new Construct(stack, id);

    expect(problemOf(() => make(stack))).toBe(`stack/${id}: the id is reserved for a construct of this library; expected another: rename the construct`);
  });

  test('keep apart the checks of two resources of two types that share a logical id', () => {
    const stack = newStack();
    const project = ProjectApiKey.importExisting(stack, 'P', { name: 'p', keyId: KEY });
    const workspace = new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE });

    project.resource.overrideLogicalId('ci');
    workspace.resource.overrideLogicalId('ci');

    const { check } = render(stack);
    expect(check.ory_project_api_key_ci_identity.assert[0].condition).toContain('ory_project_api_key.ci.id == ');
    expect(check.ory_workspace_api_key_ci_identity.assert[0].condition).toContain('ory_workspace_api_key.ci.id == ');
    expect(Object.values<any>(watched(stack)).map(({ expires_at }) => expires_at)).toEqual(['${ory_project_api_key.ci.expires_at}', '${ory_workspace_api_key.ci.expires_at}']);
  });

  test('render the same each time they are rendered', () => {
    const stack = newStack();
    ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY, expiresAt: '2031-01-01T00:00:00Z' });

    expect(render(stack)).toEqual(render(stack));
  });

  test.each([
    ['import blocks', (stack: ReturnType<typeof newStack>) => ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY, expiryWarningDays: 0 })],
    ['check blocks', (stack: ReturnType<typeof newStack>) => new ProjectApiKey(stack, 'A', { name: 'a', expiresAt: '2031-01-01T00:00:00Z' })],
    ['terraform blocks', (stack: ReturnType<typeof newStack>) =>
      ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY, expiryWarningDays: 0 }).forget()],
    ['terraform blocks', (stack: ReturnType<typeof newStack>) => new ProjectApiKey(stack, 'A', { name: 'a', keepers: { release: '4' } })],
    ['terraform blocks', (stack: ReturnType<typeof newStack>) => new WorkspaceApiKey(stack, 'R', {
      name: 'r', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE,
    })],
  ])('fail an HCL synth rather than vanish from it: %s', (kind, make) => {
    const stack = newStack();
    make(stack);

    expect(thrownBy(() => Testing.synthHcl(stack)).message).toContain(`cdktf's HCL output cannot hold ${kind}; synthesize to JSON, which is the default`);
  });

  test('let an HCL synth pass that needs none of them', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'A', { name: 'a', projectId: PROJECT });
    new WorkspaceApiKey(stack, 'W', { name: 'w', expiryWarningDays: 0 });
    new ProjectApiKeySet(stack, 'S', { keys: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`e${index}`, { name: `key ${index}` }])) });

    const hcl = Testing.synthHcl(stack);

    expect(hcl).toContain('resource "ory_project_api_key" "A_CCC8ACD5"');
    expect(hcl).toContain('resource "ory_workspace_api_key" "W_8F2A5E99"');
    expect(hcl).toMatch(/for_each\s+= \{[^]*\be59\b[^]*"key 59"/); // in place, since there are no locals
    expect(hcl).not.toContain('local.');
  });
});

describe('required_version', () => {
  test('is the highest that any part of the stack needs, once', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'A', { name: 'a', keepers: {} });
    ProjectApiKey.importExisting(stack, 'B', { name: 'b', keyId: '${var.key}' });
    new ProjectApiKey(stack, 'C', { name: 'c', expiresAt: '2031-01-01T00:00:00Z' });

    expect(render(stack).terraform.required_version).toBe('>= 1.6');
  });

  test('is left out where every Terraform will do', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'A', { name: 'a', projectId: PROJECT });

    expect(render(stack).terraform).not.toHaveProperty('required_version');
  });

  test('is each stack\'s own', () => {
    const app = newApp();
    new ProjectApiKey(newStack(app, 'plain'), 'A', { name: 'a' });
    ProjectApiKey.importExisting(newStack(app, 'imports'), 'A', { name: 'a', keyId: KEY });

    const { json } = synthApp(app);

    expect(json('plain').terraform).not.toHaveProperty('required_version');
    expect(json('imports').terraform.required_version).toBe('>= 1.5');
  });

  test('gives way to what the user asks for', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'A', { name: 'a', keepers: {} });

    stack.addOverride('terraform.required_version', '>= 1.9');

    expect(render(stack).terraform.required_version).toBe('>= 1.9');
  });
});
