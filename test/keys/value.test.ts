import { DataResource, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { ApiKeyTracking, IApiKey, ProjectApiKey, ProjectApiKeySet, RotatingProjectApiKey, RotationAdoption, RotationSchedule, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, onlyProjectKey, render, resolved, resources, secretVariable, synthApp, WORKSPACE } from '../support/stacks';

const P = 'ory_project_api_key';
const MAKERS: [string, (stack: TerraformStack) => IApiKey, RegExp][] = [
  ['a key that is made', (stack) => new ProjectApiKey(stack, 'K', { name: 'k' }), /^ory_project_api_key\.K_485CC42E\.value$/],
  ['an adopted key', (stack) => ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, value: secretVariable(stack).stringValue }), /^var\.secret$/],
  ['a key of something else', (stack) => ProjectApiKey.fromApiKeyAttributes(stack, 'K', { name: 'k', keyId: KEY, value: secretVariable(stack).stringValue }), /^var\.secret$/],
  ['a workspace key', (stack) => new WorkspaceApiKey(stack, 'K', { name: 'k', keyId: KEY, workspaceId: WORKSPACE, value: secretVariable(stack).stringValue }), /^var\.secret$/],
  ['a workspace key that is only referred to', (stack) => new WorkspaceApiKey(stack, 'K', {
    name: 'k', keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE, value: secretVariable(stack).stringValue,
  }), /^var\.secret$/],
  ['a rotating key', (stack) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(1) }), /^ory_project_api_key\.K_SlotB_\w+\.value$/],
  ['the previous of a rotating key', (stack) => new RotatingProjectApiKey(stack, 'K', { name: 'k', schedule: RotationSchedule.manual(1) }).previous!, /^ory_project_api_key\.K_SlotA_\w+\.value$/],
  ['an adopted slot', (stack) => new RotatingProjectApiKey(stack, 'K', {
    name: 'k', schedule: RotationSchedule.manual(0), adopt: RotationAdoption.importKey(KEY, secretVariable(stack).stringValue),
  }), /^var\.secret$/],
  ['a member of a set', (stack) => new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: 'd' } } }).get('dev'), /^local\.K_Key-dev_Local_\w+\.value$/],
];

describe.each(MAKERS)('the value of %s', (_what, make, expression) => {
  const inner = (text: string) => /^\$\{sensitive\((.*)\)\}$/.exec(text)?.[1];

  test('is marked sensitive', () => {
    const stack = newStack();

    expect(inner(resolved(stack, make(stack).value))).toMatch(expression);
  });

  test('stays sensitive in another stack, whose remote state has no mark', () => {
    const app = newApp();
    const key = make(newStack(app, 'maker'));
    const user = newStack(app, 'user');

    new DataResource(user, 'Consumer', { triggersReplace: { value: key.value } });

    const { json } = synthApp(app);
    const read = inner(json('user').resource.terraform_data.Consumer.triggers_replace.value);
    expect(read).toMatch(/^data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+$/);
    expect(json('maker').output[read!.split('.').pop()!]).toEqual({ value: `\${${inner(resolved(key.node.scope as TerraformStack, key.value))}}`, sensitive: true });
  });

  test('goes into a sensitive output and into a sink as it is', () => {
    const stack = newStack();
    const key = make(stack);
    const values: string[] = [];

    key.addSensitiveOutput('key');
    key.storeIn('Vault', { bind: (_scope, { value }) => void values.push(value) });

    expect(values).toEqual([key.value]);
    expect(render(stack).output.key).toEqual({ value: resolved(stack, key.value), sensitive: true });
  });

  test('is hidden in what a user makes of it', () => {
    const stack = newStack();

    const { value } = make(stack);

    expect(resolved(stack, `Bearer ${value}`)).toMatch(/^Bearer \$\{sensitive\(.*\)\}$/);
  });
});

describe('the value that the caller gave', () => {
  test.each([['${var.secret}', '${sensitive("${var.secret}")}'], ['Bearer ${var.secret}', '${sensitive("Bearer ${var.secret}")}']])('may be a template written by hand: %s', (value, expected) => {
    const stack = newStack();

    expect(resolved(stack, ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, value }).value)).toBe(expected);
  });

  test('may be an expression written by hand that goes to a sink, which asks for its hash', () => {
    const stack = newStack();
    const key = ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, value: '${var.secrets["k"]}' });

    key.storeIn('Sink', { bind: (scope, { value, version }) => new DataResource(scope, 'Record', { input: { value, version } }) });

    expect(Object.values<any>(resources(stack, 'terraform_data'))[0].input).toEqual({
      value: '${sensitive("${var.secrets["k"]}")}', version: '${sha256(sensitive("${var.secrets["k"]}"))}',
    });
  });

  test('may be a string around a token', () => {
    const stack = newStack();
    const value = `Bearer ${secretVariable(stack).stringValue}`;

    expect(resolved(stack, ProjectApiKey.importExisting(stack, 'K', { name: 'k', keyId: KEY, value }).value)).toBe('${sensitive("Bearer ${var.secret}")}');
  });
});

describe('two environments of a set, read in another stack', () => {
  const outputsOf = (environments: string[]) => {
    const app = newApp();
    const set = new ProjectApiKeySet(newStack(app, 'maker'), 'Set', { keys: Object.fromEntries(environments.map((environment) => [environment, { name: environment }])) });
    const user = newStack(app, 'user');
    environments.forEach((environment, index) => new DataResource(user, `C${index}`, { triggersReplace: { value: set.get(environment).value, id: set.get(environment).keyId } }));

    const { json } = synthApp(app);
    const { output, locals } = json('maker');
    return environments.map((_environment, index) => {
      const read = json('user').resource.terraform_data[`C${index}`].triggers_replace;
      return Object.values<string>(read).map((text) => {
        const [, name] = /outputs\.([\w-]+)/.exec(text)!;
        const [, local, attribute] = /^\$\{local\.([^.]+)\.(\w+)\}$/.exec(output[name].value)!;
        return `${locals[local]}.${attribute}`;
      });
    });
  };
  const expected = (environments: string[]) => environments.map((environment) => ['id', 'value'].map((attribute) => `\${${P}.Set_5432AD3D["${environment}"]}.${attribute}`).sort());

  test.each([
    ['that differ in what cdktf leaves out', ['v1.1', 'v11', 'v1 1', 'v1:1', 'v1@1', 'v1/1', 'v1+1']], ['in Chinese', ['生产', '测试', '开发']],
    ['that constructs would write alike', ['a/b', 'a--b', 'ab']], ['of letters with and without an accent', ['e', 'é', 'ê']],
  ])('%s are two outputs, and each consumer gets its own', (_which, environments) => {
    const distinct = [...new Set(environments)];

    expect(outputsOf(distinct).map((texts) => texts.sort())).toEqual(expected(distinct));
  });

  test('are two outputs, whatever their names', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '1', '.', ' ', '/', '-', '_', ':', 'é', '键'), maxLength: 4 }).map((text) => `v${text}`);
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), (environments) => {
      expect(outputsOf(environments).map((texts) => texts.sort())).toEqual(expected(environments));
    }), { numRuns: 15 });
  });
});

describe('keepers of a sensitive variable', () => {
  test('are recorded where a change stays hidden, and nowhere else', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'K', { name: 'k', keepers: { secret: secretVariable(stack).stringValue } });

    expect(resources(stack, 'terraform_data')).toEqual({ K_Keepers_40E215B5: { triggers_replace: { secret: '${var.secret}' } } });
    expect(onlyProjectKey(stack).lifecycle.replace_triggered_by).toEqual(['terraform_data.K_Keepers_40E215B5.id']);
    expect(JSON.stringify(onlyProjectKey(stack))).not.toContain('var.secret');
  });
});
