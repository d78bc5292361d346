import { Lazy } from 'cdktf';
import fc from 'fast-check';
import { escapeTemplate, isTemplate } from '../../src/private/input/templates';

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
