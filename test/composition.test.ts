import childProcess from 'node:child_process';
import { DataResource, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyTracking, ory, ProjectApiKey, WorkspaceApiKey } from '../src';
import { KEY, newApp, newStack, OTHER_PROJECT, PROJECT, render, resources, secretVariable, synthApp, thrownBy, watched, WORKSPACE } from './support/stacks';

/** A construct of a user's own, with keys inside. */
class Service extends Construct {
  public readonly key: ProjectApiKey;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new ProjectApiKey(this, 'Key', { name: id, expiresAt: '2031-01-01T00:00:00Z', keepers: { release: '4' } });
    ProjectApiKey.importExisting(this, 'Old', { name: `${id} old`, keyId: KEY, projectId: PROJECT });
    new WorkspaceApiKey(this, 'Ops', { name: id, keyId: KEY, workspaceId: WORKSPACE });
  }
}

describe('in a nested construct', () => {
  test('every address leads to the resource that is meant', () => {
    const stack = newStack();
    const { key } = new Service(new Construct(stack, 'Team'), 'web');

    const { resource, import: imports, check } = render(stack);

    const [keeper] = Object.keys(resource.terraform_data);
    expect(resource.ory_project_api_key[key.resource.friendlyUniqueId].lifecycle.replace_triggered_by).toEqual([`terraform_data.${keeper}.id`]);
    expect(imports).toHaveLength(2);
    for (const { to } of imports) {
      const [type, id] = to.split('.');
      expect(resource[type]).toHaveProperty(id);
    }
    expect(Object.keys(check).sort()).toEqual(['OryApiKeyExpiry', ...imports.map(({ to }: any) => `${to.replace('.', '_')}_identity`)].sort());
    const expiries = Object.entries<any>(resource).flatMap(([type, ofType]) => (type === 'terraform_data' ? [] : Object.keys(ofType).map((id) => `\${${type}.${id}.expires_at}`)));
    expect(Object.values<any>(watched(stack)).map(({ expires_at }) => expires_at).sort()).toEqual(expiries.sort());
  });

  test('two of the same kind do not get in each other\'s way', () => {
    const stack = newStack();
    new Service(stack, 'web');
    new Service(stack, 'api');

    const { resource, import: imports, check } = render(stack);

    expect(Object.keys(resource.ory_project_api_key)).toHaveLength(4);
    expect(Object.keys(resource.ory_workspace_api_key)).toHaveLength(2);
    expect(imports).toHaveLength(4);
    expect(Object.keys(check)).toHaveLength(5);
    expect(Object.keys(watched(stack)).sort()).toEqual(['api', 'web'].flatMap((id) => ['Key', 'Old', 'Ops'].map((key) => `stack/${id}/${key}`)));
  });

  test('an error names the whole path', () => {
    const team = new Construct(newStack(), 'Team');

    expect(thrownBy(() => new ProjectApiKey(team, 'Ci', { name: '' })).message).toMatch(/^stack\/Team\/Ci: name: /);
  });
});

describe('two stacks of one app', () => {
  test('each have their own blocks', () => {
    const app = newApp();
    for (const id of ['dev', 'prod']) {
      ProjectApiKey.importExisting(newStack(app, id), 'Old', { name: id, keyId: KEY, projectId: id === 'dev' ? PROJECT : OTHER_PROJECT });
    }

    const { json } = synthApp(app);

    expect(json('dev').import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: `${PROJECT}/${KEY}` }]);
    expect(json('prod').import).toEqual([{ to: 'ory_project_api_key.Old_F7E39C65', id: `${OTHER_PROJECT}/${KEY}` }]);
    expect(Object.keys(json('dev').check)).toEqual(['OryApiKeyExpiry', 'ory_project_api_key_Old_F7E39C65_identity']);
    expect(Object.keys(json('prod').check)).toEqual(['OryApiKeyExpiry', 'ory_project_api_key_Old_F7E39C65_identity']);
  });

  test('do not take each other\'s provider for the project of an import', () => {
    const app = newApp();
    newStack(app, 'one', { projectId: PROJECT });
    const two = newStack(app, 'two');

    ProjectApiKey.importExisting(two, 'Old', { name: 'old', keyId: KEY });

    expect(render(two).import[0].id).toBe(KEY);
  });

  test('can share a key: cdktf passes its attributes on, and the value stays sensitive where it is read', () => {
    const app = newApp();
    const maker = newStack(app, 'maker');
    const user = newStack(app, 'user');
    const key = new ProjectApiKey(maker, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z' });

    new DataResource(user, 'Consumer', { input: { id: key.keyId, value: key.value } });

    const { json } = synthApp(app);
    const outputs = Object.entries<any>(json('maker').output);
    expect(outputs.map(([, output]) => output)).toEqual(expect.arrayContaining([
      { value: '${ory_project_api_key.Ci_A080E7EE.value}', sensitive: true }, { value: '${ory_project_api_key.Ci_A080E7EE.id}', sensitive: true },
    ]));
    const input = json('user').resource.terraform_data.Consumer.input;
    expect(input.value).toMatch(/^\$\{sensitive\(data\.terraform_remote_state\.[^ ]*\.outputs\.cross-stack-output-[^ ]*value\)\}$/);
    expect(json('user').resource).not.toHaveProperty('ory_project_api_key');
  });

  test('can take the project of an import from the other stack', () => {
    const app = newApp();
    const first = newStack(app, 'first');
    const second = newStack(app, 'second');
    const record = new DataResource(first, 'Project', { input: { id: PROJECT } });

    ProjectApiKey.importExisting(second, 'Old', { name: 'old', keyId: KEY, projectId: record.id });

    const { json } = synthApp(app);
    const { id } = json('second').import[0];
    expect(id).toMatch(new RegExp(`^\\$\\{data\\.terraform_remote_state\\..*\\}/${KEY}$`));
    expect(json('second').resource.ory_project_api_key.Old_F7E39C65.project_id).toBe(id.slice(0, -KEY.length - 1));
    expect(json('second').terraform.required_version).toBe('>= 1.6');
  });
});

describe('two providers', () => {
  test('serve each the keys that name them', () => {
    const stack = newStack(newApp(), 'stack', { projectId: PROJECT });
    const other = new ory.OryProvider(stack, 'Other', { alias: 'other', projectId: OTHER_PROJECT });

    ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY });
    ProjectApiKey.importExisting(stack, 'B', { name: 'b', keyId: KEY, provider: other });

    expect(render(stack).import).toEqual([
      { to: 'ory_project_api_key.A_CCC8ACD5', id: `${PROJECT}/${KEY}` },
      { to: expect.stringMatching(/^ory_project_api_key\.B_/), id: `${OTHER_PROJECT}/${KEY}` },
    ]);
    expect(Object.values<any>(resources(stack, 'ory_project_api_key')).map(({ provider }) => provider)).toEqual([undefined, 'ory.other']);
  });

  test('with the un-aliased one made last still give the project of the un-aliased one', () => {
    const stack = newStack(newApp(), 'stack', { alias: 'first', projectId: OTHER_PROJECT });
    ProjectApiKey.importExisting(stack, 'A', { name: 'a', keyId: KEY });

    new ory.OryProvider(stack, 'Main', { projectId: PROJECT });

    expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
  });
});

test('a stack without the Ory provider fails synth, as every stack does whose provider is missing', () => {
  const app = newApp();
  const stack = newStack(app);
  stack.node.tryRemoveChild('Ory');
  new ProjectApiKey(stack, 'Ci', { name: 'ci' });

  expect(thrownBy(() => app.synth()).message).toContain('Found resources without a matching provider construct');
});

test('a consumer is told of a replacement by the key id, which it can trigger on', () => {
  const stack = newStack();
  const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

  new DataResource(stack, 'Consumer', { triggersReplace: { key: key.keyId } });

  expect(resources(stack, 'terraform_data').Consumer.triggers_replace).toEqual({ key: '${ory_project_api_key.Ci_A080E7EE.id}' });
});

test('synth of every kind of key starts no child process', () => {
  const starters = (['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const)
    .map((name) => jest.spyOn(childProcess, name).mockImplementation(() => {
      throw new Error(`${name} was called`);
    }));
  const app = newApp();
  const stack = newStack(app, 'stack', { projectId: PROJECT });
  new Service(stack, 'web').key.addSensitiveOutput('web_key');
  new WorkspaceApiKey(stack, 'Unknown', { name: 'ops' });
  new WorkspaceApiKey(stack, 'Record', {
    name: 'ops', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, value: secretVariable(stack).stringValue,
  }).storeIn('Vault', { bind: (scope, secret) => void new TerraformOutput(scope, 'Entry', { value: secret.version, sensitive: true }) });

  try {
    synthApp(app);
    Testing.synth(stack, true);
    starters.forEach((starter) => expect(starter).not.toHaveBeenCalled());
  } finally {
    starters.forEach((starter) => starter.mockRestore());
  }
});

test('what a stack within a stack is warned of is told once, though cdktf validates it twice', () => {
  const app = newApp();
  const inner = newStack(newStack(app, 'outer'), 'inner');
  new WorkspaceApiKey(inner, 'W', { name: 'w' });

  const told = Object.values<any>(synthApp(app).manifest.stacks).flatMap(({ annotations = [] }) => annotations)
    .filter(({ constructPath, message }: any) => constructPath === 'outer/inner/W' && message.startsWith('apply will fail until'));

  expect(new Set(told.map(({ message }: any) => message)).size).toBe(1);
  expect(inner.node.findChild('W').node.metadata.filter(({ data }) => String(data).startsWith('apply will fail until'))).toHaveLength(1);
});

test('the time is that of the app, whichever stack has another in its context', () => {
  const app = newApp({ 'cdktf-ory-api-keys:now': '2030-01-01T00:00:00Z' });
  const stack = new TerraformStack(app, 'stack');
  stack.node.setContext('cdktf-ory-api-keys:now', '2040-01-01T00:00:00Z');

  const key = new ProjectApiKey(stack, 'K', { name: 'k', expiresAt: '2039-01-01T00:00:00Z' });

  expect(key.node.metadata).toEqual([]);
});

test('an import command that is read early does not settle which provider there is', () => {
  const stack = new TerraformStack(newApp(), 'stack');
  const key = ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY });
  expect(key.importCommand).not.toContain(PROJECT);

  new ory.OryProvider(stack, 'Ory', { alias: 'only', projectId: PROJECT });

  expect(render(stack).import[0].id).toBe(`${PROJECT}/${KEY}`);
  expect(key.importCommand).toContain(`${PROJECT}/${KEY}`);
});
