import { quote } from './secrets';

/** The only spelling of an instant that the provider's state survives: whole seconds, in UTC. */
export const EXAMPLE_INSTANT = '2030-12-31T23:59:59Z';

/** Seconds of a day; there is no daylight saving in UTC. */
export const DAY = 86400;

/** The calendar repeats itself after 400 years of so many seconds; `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
const CYCLE = 146_097 * DAY;

/** RFC 3339, section 5.6; `\d` without the `u` flag is ASCII alone. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

const EARLIEST = secondsOf(0, 1, 1, 0, 0, 0);

/** The last instant with a year of four digits. */
export const LATEST = secondsOf(9999, 12, 31, 23, 59, 59);

/** An instant as seconds since 1970-01-01T00:00:00Z, or what is wrong with the string and how to mend it. */
type ParsedInstant = { readonly epochSeconds: number } | { readonly problem: string };

/** Reads a strict RFC 3339 date-time; fractions of a second are cut off, so that the result is never later than the string. */
export function parseInstant(text: string): ParsedInstant {
  if (!DATE_TIME.test(text)) {
    return { problem: describeMismatch(text) };
  }
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const sign = text.charAt(text.length - 6);
  const hasOffset = sign === '+' || sign === '-';
  const offsetHour = hasOffset ? twoDigits(text, text.length - 5) : 0;
  const offsetMinute = hasOffset ? twoDigits(text, text.length - 2) : 0;
  const problem = describeRange(year, month, day, hour, minute, second, offsetHour, offsetMinute);
  if (problem) {
    return { problem };
  }
  const offset = (sign === '-' ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60);
  const leap = second === 60;
  const epochSeconds = secondsOf(year, month, day, hour, minute, leap ? 59 : second) - offset;
  if (epochSeconds < EARLIEST || epochSeconds > LATEST) {
    return { problem: 'in UTC its year has no four digits; choose an instant within the years 0000 to 9999 in UTC' };
  }
  if (leap && epochSeconds % DAY !== (epochSeconds < 0 ? -1 : 86399)) {
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

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function secondsOf(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  return Date.UTC(year + 400, month - 1, day, hour, minute, second) / 1000 - CYCLE;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
}

function describeRange(
  year: number, month: number, day: number, hour: number, minute: number, second: number, offsetHour: number, offsetMinute: number,
): string | undefined {
  if (month < 1 || month > 12) {
    return `there is no month ${month}; months go from 01 to 12`;
  }
  const days = daysIn(year, month);
  if (day < 1 || day > days) {
    return `there is no day ${day} in month ${month} of ${year}; that month has the days 01 to ${days}`;
  }
  if (hour > 23) {
    return `there is no hour ${hour}; hours go from 00 to 23, and midnight is 00:00:00 of the next day`;
  }
  if (minute > 59 || second > 60) {
    return 'minutes and seconds go from 00 to 59';
  }
  if (offsetHour > 23 || offsetMinute > 59) {
    return 'an offset goes up to 23:59';
  }
  return undefined;
}

/** Says what keeps a string from being a date-time at all; the likeliest slips are named with the string to write. */
function describeMismatch(text: string): string {
  const date = '\\d{4}-\\d{2}-\\d{2}';
  const time = '\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?';
  const offset = '(?:[Zz]|[+-]\\d{2}:\\d{2})';
  const is = (pattern: string) => new RegExp(`^${pattern}$`).test(text);
  if (text.trim() === '') {
    return 'it is blank';
  }
  if (is(date)) {
    return `a date alone names no instant; add a time and an offset, as in "${text}T23:59:59Z"`;
  }
  if (is(`${date}[Tt]${time}`)) {
    return `a local time without an offset names no instant; add "Z" for UTC or an offset, as in "${text}Z"`;
  }
  if (is(`${date} ${time}${offset}`)) {
    return `a blank stands between date and time; write "T" there, as in "${text.replace(' ', 'T')}"`;
  }
  if (is(`${date}[Tt]\\d{2}:\\d{2}${offset}`)) {
    return 'the seconds are missing; write hours, minutes and seconds';
  }
  if (is(`${date}[Tt]${time}[+-]\\d{2}:?(?:\\d{2})?`)) {
    return 'the offset is not of the form "+hh:mm"; write both hours and minutes with a colon between';
  }
  if (text.trim() !== text && 'epochSeconds' in parseInstant(text.trim())) {
    return 'white space stands before or after the instant; remove it';
  }
  if (/\p{Nd}/u.test(text.replace(/[0-9]/g, ''))) {
    return 'it has digits that are not ASCII; write 0 to 9';
  }
  return 'it is not of the form YYYY-MM-DDTHH:MM:SSZ';
}
