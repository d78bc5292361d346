import { DAY, formatInstant } from '../../private/input/instant';
import { InventoryEntry } from './entries';
import { compare } from '../compare';

/** How near the end of a key is. */
export type State = 'expired' | 'soon' | 'later' | 'never';

/** A key in the report. */
export interface ReportedKey {
  readonly entry: InventoryEntry;
  readonly state: State;
  /** Whole days until the expiry, or since it; absent for a key that never expires. */
  readonly days?: number;
  /** Whether a later generation of its rotation is there, which clients hold or are about to. */
  readonly superseded: boolean;
}

/** An inventory as seen at one instant, the soonest expiry first, keys without one last. */
export interface Report {
  /** Seconds since 1970. */
  readonly now: number;
  readonly keys: readonly ReportedKey[];
}

/** Days before the expiry in which it is near; the same as the constructs' default of `expiryWarningDays`. */
export const SOON_DAYS = 30;

/** What expires when, as seen at `now`. */
export function reportOf(entries: readonly InventoryEntry[], now: number): Report {
  const newest = newestGenerations(entries);
  return { now, keys: entries.map((entry) => judge(entry, now, newest)).sort(bySoonest) };
}

/** The keys that clients may hold and that end within so many days, or have ended. */
export function endingWithin({ now, keys }: Report, days: number): ReportedKey[] {
  return keys.filter(({ entry: { expiresAt }, superseded }) => !superseded && expiresAt !== undefined && expiresAt - now <= days * DAY);
}

/** The count of every state that occurs, and of adopted keys, in words; holds nothing remote. */
export function summaryOf({ now, keys }: Report): string {
  const count = (state: State): number => keys.filter((key) => key.state === state).length;
  const parts = [
    [count('expired'), 'expired'],
    [count('soon'), `within ${SOON_DAYS} days`],
    [count('later'), 'later'],
    [count('never'), 'without expiry'],
    [keys.filter(({ entry }) => entry.imported).length, 'adopted'],
  ].filter(([number]) => number !== 0).map((words) => words.join(' '));
  const keysOf = keys.length === 1 ? '1 key' : `${keys.length} keys`;
  return `${keysOf} at ${formatInstant(now)}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

/** How long a key still lives, in words. */
export function leftOf({ state, days }: ReportedKey): string {
  if (state === 'never') {
    return 'never expires';
  }
  const span = days === 0 ? 'less than a day' : days === 1 ? '1 day' : `${days} days`;
  return state === 'expired' ? `expired ${span} ago` : `in ${span}`;
}

/** What a reader calls the key: its name, and which of a set. */
export function titleOf({ name, environment }: InventoryEntry): string {
  return environment === undefined ? name : `${name} [${environment}]`;
}

/** The highest generation of each rotation. */
function newestGenerations(entries: readonly InventoryEntry[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const entry of entries.filter(({ generation }) => generation !== undefined)) {
    newest.set(rotationOf(entry), Math.max(entry.generation!, newest.get(rotationOf(entry)) ?? 0));
  }
  return newest;
}

/** What the slots of one rotation share: the construct that holds them. */
function rotationOf({ file, path }: InventoryEntry): string {
  return JSON.stringify([file, path.slice(0, Math.max(0, path.lastIndexOf('/')))]);
}

function judge(entry: InventoryEntry, now: number, newest: ReadonlyMap<string, number>): ReportedKey {
  const superseded = entry.generation !== undefined && entry.generation < newest.get(rotationOf(entry))!;
  if (entry.expiresAt === undefined) {
    return { entry, state: 'never', superseded };
  }
  const left = entry.expiresAt - now;
  const days = Math.floor(Math.abs(left) / DAY);
  return { entry, days, superseded, state: left <= 0 ? 'expired' : left <= SOON_DAYS * DAY ? 'soon' : 'later' };
}

function bySoonest({ entry: one }: ReportedKey, { entry: other }: ReportedKey): number {
  const ends = [one, other].map(({ expiresAt }) => expiresAt ?? Infinity);
  if (ends[0] !== ends[1]) {
    return ends[0] - ends[1];
  }
  return compare(one.path, other.path) || compare(one.file ?? '', other.file ?? '') || compare(one.environment ?? '', other.environment ?? '') || compare(one.id ?? '', other.id ?? '');
}
