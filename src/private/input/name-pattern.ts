import { createContext, Script } from 'node:vm';

/** Longest time that one name may take, in milliseconds; a harmless pattern takes a ten-thousandth of it. */
const LONGEST = 1000;

const MATCH = new Script('pattern.test(name)');

/** A regular expression of the user, matched under a limit: some patterns take time that is exponential in the length of a name. */
export class NamePattern {
  private readonly pattern: RegExp;

  /** @throws SyntaxError when the string is no regular expression */
  public constructor(source: string) {
    this.pattern = new RegExp(source, 'u');
  }

  /** Whether a name matches; undefined where that cannot be told in time. */
  public matches(name: string): boolean | undefined {
    try {
      return MATCH.runInContext(createContext({ pattern: this.pattern, name }), { timeout: LONGEST }) as boolean;
    } catch { // it was stopped
      return undefined;
    }
  }
}
