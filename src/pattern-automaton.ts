import { charactersOf, CharSet } from './char-set';

/** Most characters of a pattern, repeated ones counted anew: beyond it the test itself would take long. */
export const MOST_POSITIONS = 150;

/** Most turns of a counted repetition that are written out; one that is counted farther is judged as a loop. */
const MOST_COPIES = 3;

/** A place in the pattern that takes one character, and the places that can follow; one that follows in two ways stands twice. */
export interface Position {
  readonly characters: CharSet;
  /** How many look-arounds enclose it. */
  readonly depth: number;
  readonly followers: number[];
  /** In how many ways the repetitions around it can end: a counted one in few, any other in as many as the text is long. */
  choices: number;
}

/** Part of a pattern: where it can begin and end, and whether it can be empty. Each way is listed, so a place may stand twice. */
interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Fragment = { first: [], last: [], nullable: true };

/** Reads a valid JavaScript regular expression into its position automaton (Glushkov's), in which backtracking can be counted. */
export class PatternAutomaton {
  public readonly positions: Position[] = [];
  /** Whether every match begins where the text does, so that no other place is tried. */
  public readonly anchored: boolean;
  private index = 0;
  private depth = 0;
  private nesting = 0;
  private openStart = false;

  /**
   * @param pattern a valid regular expression
   * @throws Error on a back-reference and on a pattern that is too large
   */
  public constructor(private readonly pattern: string) {
    this.alternatives();
    this.anchored = !this.openStart;
  }

  private alternatives(): Fragment {
    this.noteStart();
    let whole = this.sequence();
    while (this.pattern[this.index] === '|') {
      this.index += 1;
      this.noteStart();
      const other = this.sequence();
      whole = {
        first: [...whole.first, ...other.first],
        last: [...whole.last, ...other.last],
        nullable: whole.nullable || other.nullable,
      };
    }
    return whole;
  }

  private noteStart(): void {
    this.openStart ||= this.nesting === 0 && !/^\^(?![*?{])/.test(this.pattern.slice(this.index));
  }

  private sequence(): Fragment {
    let whole = EMPTY;
    while (this.index < this.pattern.length && this.pattern[this.index] !== '|' && this.pattern[this.index] !== ')') {
      whole = this.join(whole, this.quantified());
    }
    return whole;
  }

  private quantified(): Fragment {
    const start = this.index;
    const before = this.positions.length;
    const fragment = this.atom();
    const quantifier = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.pattern.slice(this.index));
    if (!quantifier) {
      return fragment;
    }
    this.index += quantifier[0].length;
    const after = this.index;
    const least = quantifier[1] ? (quantifier[1] === '+' ? 1 : 0) : Number(quantifier[2]);
    const most = quantifier[1] ? (quantifier[1] === '?' ? 1 : Infinity) : (quantifier[3] ? (quantifier[4] ? Number(quantifier[4]) : Infinity) : least);
    if (this.positions.length === before) {
      return least === 0 ? { ...fragment, nullable: true } : fragment; // an anchor or a look-around takes no character
    }
    if (most === 0) {
      return EMPTY;
    }
    const copies = Math.max(least, most === Infinity ? 1 : most);
    if (copies > MOST_COPIES) {
      return this.counted(fragment, before, least, most);
    }
    const fragments = [fragment];
    while (fragments.length < copies) {
      this.index = start;
      fragments.push(this.atom());
    }
    this.index = after;
    // Each copy that may be left out takes those after it along: `a{1,3}` is `a(a(a)?)?`, in which every text has one way.
    return fragments.reduceRight((rest, copy, at) => {
      const repeated = most === Infinity && at === copies - 1 ? this.loop(copy, before, Infinity) : copy;
      const whole = this.join(repeated, rest);
      return at + 1 > least ? { ...whole, nullable: true } : whole;
    }, EMPTY);
  }

  /** A repetition that is counted far: it has no more ways than a loop, unless its empty turns count, too. */
  private counted(body: Fragment, before: number, least: number, most: number): Fragment {
    const whole = this.loop(body, before, most === Infinity ? Infinity : most - least + 1);
    if (body.nullable && least > 0) {
      this.link(body.last, body.first);
    }
    return least === 0 ? { ...whole, nullable: true } : whole;
  }

  private atom(): Fragment {
    const rest = this.pattern.slice(this.index);
    const look = /^\(\?<?[=!]/.exec(rest);
    if (look) {
      this.depth += 1;
      this.group(look[0].length);
      this.depth -= 1;
      return EMPTY;
    }
    if (/^\(\?[^:<]/.test(rest)) {
      throw new Error('it has modifiers, which not every engine knows; write it without');
    }
    const group = /^\((?:\?:|\?<[^>]*>)?/.exec(rest);
    if (group) {
      return this.group(group[0].length);
    }
    const anchor = /^(?:\^|\$|\\[bB])/.exec(rest);
    if (anchor) {
      this.index += anchor[0].length;
      return EMPTY;
    }
    if (/^\\(?:[1-9]|k<)/.test(rest)) {
      throw new Error('it has a back-reference, whose time cannot be bounded; write it without');
    }
    const single = /^(?:\[(?:\\[^]|[^\]\\])*\]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[A-Za-z]|\\(?=c)|\\0[0-7]{0,2}|\\[^]|[^])/.exec(rest)![0];
    this.index += single.length;
    return this.position(single);
  }

  private group(opening: number): Fragment {
    this.index += opening;
    this.nesting += 1;
    const inner = this.alternatives();
    this.nesting -= 1;
    this.index += 1; // the closing parenthesis
    return inner;
  }

  private position(atom: string): Fragment {
    if (this.positions.length >= MOST_POSITIONS) {
      throw new Error(`it is too large: repetitions written out, it takes more than ${MOST_POSITIONS} characters; write a shorter one`);
    }
    this.positions.push({ characters: charactersOf(/^[{}\\]$/.test(atom) ? `\\${atom}` : atom), depth: this.depth, choices: 1, followers: [] });
    const number = this.positions.length - 1;
    return { first: [number], last: [number], nullable: false };
  }

  private join(one: Fragment, other: Fragment): Fragment {
    this.link(one.last, other.first);
    return {
      first: one.nullable ? [...one.first, ...other.first] : one.first,
      last: other.nullable ? [...one.last, ...other.last] : other.last,
      nullable: one.nullable && other.nullable,
    };
  }

  private loop(inner: Fragment, before: number, choices: number): Fragment {
    this.link(inner.last, inner.first);
    for (const position of this.positions.slice(before)) {
      position.choices *= choices;
    }
    return inner;
  }

  private link(from: readonly number[], to: readonly number[]): void {
    for (const position of new Set(from)) {
      this.positions[position].followers.push(...to);
    }
  }
}
