import fc from 'fast-check';
import { LANGUAGES, Language, literal } from '../../src/cli/adopt/literals';

const CODES: { readonly [mark: string]: string } = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"', '\'': '\'' };

/** Java reads Unicode escapes first: a backslash after an even number of others, then `u`. */
function readUnicodeEscapes(java: string): string {
  return java.replace(/\\\\|\\u([0-9a-f]{4})/g, (all, code?: string) => (code === undefined ? all : String.fromCharCode(parseInt(code, 16))));
}

/** What the compiler of a language makes of a literal; fails on an escape that the language does not know. */
function evaluate(language: Language, text: string): string {
  const source = language === 'java' ? readUnicodeEscapes(text) : text;
  const mark = language === 'typescript' ? '\'' : '"';
  expect(source[0] + source.slice(-1)).toBe(mark + mark);
  const escape = language === 'java' ? /\\([0-7]{3}|[nrt\\"'])|([^\\])|(\\)/gsu : /\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrt\\"'])|([^\\])|(\\)/gsu;
  return source.slice(1, -1).replace(escape, (_, code: string | undefined, plain: string | undefined) => {
    if (plain !== undefined) {
      expect(plain).not.toBe(mark);
      expect(plain).not.toMatch(/[\n\r]/);
      return plain;
    }
    if (code === undefined) {
      throw new Error(`a backslash begins no escape in ${text}`);
    }
    return CODES[code] ?? (language === 'java' ? String.fromCharCode(parseInt(code, 8)) : String.fromCodePoint(parseInt(code.slice(1), 16)));
  });
}

const strings = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\\', '"', '\'', 'u', 'x', 'U', '0', 'n', '\n', '$', '`', '\u2028', '\ud83d', '\ude00', '\u0000', '9') }),
);

test.each(LANGUAGES)('a %s literal stands for its string', (language) => {
  fc.assert(fc.property(strings, (text) => {
    const read = evaluate(language, literal(language, text));
    // Go cannot write half of a surrogate pair.
    expect(read).toBe(language === 'go' ? text.replace(/\p{Cs}/gu, '\ufffd') : text);
  }), { numRuns: 500 });
});

test('a TypeScript literal is what JavaScript itself takes for the string', () => {
  fc.assert(fc.property(strings, (text) => (0, eval)(literal('typescript', text)) === text), { numRuns: 500 });
});

test.each(LANGUAGES)('a %s literal is printable ASCII on one line', (language) => {
  fc.assert(fc.property(strings, (text) => /^[\x20-\x7e]*$/.test(literal(language, text))));
});

test.each([
  ['typescript', '\'a\\\'"\\n\\x00\\u00e9\\ud83d\\ude00\\u202e\\\\u0041\''],
  ['python', '"a\'\\"\\n\\x00\\u00e9\\U0001f600\\u202e\\\\u0041"'],
  ['go', '"a\'\\"\\n\\x00\\u00e9\\U0001f600\\u202e\\\\u0041"'],
  ['java', '"a\'\\"\\n\\000\\u00e9\\ud83d\\ude00\\u202e\\\\u0041"'],
] as const)('%s has its own escapes', (language, expected) => {
  expect(literal(language, 'a\'"\n\0é😀\u202e\\u0041')).toBe(expected);
});
