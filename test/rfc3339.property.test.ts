import fc from 'fast-check';
import { Rfc3339 } from '../src';

const NORMAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/** Far enough from both ends that no offset leaves the years 0000 to 9999. */
const INNER = { min: new Date('0000-01-02T00:00:00Z'), max: new Date('9999-12-30T23:59:59.999Z'), noInvalidDate: true } as const;

/** A valid text with the whole second it names, in milliseconds. */
const spelled = fc.record({
  date: fc.date(INNER),
  sign: fc.constantFrom('+', '-'),
  offset: fc.integer({ min: 0, max: 23 * 60 + 59 }),
  zulu: fc.constantFrom('Z', 'z', undefined),
  t: fc.constantFrom('T', 't'),
  fraction: fc.option(fc.stringMatching(/^[0-9]{1,30}$/), { nil: undefined }),
}).map(({ date, sign, offset, zulu, t, fraction }) => {
  const second = Math.floor(date.getTime() / 1000) * 1000;
  const shift = zulu ? 0 : (sign === '-' ? -1 : 1) * offset;
  const local = new Date(second + shift * 60_000).toISOString();
  const two = (part: number) => String(part).padStart(2, '0');
  const zone = zulu ?? `${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
  return { second, text: `${local.slice(0, 10)}${t}${local.slice(11, 19)}${fraction === undefined ? '' : `.${fraction}`}${zone}` };
});

describe('Rfc3339, whatever the text', () => {
  test('normalize keeps the instant to the second, and its result has the one form', () => {
    fc.assert(fc.property(spelled, ({ text, second }) => {
      const normal = Rfc3339.normalize(text);
      expect(normal).toMatch(NORMAL);
      expect(Date.parse(normal)).toBe(second);
    }), { numRuns: 500 });
  });

  test('normalize agrees with Date.parse where JavaScript reads the same text', () => {
    fc.assert(fc.property(spelled, ({ text }) => {
      const parsed = Date.parse(text.toUpperCase());
      fc.pre(!Number.isNaN(parsed));
      const normal = Date.parse(Rfc3339.normalize(text));
      expect(normal).toBe(Math.floor(parsed / 1000) * 1000);
      expect(normal).toBeLessThanOrEqual(parsed);
    }));
  });

  test('normalize changes nothing the second time', () => {
    fc.assert(fc.property(spelled, ({ text }) => {
      const once = Rfc3339.normalize(text);
      expect(Rfc3339.normalize(once)).toBe(once);
    }));
  });

  test('a fraction never changes the result', () => {
    fc.assert(fc.property(fc.date(INNER), fc.stringMatching(/^[0-9]{1,40}$/), (date, fraction) => {
      const whole = date.toISOString().slice(0, 19);
      expect(Rfc3339.normalize(`${whole}.${fraction}Z`)).toBe(`${whole}Z`);
    }));
  });

  test('a leap second is taken in every offset in which it is 23:59:60 in UTC, and becomes second 59', () => {
    fc.assert(fc.property(fc.date(INNER), fc.integer({ min: -1439, max: 1439 }), (date, offset) => {
      const lastSecond = `${date.toISOString().slice(0, 10)}T23:59:59Z`;
      const local = new Date(Date.parse(lastSecond) + offset * 60_000).toISOString();
      const size = Math.abs(offset);
      const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
      expect(Rfc3339.normalize(`${local.slice(0, 17)}60${zone}`)).toBe(lastSecond);
    }), { numRuns: 300 });
  });

  test('second 60 is refused in every other minute', () => {
    fc.assert(fc.property(fc.date(INNER), (date) => {
      const minute = date.toISOString().slice(0, 16);
      fc.pre(!minute.endsWith('23:59'));
      expect(Rfc3339.isValid(`${minute}:60Z`)).toBe(false);
    }));
  });

  test('a day is taken exactly when the calendar has it', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(fc.property(part(9999), part(13), part(32), (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      expect(Rfc3339.isValid(`${text}T00:00:00Z`)).toBe(real);
    }), { numRuns: 1000 });
  });

  test('isValid says of any text whether normalize takes it, and what is taken has the shape of RFC 3339', () => {
    const noisy = fc.oneof(
      fc.string(),
      spelled.map(({ text }) => text),
      fc.tuple(spelled, fc.nat(40), fc.string({ unit: 'grapheme', maxLength: 2 }))
        .map(([{ text }, at, noise]) => text.slice(0, at % text.length) + noise + text.slice((at % text.length) + 1)),
    );
    fc.assert(fc.property(noisy, (text) => {
      let normal: string | undefined;
      try {
        normal = Rfc3339.normalize(text);
      } catch (error) {
        expect((error as Error).name).toBe('ApiKeyValidationError');
      }
      expect(Rfc3339.isValid(text)).toBe(normal !== undefined);
      if (normal !== undefined) {
        expect(normal).toMatch(NORMAL);
        expect(text).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$/);
      }
    }), { numRuns: 1000 });
  });

  test('fromDate gives what normalize keeps, and never a later instant', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
      const text = Rfc3339.fromDate(date);
      expect(Rfc3339.normalize(text)).toBe(text);
      expect(Rfc3339.normalize(date.toISOString())).toBe(text);
      expect(date.getTime() - Date.parse(text)).toBeGreaterThanOrEqual(0);
      expect(date.getTime() - Date.parse(text)).toBeLessThan(1000);
    }));
  });

  test('endOfPeriod is the same for every date of a period, and later for each of the next', () => {
    fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date('2500-01-01T00:00:00Z'), noInvalidDate: true }), fc.integer({ min: 1, max: 2000 }), (date, days) => {
      const end = Rfc3339.endOfPeriod(date, days);
      const last = new Date(Date.parse(end) - days * 864e5 - 1);
      const first = new Date(Date.parse(end) - 2 * days * 864e5);

      expect([first, last].map((other) => Rfc3339.endOfPeriod(other, days))).toEqual([end, end]);
      expect(first.getTime()).toBeLessThanOrEqual(date.getTime());
      expect(last.getTime()).toBeGreaterThanOrEqual(date.getTime());
      expect(Date.parse(Rfc3339.endOfPeriod(new Date(last.getTime() + 1), days)) - Date.parse(end)).toBe(days * 864e5);
    }), { numRuns: 300 });
  });

  test('endOfPeriod lies at least the days and at most twice as many ahead', () => {
    fc.assert(fc.property(fc.date({ ...INNER, max: new Date('9000-01-01T00:00:00Z') }), fc.integer({ min: 1, max: 36500 }), (date, days) => {
      const ahead = Date.parse(Rfc3339.endOfPeriod(date, days)) - date.getTime();

      expect(ahead).toBeGreaterThanOrEqual(days * 864e5);
      expect(ahead).toBeLessThanOrEqual(2 * days * 864e5);
    }), { numRuns: 300 });
  });
});
