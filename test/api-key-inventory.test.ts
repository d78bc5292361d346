import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { ApiKeyInventory, ApiKeyTracking, ory, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationSchedule, WorkspaceApiKey } from '../src';
import { KEY, newApp, newStack, OTHER_KEY, problemOf, render, secretVariable, synthApp, thrownBy, WORKSPACE } from './support/stacks';

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

  test('refers to each key of a set by its environment, with no expiry where it has none', () => {
    const stack = newStack();
    new ProjectApiKeySet(stack, 'Set', { keys: { 'eu/dev': { name: 'd' }, 'prod': { name: 'p', expiresAt: '2031-01-01T00:00:00Z' } } });
    new ApiKeyInventory(stack, 'Inventory');

    expect(entries(stack).map(({ id, expires_at }: any) => [id, expires_at])).toEqual([
      [`\${${P}.Set_5432AD3D["eu/dev"].id}`, null], [`\${${P}.Set_5432AD3D["prod"].id}`, `\${${P}.Set_5432AD3D["prod"].expires_at}`],
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
