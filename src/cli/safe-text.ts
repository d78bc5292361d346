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

/** The string on one line, with all that a terminal, a browser or an editor would obey written out: `\n`, `\u{1b}`, `\u{202e}`. */
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

/** The string, cut to so many columns; an ellipsis tells of the cut. */
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

/** A word that no forge makes anything of: letters that are no hash, a short number, an instant; in brackets or before a punctuation mark. */
const PLAIN = /^\(?(?!.*[a-f]{7})(?:\p{L}[\p{L}\p{M}'-]*|\d{1,6}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|–|=)[),.:;]*$/iu;

/**
 * A string in Markdown, as what it says and nothing else: neither markup nor what a forge turns into a link, a mention, a reference or an
 * emoji (`@everyone`, `www.example.org`, `#12`, a hash). All but plain words stand in code, of which no forge makes anything.
 */
export function markdown(text: string): string {
  const all = printable(text).split(' ');
  if (all.length === 1) {
    return PLAIN.test(all[0]) ? all[0] : code(all[0]);
  }
  const parts: { readonly plain: boolean; readonly words: string[] }[] = [];
  for (const word of all) {
    const plain = PLAIN.test(word);
    const last = parts[parts.length - 1];
    // An empty word is a second blank in a row, which goes with what is before it.
    if (last && (last.plain === plain || word === '')) {
      last.words.push(word);
    } else {
      parts.push({ plain, words: [word] });
    }
  }
  return parts.map(({ plain, words }) => (plain ? words.join(' ').trimEnd() : code(words.join(' ')))).join(' ');
}

/** A string as inline code, but for a mark behind it and a bracket without its other half; nothing for an empty one, of which there is no code. */
function code(whole: string): string {
  const unmarked = whole.replace(/[,.:;]$/, '');
  const depth = unmarked.split('(').length - unmarked.split(')').length;
  const start = depth > 0 && unmarked.startsWith('(') ? 1 : 0;
  const end = unmarked.length - (depth < 0 && unmarked.endsWith(')') ? 1 : 0);
  const text = unmarked.slice(start, end);
  if (text === '') {
    return whole === '' ? '' : fenced(whole);
  }
  return `${whole.slice(0, start)}${fenced(text)}${whole.slice(end)}`;
}

function fenced(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  // One blank at each end is taken away by the reader; it keeps a fence apart from a backtick.
  const pad = /^[` ]|[` ]$/.test(text) && text.trim() !== '' ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A value as JSON, with all that a terminal, a browser or an editor would obey escaped; ends with a line break. */
export function printableJson(value: unknown): string {
  const escape = (character: string): string => character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return `${JSON.stringify(value, null, 2).replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, escape)}\n`;
}
