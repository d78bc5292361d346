import { DataResource, Fn, Lazy, TerraformVariable, Token } from 'cdktf';
import { ApiKeyInventory, ApiKeyTracking, ProjectApiKey, ProjectApiKeySet, Rfc3339, RotationSchedule, WorkspaceApiKey } from '../../src';
import { KEY, newApp, newStack, onlyProjectKey, problemOf, render, resolved, resources, synthApp, WORKSPACE } from '../support/stacks';

const keyWith = (props: object) => () => new ProjectApiKey(newStack(), 'K', { name: 'ci', ...props });
const LIST = () => Token.asList({ resolve: () => ['a', 'b'] });
const MAP = () => Token.asStringMap({ resolve: () => ({ a: 'b' }) });

/** A number as cdktf encodes a token, and of which this app knows none. */
function foreignNumber(): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Token.asNumber({ resolve: () => 1 }));
  bits.setUint32(4, bits.getUint32(4) + 987654);
  return bits.getFloat64(0);
}

describe('a token of another kind than string', () => {
  test.each([
    ['name', () => ({ name: LIST()[0] })],
    ['keepers["list"]', () => ({ keepers: { list: LIST()[0] } })],
    ['name', () => ({ name: Object.values(MAP())[0] })],
  ])('fails where a string is due, and names the way to one: %s', (prop, props) => {
    const message = problemOf(keyWith(props()));

    expect(message.startsWith(`stack/K: ${prop}: a token of a list or map was given; expected a string`)).toBe(true);
  });

  test('passes where a whole map is due', () => {
    const stack = newStack();

    new ProjectApiKey(stack, 'K', { name: 'ci', keepers: MAP() });

    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: '${merge({}, {"a" = "b"})}' }]);
  });

  test('fails as a map beside other entries, which cdktf would drop', () => {
    expect(problemOf(keyWith({ keepers: { ...MAP(), other: 'x' } }))).toMatch(/^stack\/K: keepers: .*expected a map of strings/);
  });

  test('of a list gives a string by one of its elements', () => {
    const stack = newStack();
    const names = new TerraformVariable(stack, 'names', { type: 'list(string)' });

    new ProjectApiKey(stack, 'K', { name: Fn.element(names.listValue, 0) });

    expect(onlyProjectKey(stack).name).toBe('${element(var.names, 0)}');
  });
});

describe('a number token', () => {
  const numberOf = (stack: ReturnType<typeof newStack>) => new TerraformVariable(stack, 'number', { type: 'number' }).numberValue;

  test('passes within a string, as cdktf writes it there', () => {
    const stack = newStack();
    const number = numberOf(stack);

    new ProjectApiKey(stack, 'K', { name: `ci ${number}`, keepers: { number: String(number), [`at ${number}`]: 'x' } });

    expect(onlyProjectKey(stack).name).toBe('ci ${var.number}');
    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: { 'number': '${var.number}', 'at ${var.number}': 'x' } }]);
  });

  test('fails where synth has to know the number', () => {
    const stack = newStack();
    const number = numberOf(stack);

    expect(problemOf(() => new ProjectApiKey(stack, 'K', { name: 'k', expiryWarningDays: number }))).toMatch(/^stack\/K: expiryWarningDays: .* was given; expected a whole number of days from 0 to 36500, known at synth$/);
    expect(problemOf(() => RotationSchedule.manual(number))).toMatch(/^RotationSchedule\.manual: generation: .*known at synth$/);
    expect(problemOf(() => RotationSchedule.every(number, { startingAt: '2030-01-01T00:00:00Z' }))).toMatch(/^RotationSchedule\.every: days: .*known at synth$/);
    expect(problemOf(() => Rfc3339.endOfPeriod(new Date(0), number))).toMatch(/^Rfc3339\.endOfPeriod: days: .*known at synth$/);
  });

  test.each([['alone', ''], ['within a string', 'of ']])('of another app fails in the constructor, where cdktf would fail at synth without a place: %s', (_where, before) => {
    expect(problemOf(keyWith({ name: `${before}${foreignNumber()}` }))).toBe('stack/K: name: it holds what looks like a token of CDKTF, and is none of this app; expected a string, or a token as CDKTF made it');
  });

  test.each(['1e5', '-1', '-1.5e+10', '2.5e-7', '-1e-300', '1.8881545897087503e+289', 'v1.2e'])('is not what other numbers are: %s', (name) => {
    const stack = newStack();
    new ProjectApiKey(stack, 'K', { name });

    expect(onlyProjectKey(stack).name).toBe(name);
  });
});

describe('a token in the key of a map', () => {
  test('passes in keepers, and is resolved', () => {
    const stack = newStack();
    const key = new TerraformVariable(stack, 'key', { type: 'string' }).stringValue;

    new ProjectApiKey(stack, 'K', { name: 'k', keepers: { [key]: 'x', [`of ${key}`]: 'y' } });

    expect(Object.values(resources(stack, 'terraform_data'))).toEqual([{ triggers_replace: { '${var.key}': 'x', 'of ${var.key}': 'y' } }]);
  });

  test('fails for an environment of a set, which synth has to know', () => {
    const stack = newStack();
    const key = new TerraformVariable(stack, 'key', { type: 'string' }).stringValue;

    expect(problemOf(() => new ProjectApiKeySet(stack, 'K', { keys: { [key]: { name: 'k' } } }))).toMatch(/^stack\/K: keys: .* cannot name an environment/);
  });

  test('that is none of this app fails in the constructor', () => {
    expect(problemOf(keyWith({ keepers: { '${TfToken[TOKEN.987654]}': 'x' } }))).toMatch(/^stack\/K: a key of keepers: it holds what looks like a token of CDKTF/);
  });
});

describe('a token in an id of a construct', () => {
  test.each<[string, (stack: ReturnType<typeof newStack>, id: string) => unknown]>([
    ['a project key', (stack, id) => new ProjectApiKey(stack, id, { name: 'k' })], ['a set', (stack, id) => new ProjectApiKeySet(stack, id, { keys: { dev: { name: 'd' } } })],
    ['an inventory', (stack, id) => new ApiKeyInventory(stack, id)],
  ])('fails in the constructor: %s', (_what, make) => {
    const stack = newStack();
    const token = new TerraformVariable(stack, 'text', {}).stringValue;

    for (const id of [token, `of ${token}`, '${TfToken[TOKEN.987654]}', String(foreignNumber())]) {
      expect(problemOf(() => make(stack, id))).toMatch(/: its id holds a token of CDKTF, or what looks like one; expected an id that is known at synth$/);
    }
  });
});

describe('a string that looks like a token, and is none', () => {
  test.each([
    ['name', { name: '${TfToken[TOKEN.987654]}' }],
    ['projectId', { projectId: 'x${TfToken[TOKEN.987654]}' }],
    ['expiresAt', { expiresAt: '${TfToken[TOKEN.987654]}' }],
    ['keepers["a"]', { keepers: { a: '${TfToken[TOKEN.987654]}' } }],
    ['keepers', { keepers: { '&{TfToken[TOKEN.987654]}': 'String Map Token Value' } }],
  ])('fails in the constructor, where cdktf would fail at synth without a place: %s', (prop, props) => {
    const message = problemOf(keyWith(props));

    expect(message.startsWith(`stack/K: ${prop}: `)).toBe(true);
    expect(message).toContain('looks like a token of CDKTF, and is none of this app');
  });

  test('fails as the value of an imported key, too', () => {
    expect(problemOf(() => ProjectApiKey.importExisting(newStack(), 'K', { name: 'ci', keyId: KEY, value: '${TfToken[TOKEN.987654]}' }))).toMatch(/^stack\/K: value: /);
  });

  test.each(['1.5e+3', '-1.5e+3', '#{TfToken}', 'TfToken[TOKEN.1]', '${ TfToken[TOKEN.1] }'])('passes where cdktf takes it for a string: %s', (name) => {
    const stack = newStack();

    new ProjectApiKey(stack, 'K', { name });

    expect(onlyProjectKey(stack).name).toBe(name);
  });
});

describe('what is rendered besides the props', () => {
  test('an override with a token in it is resolved', () => {
    const stack = newStack();
    const record = new DataResource(stack, 'Record', { input: { a: 'b' } });
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    key.resource.addOverride('depends_on', [`terraform_data.${record.friendlyUniqueId}`]);
    key.resource.addOverride('name', record.id);

    expect(onlyProjectKey(stack)).toMatchObject({ name: '${terraform_data.Record.id}', depends_on: ['terraform_data.Record'] });
  });

  test('an override of the stack reaches into keys, imports and checks', () => {
    const stack = newStack();
    ProjectApiKey.importExisting(stack, 'Old', { name: 'old', keyId: KEY });

    stack.addOverride('resource.ory_project_api_key.Old_F7E39C65.name', 'other');
    stack.addOverride('check.OryApiKeyExpiry.data', { http: {} });
    stack.addOverride('import.0.id', 'other');

    expect(onlyProjectKey(stack).name).toBe('other');
    expect(Object.keys(render(stack).check.OryApiKeyExpiry).sort()).toEqual(['assert', 'data']);
    expect(render(stack).import[0].id).toBe('other');
  });

  test('lifecycle and dependencies that are set on the resource later are rendered', () => {
    const stack = newStack();
    const key = new ProjectApiKey(stack, 'Ci', { name: 'ci' });

    key.resource.dependsOn = ['terraform_data.Record'];
    key.resource.lifecycle = { preventDestroy: true };

    expect(onlyProjectKey(stack)).toEqual({ name: 'ci', depends_on: ['terraform_data.Record'], lifecycle: { create_before_destroy: true, prevent_destroy: true } });
  });

  test('the metadata of cdktf is written: the path and id of each resource, and what is overridden', () => {
    const app = newApp();
    const key = new ProjectApiKey(newStack(app), 'Ci', { name: 'ci' });
    key.resource.addOverride('depends_on', ['terraform_data.x']);

    const json = synthApp(app).json('stack');

    expect(json.resource.ory_project_api_key.Ci_A080E7EE['//'].metadata).toEqual({ path: 'stack/Ci/Resource', uniqueId: 'Ci_A080E7EE' });
    expect(json['//'].metadata.overrides).toEqual({ ory_project_api_key: ['depends_on'] });
  });

  test('a reference to another stack makes the output that it needs', () => {
    const app = newApp();
    const first = newStack(app, 'first');
    const second = newStack(app, 'second');
    const record = new DataResource(first, 'Record', { input: { a: 'b' } });

    new ProjectApiKey(second, 'Ci', { name: `of ${record.id}`, keepers: { record: record.id } });
    new WorkspaceApiKey(second, 'W', { name: record.id, keyId: KEY, workspaceId: WORKSPACE, tracking: ApiKeyTracking.REFERENCE });

    const { json } = synthApp(app);
    expect(Object.values<any>(json('first').output)).toEqual([{ value: '${terraform_data.Record.id}', sensitive: true }]);
    expect(json('second').resource.ory_project_api_key.Ci_A080E7EE.name).toMatch(/^of \$\{data\.terraform_remote_state\./);
  });
});

describe('tokens that are objects, which cdktf types as any', () => {
  const make: [string, (stack: ReturnType<typeof newStack>, token: any) => unknown][] = [
    ['name', (stack, name) => new ProjectApiKey(stack, 'K', { name })],
    ['expires_at', (stack, expiresAt) => new ProjectApiKey(stack, 'K', { name: 'k', expiresAt })],
    ['project_id', (stack, projectId) => new ProjectApiKey(stack, 'K', { name: 'k', projectId })],
  ];

  test.each(make)('pass as %s', (attribute, construct) => {
    const stack = newStack();
    construct(stack, new TerraformVariable(stack, 'v', {}).value);

    expect(onlyProjectKey(stack)[attribute]).toBe(attribute === 'expires_at' ? '${(var.v == null) ? null : timeadd(var.v, "0s")}' : '${var.v}');
  });

  test('pass as ids of an import, and as the value that the caller holds', () => {
    const stack = newStack();
    const token: any = new TerraformVariable(stack, 'v', { sensitive: true }).value;
    const key = ProjectApiKey.importExisting(stack, 'K', { name: token, keyId: token, projectId: token, value: token });

    expect(render(stack).import[0].id).toBe('${var.v}/${var.v}');
    expect(resolved(stack, key.value)).toBe('${sensitive(var.v)}');
  });

  test('pass in a set', () => {
    const stack = newStack();
    const token: any = new TerraformVariable(stack, 'v', {}).value;
    new ProjectApiKeySet(stack, 'K', { keys: { dev: { name: token, expiresAt: token } } });

    expect(onlyProjectKey(stack).for_each).toEqual({ dev: { name: '${var.v}', expires_at: '${(var.v == null) ? null : timeadd(var.v, "0s")}' } });
  });

  test.each<[string, (token: any) => any, string]>([
    ['a variable', (token) => token, '${merge({}, var.v)}'],
    ['a function', (token) => Fn.merge([token, { a: '1' }]), '${merge({}, merge(var.v, {"a" = "1"}))}'],
    ['a lazy value', () => Lazy.anyValue({ produce: () => ({ a: '1' }) }), '${merge({}, {"a" = "1"})}'],
    ['a template', () => '${var.v}', '${merge({}, var.v)}'],
  ])('pass as keepers as a whole: %s', (_what, keepers, expected) => {
    const stack = newStack();
    new ProjectApiKey(stack, 'K', { name: 'k', keepers: keepers(new TerraformVariable(stack, 'v', {}).value) });

    expect(resources(stack, 'terraform_data')).toMatchObject({ K_Keepers_40E215B5: { triggers_replace: expected } });
  });

  test.each([['a list', ['a']], ['a string', 'release'], ['a number', 7]])('%s for keepers fails with what is expected', (_what, keepers) => {
    expect(problemOf(() => new ProjectApiKey(newStack(), 'K', { name: 'k', keepers: keepers as any }))).toMatch(/^stack\/K: keepers: .* was given; expected a map of strings/);
  });
});
