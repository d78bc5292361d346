/** The UTF-16 units that an atom of a regular expression matches. */
export class CharSet {
  /** @param ranges first and last unit of each run, ascending */
  public constructor(public readonly ranges: readonly (readonly [number, number])[]) {}

  public has(character: string): boolean {
    const unit = character.charCodeAt(0);
    return this.ranges.some(([first, last]) => first <= unit && unit <= last);
  }
}

const KNOWN = new Map<string, CharSet>();
let units: string | undefined;

/** Every UTF-16 unit, in order. A pattern without flags takes each for a character, the halves of a surrogate pair, too. */
function everyUnit(): string {
  units ??= Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('');
  return units;
}

/** The characters that an atom such as `a`, `\d`, `.` or `[a-z]` matches. */
export function charactersOf(atom: string): CharSet {
  const known = KNOWN.get(atom);
  if (known) {
    return known;
  }
  const runs = [...everyUnit().matchAll(new RegExp(`(?:${atom})+`, 'g'))];
  const matched = new CharSet(runs.map(({ index, 0: run }) => [index, index + run.length - 1] as const));
  KNOWN.set(atom, matched);
  return matched;
}

/** Whether some character is in both sets. */
export function intersects(one: CharSet, other: CharSet): boolean {
  for (let i = 0, j = 0; i < one.ranges.length && j < other.ranges.length;) {
    const [[first, last], [otherFirst, otherLast]] = [one.ranges[i], other.ranges[j]];
    if (first <= otherLast && otherFirst <= last) {
      return true;
    }
    if (last < otherLast) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return false;
}
