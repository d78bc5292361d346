import { Fn, TerraformLocal, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ApiKeyInventory, ApiKeyPolicy, ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey,
} from '../src';
import { KEY, newApp, newStack, OTHER_KEY, problemOf, PROJECT, render, secretVariable, synthApp, thrownBy, WORKSPACE } from './support/stacks';

const entries = (stack: ReturnType<typeof newStack>) => render(stack).output.ory_api_keys.value;
const P = 'ory_project_api_key';

describe('ApiKeyInventory', () => {
  test('is one output that is not sensitive, empty where there is no key', () => {
    const stack = newStack();

    const inventory = new ApiKeyInventory(stack, 'Inventory');

    expect(render(stack).output).toEqual({ ory_api_keys: { value: [] } });
    expect(inventory.output).toBeInstanceOf(TerraformOutput);
    expect(inventory.output.node.path).toBe('stack/Inventory/Output');
  });

  test('lists a project key', () => {
    const stack = newStack();
    new ApiKeyInventory(stack, 'Inventory');

    new ProjectApiKey(stack, 'Ci', { name: 'ci', expiresAt: '2031-01-01T00:00:00Z' });

    expect(entries(stack)).toEqual([{
      path: 'stack/Ci', kind: 'project', id: `\${${P}.Ci_A080E7EE.id}`, name: `\${${P}.Ci_A080E7EE.name}`, owner: `\${${P}.Ci_A080E7EE.project_id}`,
      expires_at: `\${${P}.Ci_A080E7EE.expires_at}`, imported: false, generation: null, environment: null,
    }]);
  });

  test('lists adopted, workspace, rotating and set keys, and raw bindings, each once', () => {
    const stack = newStack();
    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE });
    new RotatingProjectApiKey(stack, 'R', { name: 'r', schedule: RotationSchedule.manual(3) });
    new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd' }, prod: { name: 'p', expiresAt: '2031-01-01T00:00:00Z' } } });
    new ory.ProjectApiKey(stack, 'Raw', { name: 'raw' });
    new ory.WorkspaceApiKey(stack, 'RawW', { name: 'raww' });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack).map(({ path, kind, imported, generation, environment }: any) => [path, kind, imported, generation, environment])).toEqual([
      ['stack/Old', 'project', true, null, null],
      ['stack/W', 'workspace', true, null, null],
      ['stack/R/SlotB', 'project', false, 3, null],
      ['stack/R/SlotA', 'project', false, 2, null],
      ['stack/Set', 'project', false, null, 'dev'],
      ['stack/Set', 'project', false, null, 'prod'],
      ['stack/Raw', 'project', false, null, null],
      ['stack/RawW', 'workspace', false, null, null],
    ]);
  });

  test('refers to each key of a set by its environment', () => {
    const stack = newStack();
    new ProjectApiKeySet(stack, 'Set', { keys: { 'eu/dev': { name: 'd' }, 'prod': { name: 'p', expiresAt: '2031-01-01T00:00:00Z' } } });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack).map(({ id, expires_at }: any) => [id, expires_at])).toEqual([
      [`\${${P}.Set_5432AD3D["eu/dev"].id}`, `\${${P}.Set_5432AD3D["eu/dev"].expires_at}`], [`\${${P}.Set_5432AD3D["prod"].id}`, `\${${P}.Set_5432AD3D["prod"].expires_at}`],
    ]);
  });

  test('shows of a workspace key that is only referred to what was given', () => {
    const stack = newStack();
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack)).toEqual([{
      path: 'stack/W', kind: 'workspace', id: KEY, name: 'w', owner: WORKSPACE, expires_at: null, imported: true, generation: null, environment: null,
    }]);
  });

  test('follows logical ids that are overridden later', () => {
    const stack = newStack();
    new ApiKeyInventory(stack, 'Inventory');
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    key.resource.overrideLogicalId('renamed');

    expect(entries(stack)[0].id).toBe(`\${${P}.renamed.id}`);
  });

  test('never holds a value, whatever the keys', () => {
    const stack = newStack();
    const value = secretVariable(stack).stringValue;
    new ProjectApiKey(stack, 'Ci', { name: 'ci' });
    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY, value });
    new WorkspaceApiKey(stack, 'W', { name: 'w', keyId: OTHER_KEY, workspaceId: WORKSPACE, value });
    new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd' } } });
    new ApiKeyInventory(stack, 'Inventory');

    const text = JSON.stringify(entries(stack));

    expect(text).not.toMatch(/\.value\b|\]\.value|var\.secret/);
  });

  test('leaves out what something else owns, and what is forgotten', () => {
    const stack = newStack();
    ProjectApiKey.fromApiKeyAttributes(stack, 'Theirs', { name: 'theirs', keyId: KEY });
    new ProjectApiKey(stack, 'Gone', { name: 'gone' }).forget();
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack)).toEqual([]);
  });

  test('lists the keys of its own stack alone, from wherever it stands', () => {
    const app = newApp();
    const one = newStack(app, 'one');
    const two = newStack(app, 'two');
    new ProjectApiKey(one, 'Ci', { name: 'ci' });
    new ProjectApiKey(two, 'Ci', { name: 'ci' });
    new ApiKeyInventory(new Construct(one, 'Report'), 'Inventory');

    const { json } = synthApp(app);

    expect(json('one').output.ory_api_keys.value.map(({ path }: any) => path)).toEqual(['one/Ci']);
    expect(json('two').output).toBeUndefined();
  });

  test('leaves out the keys of a stack that stands within its own', () => {
    const stack = newStack();
    new ProjectApiKey(newStack(stack, 'inner'), 'Ci', { name: 'ci' });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack)).toEqual([]);
  });

  test('writes a path that looks like a template so that Terraform does not evaluate it', () => {
    const stack = newStack();
    new ProjectApiKey(stack, '${evil()}', { name: 'ci' });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack)[0].path).toBe('stack/$${evil()}');
  });

  test('takes another name for the output', () => {
    const stack = newStack();

    new ApiKeyInventory(stack, 'Inventory', { outputName: 'keys' });

    expect(Object.keys(render(stack).output)).toEqual(['keys']);
  });

  test('fails on a name that is not valid, or taken', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'Ci', { name: 'ci' }).addSensitiveOutput('ory_api_keys');

    expect(problemOf(() => new ApiKeyInventory(stack, 'A', { outputName: '1st' }))).toMatch(/^stack\/A: outputName: "1st" cannot name a Terraform output/);
    expect(problemOf(() => new ApiKeyInventory(stack, 'B'))).toMatch(/^stack\/B: the stack already has an output "ory_api_keys", added by stack\/Ci/);
  });

  test('fails synth on an output of the user\'s with the same name', () => {
    const app = newApp();
    const stack = newStack(app);
    new ApiKeyInventory(stack, 'Inventory');
    new TerraformOutput(stack, 'ory_api_keys', { value: 1 });

    expect(thrownBy(() => app.synth()).message).toContain('output "ory_api_keys" is made twice, by stack/Inventory/Output and by stack/ory_api_keys');
  });
});

describe('an inventory of what others made', () => {
  test('lists a resource of any binding: generated by the user, written by hand, or of a set that only Terraform can tell', () => {
    const stack = newStack();
    new TerraformResource(stack, 'Mine', { terraformResourceType: P }).addOverride('name', 'mine');
    const many = new TerraformResource(stack, 'Many', { terraformResourceType: P });
    many.addOverride('name', '${each.value}');
    many.addOverride('project_id', PROJECT);
    many.addOverride('for_each', ['a', 'b']);
    new ory.WorkspaceApiKey(stack, 'Counted', { name: 'w', workspaceId: WORKSPACE, count: 2 });
    new TerraformResource(stack, 'Other', { terraformResourceType: 'ory_project' });
    new ApiKeyInventory(stack, 'Inventory');

    const rest = { imported: false, generation: null, environment: null };
    expect(entries(stack)).toEqual([
      { path: 'stack/Mine', kind: 'project', id: `\${${P}.Mine.id}`, name: `\${${P}.Mine.name}`, owner: `\${${P}.Mine.project_id}`, expires_at: `\${${P}.Mine.expires_at}`, ...rest },
      { path: 'stack/Many', kind: 'project', id: null, name: null, owner: PROJECT, expires_at: null, ...rest },
      { path: 'stack/Counted', kind: 'workspace', id: null, name: 'w', owner: WORKSPACE, expires_at: null, ...rest },
    ]);
  });

  test('leaves out a resource that moves elsewhere, which renders nothing', () => {
    const stack = newStack();
    new ory.ProjectApiKey(stack, 'Gone', { name: 'gone' }).moveTo('there');
    new ory.ProjectApiKey(stack, 'There', { name: 'gone' }).addMoveTarget('there');
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack).map(({ path }: any) => path)).toEqual(['stack/There']);
  });

  test('shows a reason for which a key is let off the policies', () => {
    const stack = newStack();
    const set = new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: 'd' }, prod: { name: 'p' } } });
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });
    ApiKeyPolicy.exempt(key, 'rotated by hand, 100 % of ${quarters}');
    ApiKeyPolicy.exempt(set.get('dev'), 'development alone');
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack).map(({ path, environment, exemption }: any) => [path, environment, exemption])).toEqual([
      ['stack/Set', 'dev', 'development alone'], ['stack/Set', 'prod', undefined], ['stack/Ci', null, 'rotated by hand, 100 % of $${quarters}'],
    ]);
  });
});

describe('an attribute that comes from elsewhere', () => {
  const shownOf = (name: (stack: TerraformStack) => string, attribute = 'name') => {
    const stack = newStack();
    new ProjectApiKey(stack, 'Other', { name: 'other', projectId: PROJECT });
    const given = name(stack);
    new ProjectApiKey(stack, 'Ci', { name: given, projectId: given, expiresAt: given });
    new ApiKeyInventory(stack, 'Inventory');
    return entries(stack).find(({ path }: any) => path === 'stack/Ci')[attribute];
  };
  const CI = `${P}.Ci_A080E7EE`;

  test.each([['name', 'name'], ['owner', 'project_id'], ['expires_at', 'expires_at']])('is shown where a variable is sensitive, which Terraform would refuse to put out: %s', (field, attribute) => {
    expect(shownOf((stack) => secretVariable(stack).stringValue, field)).toBe(`\${try(nonsensitive(${CI}.${attribute}), ${CI}.${attribute})}`);
    expect(shownOf(() => '${var.secret}', field)).toBe(`\${try(nonsensitive(${CI}.${attribute}), ${CI}.${attribute})}`);
  });

  test('is shown as it is where it is a literal', () => {
    const stack = newStack();
    new ProjectApiKey(stack, 'Ci', { name: 'ci $${x}', projectId: PROJECT });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack)[0]).toMatchObject({ name: `\${${CI}.name}`, owner: `\${${CI}.project_id}` });
  });

  test.each<[string, (stack: TerraformStack) => string]>([
    ['the value of a key', (stack) => new ProjectApiKey(stack, 'Leak', { name: 'l' }).value],
    ['a part of one', (stack) => `ci-${Fn.substr(new ProjectApiKey(stack, 'Leak', { name: 'l' }).value, 0, 4)}`],
    ['a hash of one', (stack) => Fn.sha256(new ProjectApiKey(stack, 'Leak', { name: 'l' }).value)],
    ['the value of a raw binding', (stack) => new ory.ProjectApiKey(stack, 'Leak', { name: 'l' }).value],
    ['a value by its address', () => '${ory_project_api_key.Leak.value}'],
    ['a value of a set by its address', () => '${ory_project_api_key.Leak["prod"].value}'],
    ['the value of a member of a set', (stack) => new ProjectApiKeySet(stack, 'Leak', { keys: { dev: { name: 'd' } } }).get('dev').value],
    ['a value in a local', (stack) => new TerraformLocal(stack, 'leak', new ProjectApiKey(stack, 'Leak', { name: 'l' }).value).asString],
    ['a raw value in a local of a local', (stack) => new TerraformLocal(stack, 'outer', new TerraformLocal(stack, 'inner', '${ory_workspace_api_key.Leak.value}').asString).asString],
    ['the value that a caller gave', (stack) => ProjectApiKey.importExisting(stack, 'Leak', { name: 'l', keyId: KEY, value: secretVariable(stack, 'held').stringValue }).value],
    ['a value by the index of its attribute', () => '${ory_project_api_key.Leak["value"]}'],
    ['what a user marked sensitive', () => '${sensitive (var.any)}'],
  ])('is null where it holds %s', (_what, name) => {
    expect(shownOf(name)).toBeNull();
    expect(shownOf(name, 'owner')).toBeNull();
  });

  test('is null where it holds the value of a raw binding of another stack', () => {
    const app = newApp();
    const raw = new ory.ProjectApiKey(newStack(app, 'other'), 'Leak', { name: 'l' });
    const stack = newStack(app);
    new ProjectApiKey(stack, 'Ci', { name: raw.value, projectId: raw.id });
    new ApiKeyInventory(stack, 'Inventory');

    expect(synthApp(app).json('stack').output.ory_api_keys.value[0]).toMatchObject({
      name: null, owner: `\${try(nonsensitive(${CI}.project_id), ${CI}.project_id)}`,
    });
  });

  test('is shown where it is another attribute of a key', () => {
    expect(shownOf(() => '${ory_project_api_key.Other.id}')).toBe(`\${try(nonsensitive(${CI}.name), ${CI}.name)}`);
    expect(shownOf(() => '${ory_project_api_key.Other.name}-${var.value}')).toBe(`\${try(nonsensitive(${CI}.name), ${CI}.name)}`);
  });

  test('of a set is null at the environment that holds a value, and no other', () => {
    const stack = newStack();
    new ProjectApiKeySet(stack, 'Set', { keys: { dev: { name: '${ory_project_api_key.Leak.value}' }, prod: { name: '${var.name}' } } });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack).map(({ name }: any) => name)).toEqual([null, `\${try(nonsensitive(${P}.Set_5432AD3D["prod"].name), ${P}.Set_5432AD3D["prod"].name)}`]);
  });

  test.each<[string, (stack: TerraformStack) => string]>([
    ['a template', () => '${var.x}'], ['two templates', () => '${var.x}-${var.y}'], ['a template and more', () => 'x ${var.x}'], ['a token', (stack) => secretVariable(stack).stringValue],
    ['a string around a token', (stack) => `${secretVariable(stack).stringValue} of x`],
  ])('of a referred workspace key is read from its record where it is %s', (_what, give) => {
    const stack = newStack();
    const given = give(stack);
    new WorkspaceApiKey(stack, 'W', { name: given, keyId: given, workspaceId: given, expiresAt: given, tracking: ApiKeyTracking.REFERENCE });
    new ApiKeyInventory(stack, 'Inventory');

    const input = 'terraform_data.W_8F2A5E99.input';
    expect(entries(stack)[0]).toMatchObject({
      id: `\${${input}.key_id}`, ...Object.fromEntries([['name', 'name'], ['owner', 'workspace_id'], ['expires_at', 'expires_at']].map(([field, recorded]) => [
        field, `\${try(nonsensitive(${input}.${recorded}), ${input}.${recorded})}`,
      ])),
    });
  });
});
