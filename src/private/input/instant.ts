import { quote } from './secrets';

/** The only spelling of an instant that the provider's state survives: whole seconds, in UTC. */
export const EXAMPLE_INSTANT = '2030-12-31T23:59:59Z';

/** Seconds of a day; there is no daylight saving in UTC. */
export const DAY = 86400;

/** The calendar repeats itself after 400 years of so many seconds; `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
const CYCLE = 146_097 * DAY;

/** RFC 3339, section 5.6; `\d` without the `u` flag is ASCII alone. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** The likeliest slips, each with what to write. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'it is blank'],
  [/^\d{4}-\d{2}-\d{2}$/, 'a date alone names no instant; add a time and an offset, as in "$&T23:59:59Z"'],
  [/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?$/, 'a local time without an offset names no instant; add "Z" for UTC or an offset, as in "$&Z"'],
  [/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2}))$/, 'a blank stands between date and time; write "T" there, as in "$1T$2"'],
  [/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?:[Zz]|[+-]\d{2}:\d{2})$/, 'the seconds are missing; write hours, minutes and seconds'],
  [/^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?[+-]\d{2}:?(?:\d{2})?$/, 'the offset is not of the form "+hh:mm"; write both hours and minutes with a colon between'],
];

const EARLIEST = Date.parse('0000-01-01T00:00:00Z') / 1000;

/** The last instant with a year of four digits. */
const LATEST = Date.parse('9999-12-31T23:59:59Z') / 1000;

/** An instant as seconds since 1970-01-01T00:00:00Z, or what is wrong with the string and how to mend it. */
export type ParsedInstant = { readonly epochSeconds: number } | { readonly problem: string };

/** Reads a strict RFC 3339 date-time; fractions of a second are cut off, so that the result is never later than the string. */
export function parseInstant(text: string): ParsedInstant {
  if (!DATE_TIME.test(text)) {
    return { problem: describeMismatch(text) };
  }
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const [hour, minute, second] = [Number(text.slice(11, 13)), Number(text.slice(14, 16)), Number(text.slice(17, 19))];
  const sign = text.charAt(text.length - 6);
  const [offsetHour, offsetMinute] = sign === '+' || sign === '-' ? [Number(text.slice(-5, -3)), Number(text.slice(-2))] : [0, 0];
  const days = new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
  if (month < 1 || month > 12) {
    return { problem: `there is no month ${month}; months go from 01 to 12` };
  }
  if (day < 1 || day > days) {
    return { problem: `there is no day ${day} in month ${month} of ${year}; that month has the days 01 to ${days}` };
  }
  if (hour > 23) {
    return { problem: `there is no hour ${hour}; hours go from 00 to 23, and midnight is 00:00:00 of the next day` };
  }
  if (minute > 59 || second > 60) {
    return { problem: 'minutes and seconds go from 00 to 59' };
  }
  if (offsetHour > 23 || offsetMinute > 59) {
    return { problem: 'an offset goes up to 23:59' };
  }
  const leap = second === 60;
  const offset = (sign === '-' ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60);
  const epochSeconds = Date.UTC(year + 400, month - 1, day, hour, minute, leap ? 59 : second) / 1000 - CYCLE - offset;
  if (epochSeconds < EARLIEST || epochSeconds > LATEST) {
    return { problem: 'in UTC its year has no four digits; choose an instant within the years 0000 to 9999 in UTC' };
  }
  if (leap && (epochSeconds + 1) % DAY !== 0) {
    return { problem: 'a second of 60 stands for a leap second, which is at 23:59:60 in UTC alone; write 59 instead' };
  }
  return { epochSeconds };
}

/** What is wrong with what was given for an instant, with how to mend it. */
export function describeInstantProblem(given: unknown, problem: string): string {
  return `${quote(given)} is not an RFC 3339 instant: ${problem}; expected an instant such as "${EXAMPLE_INSTANT}"`;
}

/** `YYYY-MM-DDTHH:MM:SSZ` of an instant in seconds since 1970; fractions are cut off. */
export function formatInstant(epochSeconds: number): string {
  const iso = new Date(Math.floor(epochSeconds) * 1000).toISOString();
  return `${iso.slice(0, 19)}Z`;
}

/** Whether an instant has a year of four digits, the only ones that RFC 3339 can write. */
export function isWritable(epochSeconds: number): boolean {
  return epochSeconds >= EARLIEST && epochSeconds < LATEST + 1;
}

/** Says what keeps a string from being a date-time at all. */
function describeMismatch(text: string): string {
  const [pattern, problem] = SLIPS.find(([slip]) => slip.test(text)) ?? [];
  if (pattern) {
    return text.replace(pattern, problem!);
  }
  if (text.trim() !== text && 'epochSeconds' in parseInstant(text.trim())) {
    return 'white space stands before or after the instant; remove it';
  }
  if (/\p{Nd}/u.test(text.replace(/[0-9]/g, ''))) {
    return 'it has digits that are not ASCII; write 0 to 9';
  }
  return 'it is not of the form YYYY-MM-DDTHH:MM:SSZ';
}
