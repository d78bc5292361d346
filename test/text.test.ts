import { Lazy } from 'cdktf';
import fc from 'fast-check';
import { escapeTemplate, holdsSecret, isTemplate, quote } from '../src/text';

const texts = fc.string({ unit: fc.constantFrom('$', '%', '{', '}', 'a', '"', '\n'), maxLength: 12 });

/** Terraform's own reading, one character after another: `$${` and `%%{` are escapes, `${` and `%{` begin a template. */
function terraformEvaluates(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (/^(\$\$|%%)\{/.test(text.slice(at))) {
      at += 2;
    } else if (/^[$%]\{/.test(text.slice(at))) {
      return true;
    }
  }
  return false;
}

describe('isTemplate', () => {
  test.each([
    ['${a}', true], ['x${a}', true], ['%{ if a }', true], ['%${a}', true], ['$%{a}', true], ['%%${a}', true], ['$${${a}}', true], ['${', true],
    ['', false], ['$', false], ['{a}', false], ['$a{b}', false], ['$${a}', false], ['%%{a}', false], ['$$${a}', false], ['$$$${a}', false], ['$ {a}', false],
  ])('of %j is %p, as measured with Terraform 1.11', (text, expected) => {
    expect(isTemplate(text)).toBe(expected);
  });

  test('agrees with a reader that goes character by character', () => {
    fc.assert(fc.property(texts, (text) => {
      expect(isTemplate(text)).toBe(terraformEvaluates(text));
    }), { numRuns: 2000 });
  });

  test('is true of the tokens of cdktf', () => {
    expect(isTemplate(Lazy.stringValue({ produce: () => 'x' }))).toBe(true);
  });
});

describe('escapeTemplate', () => {
  test('leaves nothing that Terraform would evaluate, and changes no other text', () => {
    fc.assert(fc.property(texts, (text) => {
      const escaped = escapeTemplate(text);
      expect(isTemplate(escaped)).toBe(false);
      expect(escaped.replace(/([$%])\1\{/g, '$1{')).toBe(text);
    }), { numRuns: 2000 });
  });
});

describe('holdsSecret', () => {
  test.each([
    ['ory_pat_a', true], ['x ory_wak_9 y', true], ['ory_pat_', false], ['ory_pat_…', false], ['ory_pat_*', false], ['ory_st_abc', false], ['ORY_WAK_X', false],
  ])('of %j is %p', (text, expected) => {
    expect(holdsSecret(text)).toBe(expected);
  });
});

describe('quote', () => {
  test('gives one line in quotes, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(quote(text)).toMatch(/^"[^\n\r]*"$/);
    }));
  });

  test('masks every secret', () => {
    expect(quote('ory_pat_abc.DEF-1~2 and ory_wak_xyz=')).toBe('"ory_pat_*** and ory_wak_***"');
  });

  test('masks a secret that the cut would leave half', () => {
    expect(quote(`${'x'.repeat(70)} ory_pat_abcdefghijklmnop`)).not.toContain('abc');
  });

  test.each([[undefined, 'nothing'], [null, 'a value of type null'], [3, 'a value of type number']])('names %p by its type', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });
});
