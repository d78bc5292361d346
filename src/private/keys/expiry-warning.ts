import { IConstruct } from 'constructs';
import { DAY } from '../input/instant';
import { quote } from '../input/secrets';
import { isTemplate } from '../input/templates';
import { isNow, Now, nowOf } from '../stack/now';
import { addWarning } from '../stack/annotation';
import { warnOfImpure } from './impure-arguments';

/** Period before an expiry in which synth and plan warn, when the user names none. */
export const DEFAULT_WARNING_DAYS = 30;

/** What to do about a key that this app made. */
const REPLACE = 'set a later expiresAt in time, which replaces the key';

/** A key whose expiry synth looks at. */
export interface ExpiryWarning {
  readonly name: string;
  /** Normalised, or what Terraform will evaluate. */
  readonly expiresAt?: string;
  readonly warningDays: number;
  /** What to do about it, where a later `expiresAt` would not replace the key. */
  readonly remedy?: string;
  /** The time of the app, where it is asked for many. */
  readonly now?: Now;
}

/**
 * Warns at synth of an expiry that has passed, is near, or is another at each synth or apply. Never an error: an old literal must not
 * stop an unrelated deploy.
 */
export function warnOfExpiry(construct: IConstruct, { name, expiresAt, warningDays, remedy, now: known }: ExpiryWarning): void {
  if (expiresAt === undefined) {
    return;
  }
  if (isTemplate(expiresAt)) {
    if (remedy === undefined) {
      warnOfImpure(construct, name, 'an expiry', expiresAt, 'an instant that stays, or a RotatingProjectApiKey');
    }
    return;
  }
  const now = known ?? nowOf(construct);
  const left = Date.parse(expiresAt) / 1000 - now.epochSeconds;
  const days = Math.round(left / DAY);
  // A whole number of days from now was counted from the clock; the first and the last second of a day are what people write.
  const isCounted = days >= 1 && isNow(now, now.epochSeconds + left - days * DAY) && !/T(?:00:00:00|23:59:59)Z$/.test(expiresAt);
  if (isCounted && remedy === undefined) {
    addWarning(construct, `API key ${quote(name)} has an expiry that lies ${describeSpan(days * DAY)} from now, to the second: counted from the clock it is another at each synth, `
      + 'and each deploy would replace the key; expected an instant that stays, such as Rfc3339.endOfPeriod(new Date(), 90), or a RotatingProjectApiKey');
  }
  if (warningDays === 0) {
    return;
  }
  if (left <= 0) {
    addWarning(construct, `API key ${quote(name)} expired at ${expiresAt}: the API refuses it; ${remedy ?? 'set a later expiresAt, which replaces the key'}`);
  } else if (left <= warningDays * DAY) {
    addWarning(construct, `API key ${quote(name)} expires at ${expiresAt}, in ${describeSpan(left)}; ${remedy ?? REPLACE}`);
  }
}

function describeSpan(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  return days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`;
}
