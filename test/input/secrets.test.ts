import fc from 'fast-check';
import { holdsSecret, quote } from '../../src/private/input/secrets';

describe('holdsSecret', () => {
  test.each([
    ['ory_pat_abcdefghijklmnop', true], ['x ory_wak_0123456789-_abcd y', true], ['ory_apikey_ABCDEFGHIJKLMNOP', true],
    ['ory_pat_abcdefghijklmno', false], ['ory_wak_xxxx', false], ['ory_pat_ci', false], ['ory_apikey_production', false],
    ['ory_pat_', false], ['ory_pat_…', false], ['ory_pat_*', false], ['ory_st_abcdefghijklmnop', false], ['ORY_WAK_ABCDEFGHIJKLMNOP', false],
  ])('of %j is %p', (text, expected) => {
    expect(holdsSecret(text)).toBe(expected);
  });
});

describe('quote', () => {
  test('cuts what is longer than eighty characters, and nothing shorter', () => {
    expect([80, 81].map((length) => quote('x'.repeat(length)))).toEqual([`"${'x'.repeat(80)}"`, `"${'x'.repeat(80)}…"`]);
  });

  test('gives one line in quotes, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(quote(text)).toMatch(/^"[^\n\r]*"$/);
    }));
  });

  test('masks every secret', () => {
    expect(quote('ory_pat_abcdefghijklmnop.DEF-1~2 and ory_wak_abcdefghijklmnop= or ory_apikey_abcdefghijklmnop')).toBe('"ory_pat_*** and ory_wak_*** or ory_apikey_***"');
  });

  test('masks a secret that the cut would leave half', () => {
    expect(quote(`${'x'.repeat(70)} ory_pat_abcdefghijklmnop`)).not.toContain('abc');
  });

  test.each([[undefined, 'nothing'], [null, 'a value of type null'], [3, 'a value of type number']])('names %p by its type', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });
});
