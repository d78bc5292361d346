import { intersects } from './char-set';
import { PatternAutomaton, Position } from './pattern-automaton';

/**
 * Most repetitions in a row that can share out the same text among them; each multiplies the time by the length of the name. A match
 * that may begin anywhere counts as one, and a counted repetition as a part of one.
 */
const MOST_SHARING = 3;

/** Length of a name by which that part is reckoned. */
const LONG_NAME = 300;

const REMEDY = 'repetitions can share out the same text in many ways; write it so that each character has one way, such as "^[a-z]+(-[a-z]+)*$"';

/**
 * Reads a regular expression that names are matched with.
 *
 * @throws Error when it is none, or one for which backtracking could take too long: then a name could stop a deploy
 */
export function readNamePattern(text: string): RegExp {
  const pattern = new RegExp(text);
  const automaton = new PatternAutomaton(text);
  const loops = new Loops(automaton.positions);
  if (loops.isExponential()) {
    throw new Error(`it can take exponential time, since ${REMEDY}`);
  }
  if (loops.sharing() + (automaton.anchored ? 0 : 1) > MOST_SHARING) {
    throw new Error(`it can take long over a name of ${LONG_NAME} characters, since ${REMEDY}${automaton.anchored ? '' : ', and begin it with "^"'}`);
  }
  return pattern;
}

/** The repetitions of a pattern: only positions that can come back to themselves are looked at. */
class Loops {
  private readonly size: number;
  private readonly followers: readonly (readonly number[])[];
  private readonly reachable: readonly ReadonlySet<number>[];

  public constructor(private readonly positions: readonly Position[]) {
    this.size = positions.length;
    this.followers = positions.map((position) => [...new Set(position.followers)]);
    this.reachable = positions.map((_, number) => search([number], (from) => this.followers[from]));
  }

  /**
   * Whether some text can be run through a loop in two ways: each turn then doubles the ways to backtrack.
   *
   * Pairs of positions of one loop walk in step over the same text. The pattern is exponential when a pair of equal positions can
   * part, or take two ways to the same follower, and come back.
   */
  public isExponential(): boolean {
    return this.positions.some((position, home) => {
      if (!this.repeats(home)) {
        return false;
      }
      const inLoop = (number: number) => this.reachable[home].has(number) && this.reachable[number].has(home);
      const next = (pair: number): number[] => {
        const [one, other] = [Math.floor(pair / this.size), pair % this.size];
        return this.followers[one].filter(inLoop).flatMap((a) =>
          this.followers[other].filter((b) => inLoop(b) && this.alike(a, b)).map((b) => a * this.size + b));
      };
      const pairHome = home * this.size + home;
      const twice = position.followers.filter((follower, at) => inLoop(follower) && position.followers.indexOf(follower) !== at);
      return twice.length > 0
        || [...search([pairHome], next)].some((pair) => Math.floor(pair / this.size) !== pair % this.size && search([pair], next).has(pairHome));
    });
  }

  /** The longest row of different repetitions that can share out one text among them, each as the part of one that it is. */
  public sharing(): number {
    const rows = new Map<number, number>();
    const row = (from: number): number => {
      const known = rows.get(from);
      if (known !== undefined) {
        return known;
      }
      rows.set(from, this.shareOf(from)); // a loop does not count itself again
      const later = [...search([from], (at) => this.followers[at].filter((to) => this.alike(from, to)))]
        .filter((to) => this.shares(to) && !this.reachable[to].has(from));
      const longest = this.shareOf(from) + Math.max(0, ...later.map(row));
      rows.set(from, longest);
      return longest;
    };
    // A look-around is tried anew for each way to come to it.
    const longest: number[] = [];
    this.positions.forEach(({ depth }, number) => {
      if (this.shares(number)) {
        longest[depth] = Math.max(longest[depth] ?? 0, row(number));
      }
    });
    return longest.reduce((sum, length) => sum + length, 0);
  }

  private shares(number: number): boolean {
    return this.repeats(number) && this.shareOf(number) > 0;
  }

  private shareOf(number: number): number {
    return Math.min(1, Math.log(this.positions[number].choices) / Math.log(LONG_NAME));
  }

  private repeats(number: number): boolean {
    return this.reachable[number].has(number);
  }

  private alike(one: number, other: number): boolean {
    return intersects(this.positions[one].characters, this.positions[other].characters);
  }
}

/** All that can be reached in one step or more. */
function search(start: readonly number[], next: (from: number) => readonly number[]): Set<number> {
  const seen = new Set<number>();
  const due = [...start];
  while (due.length > 0) {
    for (const found of next(due.pop()!)) {
      if (!seen.has(found)) {
        seen.add(found);
        due.push(found);
      }
    }
  }
  return seen;
}
