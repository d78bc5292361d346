import { IConstruct } from 'constructs';
import { parseInstant } from './instant';
import { nowOf } from './now';
import { isTemplate, quote } from './text';
import { addWarning } from './warning';

/** Period before an expiry in which synth and plan warn, when the user names none. */
export const DEFAULT_WARNING_DAYS = 30;

const DAY = 86400;

/**
 * Warns at synth of an expiry that has passed or is near. Never an error: an old literal must not stop an unrelated deploy. What
 * Terraform will evaluate is left to the check block.
 */
export function warnOfExpiry(construct: IConstruct, name: string, expiresAt: string | undefined, warningDays: number): void {
  if (expiresAt === undefined || warningDays === 0 || isTemplate(expiresAt)) {
    return;
  }
  const parsed = parseInstant(expiresAt);
  const left = 'epochSeconds' in parsed ? parsed.epochSeconds - nowOf(construct) : Infinity;
  if (left <= 0) {
    addWarning(construct, `API key ${quote(name)} expired at ${expiresAt}: the API refuses it; set a later expiresAt, which replaces the key`);
  } else if (left <= warningDays * DAY) {
    addWarning(construct, `API key ${quote(name)} expires at ${expiresAt}, in ${describeSpan(left)}; set a later expiresAt in time, which replaces the key`);
  }
}

function describeSpan(seconds: number): string {
  const days = Math.floor(seconds / DAY);
  return days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`;
}
