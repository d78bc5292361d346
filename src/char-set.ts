/**
 * Characters by which two atoms of a regular expression are compared: Latin, and one or more of each other class that an atom can
 * tell apart.
 */
const ALPHABET = [
  ...Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)),
  ...'αЖאعहก가あ漢ﬁ\u2028\u2029\u200b\u3000\ufeff\ud83d\ude00',
];

const KNOWN = new Map<string, ReadonlySet<string>>();

/** The characters of the alphabet that an atom such as `a`, `\d`, `.` or `[a-z]` matches. */
export function charactersOf(atom: string): ReadonlySet<string> {
  const known = KNOWN.get(atom);
  if (known) {
    return known;
  }
  const pattern = new RegExp(`^(?:${atom})$`);
  const named = [...atom].filter((character) => character.charCodeAt(0) >= 0x250);
  const matched = new Set([...ALPHABET, ...named].filter((character) => pattern.test(character)));
  KNOWN.set(atom, matched);
  return matched;
}

/** Whether some character is in both sets. */
export function intersects(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one === other) {
    return one.size > 0;
  }
  for (const character of one) {
    if (other.has(character)) {
      return true;
    }
  }
  return false;
}
