/** Languages that code is written in. */
export type Language = 'typescript' | 'python' | 'go' | 'java';

/** Every {@link Language}. */
export const LANGUAGES: readonly Language[] = ['typescript', 'python', 'go', 'java'];

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** `\uXXXX` for each UTF-16 unit. */
const units = (character: string): string => character.split('').map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`).join('');

/** `\xXX`, `\uXXXX` or `\UXXXXXXXX` for each code point. */
const point = (code: number): string => (code < 0x80 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`);

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** How a language writes what is not printable ASCII. */
const ESCAPES: { readonly [language in Language]: (character: string, code: number) => string } = {
  typescript: (character, code) => (code < 0x80 ? `\\x${hex(code, 2)}` : units(character)),
  python: (_, code) => point(code),
  // No string of Go's holds half of a surrogate pair.
  go: (_, code) => point(isSurrogate(code) ? 0xfffd : code),
  // Unicode escapes are read before anything else in Java: \u0022 would end the literal. Octal ones are not.
  java: (character, code) => (code < 0x80 ? `\\${code.toString(8).padStart(3, '0')}` : units(character)),
};

const SHORT_ESCAPES: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A string as a literal. Printable ASCII alone is written as it is, so that no encoding of a file, no direction of writing and
 * no look-alike letter can mislead compiler or reader.
 */
export function literal(language: Language, text: string): string {
  const mark = language === 'typescript' ? '\'' : '"';
  let written = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === '\\' || character === mark) {
      written += `\\${character}`;
    } else if (code >= 0x20 && code < 0x7f) {
      written += character;
    } else {
      written += SHORT_ESCAPES[character] ?? ESCAPES[language](character, code);
    }
  }
  return mark + written + mark;
}
