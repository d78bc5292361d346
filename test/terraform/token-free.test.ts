import { Fn, Lazy, TerraformVariable, Testing, Token } from 'cdktf';
import fc from 'fast-check';
import { ProjectApiKey } from '../../src';
import { resolvedIn } from '../../src/private/terraform/expressions';
import { mayHoldTokens, withoutSearch } from '../../src/private/terraform/token-free';
import { newApp, newStack, synthApp } from '../support/stacks';

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

describe('withoutSearch', () => {
  test('gives what cdktf\'s resolver gives, whatever the structure', () => {
    fc.assert(fc.property(structure, (given) => {
      expect(JSON.stringify(resolvedIn(stack, { given: withoutSearch(given) }))).toBe(JSON.stringify(resolvedIn(stack, { given })));
    }), { numRuns: 500 });
  });

  test('gives what cdktf\'s resolver gives where a token is anywhere within', () => {
    fc.assert(fc.property(structure, fc.constantFrom(...TOKENS.map(([, token]) => token)), text, (rest, token, name) => {
      const given = { ...rest, [name]: [{ [name]: token }] };
      expect(resolvedIn(stack, { given: withoutSearch(given) })).toEqual(resolvedIn(stack, { given }));
    }), { numRuns: 300 });
  });

  test.each(TOKENS)('leaves the search to cdktf where there is a token: %s', (_what, token) => {
    const given = { a: { b: token } };

    expect(withoutSearch(given)).toBe(given);
    expect(mayHoldTokens(JSON.stringify(given))).toBe(true);
  });

  test('leaves it to cdktf where a token is in the key of a map', () => {
    const given = { [variable.stringValue]: 'a' };

    expect(withoutSearch(given)).toBe(given);
    expect(resolvedIn(stack, withoutSearch(given))).toEqual({ '${var.v}': 'a' });
  });

  test('reads as the structure itself in JSON, in a string, too', () => {
    const given = withoutSearch({ a: [1, 'b'] });

    expect(given).not.toEqual({ a: [1, 'b'] });
    expect(JSON.stringify({ given })).toBe('{"given":{"a":[1,"b"]}}');
    expect(String(given)).toBe('{"a":[1,"b"]}');
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
});
