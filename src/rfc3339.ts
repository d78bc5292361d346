import { PropChecks } from './private/input/checks';
import { DAY, describeInstantProblem, formatInstant, isWritable, parseInstant } from './private/input/instant';
import { ApiKeyValidationError } from './private/input/validation-error';

/**
 * Instants as RFC 3339, section 5.6, writes them, brought to the one spelling that the Ory provider keeps: whole seconds, in UTC.
 *
 * Every other spelling of an expiry, JavaScript's own `toISOString()` among them, creates a key and then fails the apply.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export class Rfc3339 {
  /**
   * The same instant as `YYYY-MM-DDTHH:MM:SSZ`.
   *
   * Fractions of a second are cut off, never rounded up; a leap second (23:59:60 in UTC) becomes second 59. So the result is never
   * later than the string.
   *
   * @param text a strict RFC 3339 date-time: real calendar day, hour up to 23, `Z` or an offset up to 23:59
   * @throws ApiKeyValidationError when the string is none, with what is wrong and what to write
   */
  public static normalize(text: string): string {
    const parsed = typeof text === 'string' ? parseInstant(text) : { problem: 'it is no string' };
    if ('problem' in parsed) {
      throw new ApiKeyValidationError(
        'Rfc3339.normalize',
        describeInstantProblem(text, parsed.problem),
      );
    }
    return formatInstant(parsed.epochSeconds);
  }

  /**
   * Whether the string is a strict RFC 3339 date-time that `normalize` takes.
   *
   * @param text any string
   */
  public static isValid(text: string): boolean {
    return typeof text === 'string' && 'epochSeconds' in parseInstant(text);
  }

  /**
   * A date as `YYYY-MM-DDTHH:MM:SSZ`; milliseconds are cut off.
   *
   * @param date a valid date within the years 0000 to 9999
   * @throws ApiKeyValidationError when the date is invalid or its year has no four digits
   */
  public static fromDate(date: Date): string {
    const seconds = date instanceof Date ? date.getTime() / 1000 : NaN;
    if (!Number.isFinite(seconds)) {
      throw new ApiKeyValidationError('Rfc3339.fromDate', 'the date is invalid; expected a date that names an instant');
    }
    if (!isWritable(seconds)) {
      throw new ApiKeyValidationError(
        'Rfc3339.fromDate', `the date lies in the year ${date.getUTCFullYear()}; expected one within the years 0000 to 9999`,
      );
    }
    return formatInstant(seconds);
  }

  /**
   * An expiry that moves in steps, so that a key that is renewed by and by is not replaced by each deploy: the end of the period after
   * the one in which a date lies. Periods of so many days follow each other from 1970-01-01T00:00:00Z on.
   *
   * So the instant is at least `days` and at most twice as many ahead, it is the same for every date of a period, and a key with it is
   * replaced by the first deploy of the next period, `days` before it would have expired.
   *
   * @param date usually `new Date()`, the time of the synth
   * @param days length of a period, whole days from 1 to 36500
   * @throws ApiKeyValidationError on bad input, and where the result has no year of four digits
   */
  public static endOfPeriod(date: Date, days: number): string {
    const checks = new PropChecks('Rfc3339.endOfPeriod');
    const seconds = date instanceof Date ? date.getTime() / 1000 : NaN;
    if (!Number.isFinite(seconds)) {
      checks.fail('date', 'the date is invalid; expected a date that names an instant');
    }
    const length = checks.days('days', days, undefined, 1) * DAY;
    const end = (Math.floor(seconds / length) + 2) * length;
    return isWritable(end) ? formatInstant(end) : checks.fail('days', `the period ends beyond the year 9999; expected fewer than ${days} days`);
  }

  private constructor() {}
}
