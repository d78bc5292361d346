import { charactersOf } from './char-set';

/** Most characters of a pattern, repeated ones counted anew: beyond it the test itself would take long. */
export const MOST_POSITIONS = 150;

/** A place in the pattern that takes one character, and the places that can follow; one that follows in two ways stands twice. */
export interface Position {
  readonly characters: ReadonlySet<string>;
  readonly followers: number[];
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
  private index = 0;

  /**
   * @param pattern a valid regular expression
   * @throws Error on a back-reference and on a pattern that is too large
   */
  public constructor(private readonly pattern: string) {
    this.alternatives();
  }

  private alternatives(): Fragment {
    let whole = this.sequence();
    while (this.pattern[this.index] === '|') {
      this.index += 1;
      const other = this.sequence();
      whole = {
        first: [...whole.first, ...other.first],
        last: [...whole.last, ...other.last],
        nullable: whole.nullable || other.nullable,
      };
    }
    return whole;
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
    let fragment = this.atom();
    const quantifier = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.pattern.slice(this.index));
    if (!quantifier) {
      return fragment;
    }
    const source = { from: start, to: this.index };
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
    const copy = () => {
      this.index = source.from;
      const next = this.atom();
      this.index = after;
      return next;
    };
    let whole = EMPTY;
    for (let count = 1; count <= copies; count += 1) {
      fragment = count === 1 ? fragment : copy();
      const repeated = most === Infinity && count === copies ? this.loop(fragment) : fragment;
      whole = this.join(whole, count > least ? { ...repeated, nullable: true } : repeated);
    }
    return whole;
  }

  private atom(): Fragment {
    const rest = this.pattern.slice(this.index);
    const look = /^\(\?<?[=!]/.exec(rest);
    if (look) {
      this.group(look[0].length);
      return EMPTY;
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
    const single = /^(?:\[(?:\\[^]|[^\]\\])*\]|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\c[A-Za-z]|\\[^]|[^])/.exec(rest)![0];
    this.index += single.length;
    return this.position(single);
  }

  private group(opening: number): Fragment {
    this.index += opening;
    const inner = this.alternatives();
    this.index += 1; // the closing parenthesis
    return inner;
  }

  private position(atom: string): Fragment {
    if (this.positions.length >= MOST_POSITIONS) {
      throw new Error(`it is too large: repetitions written out, it takes more than ${MOST_POSITIONS} characters; write a shorter one`);
    }
    this.positions.push({ characters: charactersOf(/^[{}]$/.test(atom) ? `\\${atom}` : atom), followers: [] });
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

  private loop(inner: Fragment): Fragment {
    this.link(inner.last, inner.first);
    return inner;
  }

  private link(from: readonly number[], to: readonly number[]): void {
    for (const position of new Set(from)) {
      this.positions[position].followers.push(...to);
    }
  }
}
