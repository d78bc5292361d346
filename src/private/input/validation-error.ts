import { maskValues } from './secrets';

/** Longest path and longest problem that are shown whole, in UTF-16 units: an id of a construct may be of any length. */
const LONGEST_PATH = 1000;
const LONGEST_PROBLEM = 2500;

/** What would break the line: ids of constructs and given strings may hold it. */
const LINE_BREAKS = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/g;

/**
 * What bad input throws, in every construct and helper of this library.
 *
 * The message is one line, since a Python or Go user sees little more: where it is, what was given, what is expected and how to
 * mend it. It never holds a secret. jsii exports no subclass of `Error`, so callers tell it by its `name`.
 */
export class ApiKeyValidationError extends Error {
  public readonly name = 'ApiKeyValidationError';

  /**
   * @param where construct path or function that the input was given to
   * @param problem what was given, what is expected, how to mend it
   */
  public constructor(where: string, problem: string) {
    super(`${oneLine(where, LONGEST_PATH)}: ${oneLine(problem, LONGEST_PROBLEM)}`);
  }
}

/** The string on one line, with the values of keys masked, cut where it is too long. */
function oneLine(text: string, longest: number): string {
  const shown = maskValues(text).replace(LINE_BREAKS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}
