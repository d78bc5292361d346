import { formatInstant, isNormalInstant, parseInstant } from '../../src/private/input/instant';

const two = (part: number) => String(part).padStart(2, '0');
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Whether a text is an instant that needs no change, the long way. */
function needsNoChange(text: string): boolean {
  const parsed = parseInstant(text);
  return 'epochSeconds' in parsed && formatInstant(parsed.epochSeconds) === text;
}

describe('isNormalInstant', () => {
  test.each(['2023', '2024', '1900', '2000', '0000', '9999'])('agrees with the calendar on every day of %s, 29 February aside', (year) => {
    const days = range(14).flatMap((month) => range(33).map((day) => `${year}-${two(month)}-${two(day)}`)).filter((day) => !day.endsWith('-02-29'));

    expect(days.filter((day) => isNormalInstant(`${day}T12:34:56Z`))).toEqual(days.filter((day) => needsNoChange(`${day}T12:34:56Z`)));
  });

  test('agrees with the clock on every hour, minute and second', () => {
    const times = [...range(26).map((hour) => `${two(hour)}:00:00`), ...range(62).flatMap((part) => [`23:${two(part)}:59`, `00:00:${two(part)}`, `23:59:${two(part)}`])];

    expect(times.filter((time) => isNormalInstant(`2030-12-31T${time}Z`))).toEqual(times.filter((time) => needsNoChange(`2030-12-31T${time}Z`)));
  });

  test.each([
    '2030-12-31t23:59:59Z', '2030-12-31T23:59:59z', '2030-12-31T23:59:59.0Z', '2030-12-31T23:59:59+00:00', '2030-12-31 23:59:59Z', '2030-12-31T23:59:59Z\n',
    ' 2030-12-31T23:59:59Z', '2030-12-31T23:59:59', '203٠-12-31T23:59:59Z', '2024-02-29T00:00:00Z', '',
  ])('leaves %j to the calendar', (text) => {
    expect(isNormalInstant(text)).toBe(false);
  });
});
