import { formatInstant, parseInstant } from '../../src/private/input/instant';

const two = (part: number) => String(part).padStart(2, '0');
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Whether an instant is read, and written back as it was. */
function isTaken(text: string): boolean {
  const parsed = parseInstant(text);
  return 'epochSeconds' in parsed && formatInstant(parsed.epochSeconds) === text;
}

describe('an instant', () => {
  test.each(['2023', '2024', '1900', '2000', '0000', '0099', '9999'])('is taken on every day of %s that the calendar has, and on no other', (year) => {
    const days = range(14).flatMap((month) => range(33).map((day) => `${year}-${two(month)}-${two(day)}`));
    const isDay = (day: string) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);

    expect(days.filter((day) => isTaken(`${day}T12:34:56Z`))).toEqual(days.filter(isDay));
  });

  test('is taken at every hour, minute and second of a day, and at no other', () => {
    const times = [...range(26).map((hour) => `${two(hour)}:00:00`), ...range(62).flatMap((part) => [`23:${two(part)}:59`, `00:00:${two(part)}`])];
    const isTime = (time: string) => /^(?:[01]\d|2[0-3])(?::[0-5]\d){2}$/.test(time);

    expect(times.filter((time) => isTaken(`2030-12-31T${time}Z`))).toEqual(times.filter(isTime));
  });

  test.each([
    ['2030-12-31t23:59:59z', '2030-12-31T23:59:59Z'], ['2030-12-31T23:59:59.999Z', '2030-12-31T23:59:59Z'], ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['2030-12-31T23:59:59+02:00', '2030-12-31T21:59:59Z'], ['0099-12-31T23:59:59-00:01', '0100-01-01T00:00:59Z'],
  ])('is brought to UTC and whole seconds: %s', (text, normal) => {
    const parsed = parseInstant(text);

    expect('epochSeconds' in parsed && formatInstant(parsed.epochSeconds)).toBe(normal);
  });
});
