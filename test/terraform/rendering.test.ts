import { DataResource, Fn, Lazy, TerraformLocal, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import fc from 'fast-check';
import { ProjectApiKey, ProjectApiKeySet } from '../../src';
import { resolvedIn } from '../../src/private/terraform/expressions';
import { mayHoldTokens, rendering } from '../../src/private/terraform/rendering';
import { KEY, newApp, newStack, synthApp } from '../support/stacks';

const stack = newStack();
const variable = new TerraformVariable(stack, 'v', {});

/** What cdktf may be given in place of a value. */
const TOKENS: [string, unknown][] = [
  ['a string', variable.stringValue], ['within a string', `of ${variable.stringValue}`], ['a number', variable.numberValue], ['a number in a string', `${variable.numberValue}`],
  ['a list', variable.listValue], ['a map', Token.asStringMap({ resolve: () => ({ a: 'b' }) })], ['an object', variable.value], ['a lazy value', Lazy.anyValue({ produce: () => ['late'] })],
  ['a lazy string', Lazy.stringValue({ produce: () => 'late' })], ['a function', Fn.upper(variable.stringValue)], ['a reference that is a resolvable', Fn.merge([variable.value])],
];

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('${var.x}', '$${x}', '%{ if a }', '<unresolved', '1e+5', '"', '\\', '\u2028', 'TfToken', '#{TfToken}'),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 }, text, fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.constant(undefined),
    fc.array(tie('any').filter((entry) => entry !== undefined), { maxLength: 3 }), fc.dictionary(text, tie('any'), { maxKeys: 3 }),
  ),
})).any;
const structure = fc.dictionary(text, value, { maxKeys: 4 });

describe('rendering', () => {
  test('gives what cdktf\'s resolver gives, whatever the structure', () => {
    fc.assert(fc.property(structure, (given) => {
      expect(JSON.stringify(resolvedIn(stack, { given: rendering(() => given) }))).toBe(JSON.stringify(resolvedIn(stack, { given })));
    }), { numRuns: 500 });
  });

  test('gives what cdktf\'s resolver gives where a token is anywhere within', () => {
    fc.assert(fc.property(structure, fc.constantFrom(...TOKENS.map(([, token]) => token)), text, (rest, token, name) => {
      const given = { ...rest, [name]: [{ [name]: token }] };
      expect(resolvedIn(stack, { given: rendering(() => given) })).toEqual(resolvedIn(stack, { given }));
    }), { numRuns: 300 });
  });

  test.each(TOKENS)('sees that there may be a token: %s', (_what, token) => {
    expect(mayHoldTokens(JSON.stringify({ a: { b: token } }))).toBe(true);
  });

  test.each([[{ a: 'b' }], [{ a: ['${var.x}', '%{ if x }', 1.5, true, null] }], [{ '1e5': '1e5' }]])('sees that there is none in %j', (given) => {
    expect(mayHoldTokens(JSON.stringify(given))).toBe(false);
  });

  test('resolves a token in the key of a map', () => {
    expect(resolvedIn(stack, rendering(() => ({ [variable.stringValue]: 'a' })))).toEqual({ '${var.v}': 'a' });
  });

  test('leaves out what is nothing, and makes the rest anew each time', () => {
    let times = 0;
    const counted = rendering(() => ({ times: times += 1 }));

    expect(resolvedIn(stack, { nothing: rendering(() => undefined), a: 'b' })).toEqual({ a: 'b' });
    expect([resolvedIn(stack, counted), resolvedIn(stack, counted)]).toEqual([{ times: 1 }, { times: 2 }]);
  });

  test('reads as the structure itself in JSON, in a string, too', () => {
    const given = rendering((preparing) => ({ a: [1, preparing] }));

    expect(JSON.stringify({ given })).toBe('{"given":{"a":[1,false]}}');
    expect(String(given)).toBe('{"a":[1,false]}');
    expect(Token.isUnresolved(given)).toBe(true);
  });

  test('is no matter to what others change later: an override of the stack, of the resource, or a second rendering', () => {
    const app = newApp();
    const own = newStack(app);
    const key = new ProjectApiKey(own, 'K', { name: 'k', expiresAt: '2031-01-01T00:00:00Z' });
    own.addOverride('resource.ory_project_api_key.K_485CC42E.name', 'overridden');
    const before = Testing.synth(own);

    expect(Testing.synth(own)).toBe(before);
    expect(JSON.parse(before).resource.ory_project_api_key.K_485CC42E.name).toBe('overridden');
    key.resource.addOverride('project_id', new TerraformVariable(own, 'v', {}).stringValue);
    expect(synthApp(app).json('stack').resource.ory_project_api_key.K_485CC42E).toMatchObject({ name: 'overridden', project_id: '${var.v}' });
  });

  test('of several elements under one name is all of them: locals of a large set, of expiries, and of the user', () => {
    const app = newApp();
    const own = newStack(app);
    new TerraformLocal(own, 'mine', 'x');
    new ProjectApiKeySet(own, 'Set', { keys: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`e${index}`, { name: 'n' }])) });
    new ProjectApiKey(own, 'K', { name: 'k', expiresAt: '2031-01-01T00:00:00Z' });

    expect(Object.keys(synthApp(app).json('stack').locals).sort()).toEqual(['OryApiKeyExpiry', 'Set_5432AD3D_names', 'mine']);
  });

  test.each<[string, (own: TerraformStack, token: string) => unknown]>([
    ['a name', (own, name) => new ProjectApiKey(own, 'K', { name })], ['an expiry', (own, expiresAt) => new ProjectApiKey(own, 'K', { name: 'k', expiresAt })],
    ['a keeper', (own, keeper) => new ProjectApiKey(own, 'K', { name: 'k', keepers: { keeper } })],
    ['the id of an import', (own, keyId) => ProjectApiKey.importExisting(own, 'K', { name: 'k', keyId })],
    ['a name of a set', (own, name) => new ProjectApiKeySet(own, 'K', { keys: { dev: { name } } })],
    ['a name of a large set', (own, name) => new ProjectApiKeySet(own, 'K', { keys: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`e${index}`, { name }])) })],
    ['a lifecycle', (own, token) => void (new ProjectApiKey(own, 'K', { name: 'k' }).resource.lifecycle = { precondition: [{ condition: token, errorMessage: 'no' }] })],
    ['an override', (own, token) => new ProjectApiKey(own, 'K', { name: 'k' }).resource.addOverride('name', token)],
    ['a provisioner', (own, command) => void (new ProjectApiKey(own, 'K', { name: 'k' }).resource.provisioners = [{ type: 'local-exec', command }])],
  ])('finds a reference to another stack while it is prepared: %s', (_what, make) => {
    const app = newApp();
    const [maker, user] = ['maker', 'user'].map((id) => newStack(app, id, { projectId: KEY }));
    const record = new DataResource(maker, 'Record', { input: { a: 'b' } });
    make(user, record.id);

    const { json } = synthApp(app);
    expect(Object.values<any>(json('maker').output).map(({ value }) => value)).toEqual(['${terraform_data.Record.id}']);
    expect(JSON.stringify(json('user'))).toContain('data.terraform_remote_state.');
    expect(JSON.stringify(json('user'))).not.toContain('terraform_data.Record.id');
  });
});
