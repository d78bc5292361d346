import { IConstruct } from 'constructs';
import { addWarning } from './annotation';
import { DAY, formatInstant, LATEST, parseInstant } from './private/input/instant';
import { nowOf } from './now';
import { SetEntries } from './set-entries';
import { quote } from './private/input/secrets';
import { isTemplate } from './private/input/templates';

/** Period before an expiry in which synth and plan warn, when the user names none. */
export const DEFAULT_WARNING_DAYS = 30;

/** What to do about a key that this app made. */
const REPLACE = 'set a later expiresAt in time, which replaces the key';

/** Terraform's functions that give another instant each time. */
const RUNNING_TIME = /[$%]\{.*\b(?:plan)?timestamp\(\)/;

/**
 * Warns at synth of an expiry that has passed or is near. Never an error: an old literal must not stop an unrelated deploy. What
 * Terraform will evaluate is left to the check block.
 *
 * @param remedy what to do about it, where a later `expiresAt` would not replace the key
 */
export function warnOfExpiry(construct: IConstruct, name: string, expiresAt: string | undefined, warningDays: number, remedy = REPLACE): void {
  if (expiresAt !== undefined && remedy === REPLACE && RUNNING_TIME.test(expiresAt)) {
    addWarning(construct, `API key ${quote(name)} has an expiry that moves with the time at which Terraform runs: each apply would replace the key; expected an instant that stays, or a RotatingProjectApiKey`);
  }
  if (expiresAt === undefined || warningDays === 0 || isTemplate(expiresAt)) {
    return;
  }
  const parsed = parseInstant(expiresAt);
  const left = 'epochSeconds' in parsed ? parsed.epochSeconds - nowOf(construct) : Infinity;
  if (left <= 0) {
    addWarning(construct, `API key ${quote(name)} expired at ${expiresAt}: the API refuses it; ${remedy === REPLACE ? 'set a later expiresAt, which replaces the key' : remedy}`);
  } else if (left <= warningDays * DAY) {
    addWarning(construct, `API key ${quote(name)} expires at ${expiresAt}, in ${describeSpan(left)}; ${remedy}`);
  }
}

/** The same for the keys of a set, in their order. */
export function warnOfExpiries(construct: IConstruct, { environments, names, expiries }: SetEntries, warningDays: number): void {
  // Normalised instants sort as texts do: this leaves out, unread, all that are far.
  const limit = formatInstant(Math.min(nowOf(construct) + warningDays * DAY, LATEST));
  for (const environment of environments) {
    const expiresAt = expiries[environment];
    if (expiresAt !== undefined && expiresAt <= limit) {
      warnOfExpiry(construct, names[environment], expiresAt, warningDays);
    }
  }
}

function describeSpan(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  return days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`;
}
