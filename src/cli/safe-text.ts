import { maskValues } from '../private/input/secrets';

/** A secret of fewer characters is no bearer, and could stand anywhere by chance. */
const SHORTEST_SECRET = 8;

/** Control and format characters (bidirectional ones among them), lone surrogates, private and unassigned ones, line separators. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

const NAMED: { readonly [character: string]: string } = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What fills two columns of a terminal: East Asian wide and full-width characters, and emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const COMBINING = /\p{Mn}|\p{Me}/u;

/** Hides every value of a key, and the given secret wherever it stands. */
export function maskSecrets(text: string, secret?: string): string {
  const masked = maskValues(text);
  return secret !== undefined && secret.length >= SHORTEST_SECRET ? masked.split(secret).join('***') : masked;
}

/** The text on one line, with all that a terminal, a browser or an editor would obey written out: `\n`, `\u{1b}`, `\u{202e}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => NAMED[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** Columns that a printable text fills in a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    width += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** The text, cut to so many columns; an ellipsis tells of the cut. */
export function truncate(text: string, columns: number): string {
  if (widthOf(text) <= columns) {
    return text;
  }
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) {
      break;
    }
    kept += character;
  }
  return `${kept}…`;
}

/** Remote text for a cell of a Markdown table: printable, and no character of it is markup. */
export function markdown(text: string): string {
  return printable(text).replace(/[\\|`*_[\]<>~&$]/g, '\\$&');
}

/** Remote text for XML, in content or in a quoted attribute. */
export function xml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
