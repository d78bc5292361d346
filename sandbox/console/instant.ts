const RFC3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** How the Console writes `expires_at` in its answers: in the offset and precision it was sent in, or in UTC and whole seconds. */
export type TimeStyle = 'as-sent' | 'utc';

/**
 * The instant as milliseconds since 1970, or undefined where the string is none.
 *
 * Takes what a server written in Go takes: upper-case `T` and `Z`, real calendar days, no leap second, any number of fraction
 * digits. The year stays within four digits in UTC too, so that every answer can be written.
 */
export function parseInstant(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (!match) {
    return undefined;
  }
  const [, day, hour, minute, second, offsetHour = '00', offsetMinute = '00'] = match;
  const midnight = new Date(`${day}T00:00:00Z`);
  const isRealDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${day}T`);
  const isRealTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isRealDay || !isRealTime || Number(offsetHour) > 23 || Number(offsetMinute) > 59) {
    return undefined;
  }
  const millis = Date.parse(text);
  return Number.isNaN(millis) || new Date(millis).toISOString().length !== '2030-12-31T23:59:59.000Z'.length ? undefined : millis;
}

/** Writes an instant that {@link parseInstant} accepted. */
export function writeInstant(text: string, style: TimeStyle): string {
  if (style === 'as-sent') {
    return text;
  }
  return `${new Date(Date.parse(text)).toISOString().slice(0, 19)}Z`;
}
