import { createContext, Script } from 'node:vm';

/** Longest time that one name may take, in milliseconds; a harmless pattern takes a ten-thousandth of it. */
const LONGEST = 1000;

const MATCH = new Script('pattern.test(name)');

/**
 * Whether a name matches a regular expression of the user; undefined where that cannot be told in time: some patterns take time that is
 * exponential in the length of a name.
 */
export function matchesInTime(pattern: RegExp, name: string): boolean | undefined {
  try {
    return MATCH.runInContext(createContext({ pattern, name }), { timeout: LONGEST }) as boolean;
  } catch {
    // It was stopped.
  }
  return undefined;
}
