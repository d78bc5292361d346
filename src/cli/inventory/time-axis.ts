import { DAY, formatInstant } from '../../private/input/instant';
import { Report } from './report';

/** A mark on the axis. */
export interface Tick {
  /** Seconds since 1970. */
  readonly at: number;
  readonly label: string;
}

/** The span of time that a picture shows, in seconds since 1970. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

/** What lies so many times further off than most would press all else together; it is cut, and an arrow tells so. */
const FAR = 4;
const LONGEST_AHEAD = 10 * 366 * DAY;
const LONGEST_BACK = 183 * DAY;
/** Also for a picture in which all ends at once. */
const SHORTEST_AHEAD = 14 * DAY;

const MOST_TICKS = 8;
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An axis that shows every expiry of the report, but for those far off. */
export function timeAxisOf({ now, keys }: Report): TimeAxis {
  const ends = keys.map(({ entry }) => entry.expiresAt).filter((end) => end !== undefined);
  const first = ends.reduce((earliest, end) => Math.min(earliest, end), now);
  const ahead = aheadOf(ends.filter((end) => end > now).map((end) => end - now));
  // A past that is long beside the future would hide it.
  const back = Math.min(now - first, LONGEST_BACK, ahead);
  const span = ahead + back;
  const from = now - back - span * 0.03;
  const to = now + ahead + span * 0.03;
  return { from, to, ticks: ticksOf(from, to) };
}

/** How far to look: to the last key that is not far off. */
function aheadOf(distances: readonly number[]): number {
  const sorted = [...distances].sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const near = sorted.filter((distance) => distance <= median * FAR);
  return Math.min(Math.max(SHORTEST_AHEAD, ...near.slice(-1)), LONGEST_AHEAD);
}

/** `7 Dec 2026`. */
export function dayOf(seconds: number): string {
  const [year, month, day] = formatInstant(seconds).slice(0, 10).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

function ticksOf(from: number, to: number): Tick[] {
  const days = DAY_STEPS.find((step) => (to - from) / DAY / step <= MOST_TICKS);
  if (days !== undefined) {
    return range(Math.ceil(from / DAY / days), Math.floor(to / DAY / days)).map((number) => {
      const at = number * days * DAY;
      return { at, label: dayOf(at).replace(/ \d+$/, '') };
    });
  }
  const months = MONTH_STEPS.find((step) => (to - from) / DAY / 30.4 / step <= MOST_TICKS)!;
  const firstMonth = monthNumber(from) + 1;
  return range(Math.ceil(firstMonth / months), Math.floor(monthNumber(to) / months)).map((number) => {
    const at = startOfMonth(number * months);
    return { at, label: months >= 12 ? dayOf(at).slice(-4) : dayOf(at).slice(2) };
  });
}

function monthNumber(seconds: number): number {
  const date = new Date(seconds * 1000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOfMonth(number: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(number / 12), number % 12, 1);
  return date.getTime() / 1000;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
