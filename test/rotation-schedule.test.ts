import fc from 'fast-check';
import { RotationSchedule, RotationScheduleOptions } from '../src';
import { beginsAt, expiresAt, generationAt, ScheduleNumbers } from '../src/rotation-arithmetic';
import { problemOf, SECRET } from './support/stacks';

const DAY = 86400;
const numbers = fc.record({
  startingAt: fc.integer({ min: -60_000_000_000, max: 200_000_000_000 }),
  days: fc.integer({ min: 1, max: 36500 }),
  graceDays: fc.integer({ min: 0, max: 36500 }),
  firstGeneration: fc.integer({ min: 0, max: 1_000_000 }),
}) as fc.Arbitrary<ScheduleNumbers>;
const whileAfterStart = fc.tuple(numbers, fc.integer({ min: 0, max: 100_000_000_000 }))
  .map(([schedule, after]) => ({ schedule, now: schedule.startingAt + after }));

describe('rotation arithmetic', () => {
  test('the current generation is the one whose period holds the instant', () => {
    fc.assert(fc.property(whileAfterStart, ({ schedule, now }) => {
      const generation = generationAt(schedule, now);

      expect(beginsAt(schedule, generation)).toBeLessThanOrEqual(now);
      expect(beginsAt(schedule, generation + 1)).toBeGreaterThan(now);
    }));
  });

  test('before the start the first generation is current', () => {
    fc.assert(fc.property(numbers, fc.integer({ min: 1, max: 1_000_000_000 }), (schedule, before) => {
      expect(generationAt(schedule, schedule.startingAt - before)).toBe(schedule.firstGeneration);
      expect(generationAt(schedule, schedule.startingAt)).toBe(schedule.firstGeneration);
    }));
  });

  test('the generation never falls as time goes on', () => {
    fc.assert(fc.property(whileAfterStart, fc.nat(1_000_000_000), ({ schedule, now }, later) => {
      expect(generationAt(schedule, now + later)).toBeGreaterThanOrEqual(generationAt(schedule, now));
    }));
  });

  test('the key that clients were given one rotation ago is valid until the next, and for the grace beyond', () => {
    fc.assert(fc.property(whileAfterStart, ({ schedule, now }) => {
      const next = beginsAt(schedule, generationAt(schedule, now) + 1);

      expect(expiresAt(schedule, generationAt(schedule, now) - 1)).toBe(next + schedule.graceDays * DAY);
    }));
  });

  test('a key lives for two periods and the grace', () => {
    fc.assert(fc.property(numbers, fc.nat(10_000), (schedule, generation) => {
      expect(expiresAt(schedule, generation) - beginsAt(schedule, generation)).toBe((2 * schedule.days + schedule.graceDays) * DAY);
    }));
  });
});

describe('RotationSchedule.every', () => {
  const every = (days: unknown, options: object = {}) => RotationSchedule.every(days as number, { startingAt: '2030-01-01T00:00:00Z', ...options } as RotationScheduleOptions);

  test('takes a start in any spelling of RFC 3339', () => {
    expect(every(30, { startingAt: '2030-01-01T02:00:00.9+02:00' })._endOf(0)).toBe('2030-01-31T00:00:00Z');
  });

  test('gives each key 7 days of grace when none are named', () => {
    expect(every(30)._expiryOf(0)).toBe('2030-03-09T00:00:00Z');
    expect(every(30, { graceDays: null })._expiryOf(0)).toBe('2030-03-09T00:00:00Z');
    expect(every(30, { graceDays: 0 })._expiryOf(0)).toBe('2030-03-02T00:00:00Z');
  });

  test('counts days of 24 hours, over leap days and changes of the clocks', () => {
    expect(every(366, { startingAt: '2028-01-01T00:00:00Z', graceDays: 0 })._endOf(0)).toBe('2029-01-01T00:00:00Z');
  });

  test('counts from another first generation', () => {
    const schedule = every(30, { firstGeneration: 4 });

    expect(schedule._firstGeneration).toBe(4);
    expect(schedule._generationAt(Date.parse('2030-01-31T00:00:00Z') / 1000)).toBe(5);
    expect(schedule._expiryOf(4)).toBe(every(30)._expiryOf(0));
  });

  test.each([[1, 7, 8], [30, 7, 30], [3, 0, 3], [365, 30, 30]])('of %p days with %p of grace shows a missed rotation %p days before the expiry', (days, graceDays, expected) => {
    expect(every(days, { graceDays })._warningDays).toBe(expected);
  });

  test.each([[0], [-1], [0.5], [NaN], [36501], ['30']])('fails on %p days', (days) => {
    expect(problemOf(() => every(days))).toMatch(/^RotationSchedule\.every: days: .* was given; expected a whole number of days from 1 to 36500, known at synth$/);
  });

  test.each([[-1], [0.5], [Infinity], ['7']])('fails on %p days of grace', (graceDays) => {
    expect(problemOf(() => every(30, { graceDays }))).toMatch(/^RotationSchedule\.every: graceDays: .*expected a whole number of days from 0 to 36500/);
  });

  test.each([[-1], [1.5], [2 ** 53], ['4']])('fails on the first generation %p', (firstGeneration) => {
    expect(problemOf(() => every(30, { firstGeneration }))).toMatch(/^RotationSchedule\.every: firstGeneration: .*expected a whole number, 0 or more, known at synth$/);
  });

  test.each([
    ['2030-01-01', 'a date alone names no instant'],
    ['soon', 'it is not of the form'],
    ['${var.start}', 'it holds a token or template, and synth has to know the start'],
    [undefined, 'nothing was given; expected a text'],
    [SECRET, 'the value of an API key was given (not shown here)'],
  ])('fails on the start %p', (startingAt, problem) => {
    const message = problemOf(() => every(30, { startingAt }));

    expect(message).toMatch(/^RotationSchedule\.every: startingAt: /);
    expect(message).toContain(problem);
  });

  test('fails on a generation that ends after the year 9999', () => {
    expect(problemOf(() => every(36500, { startingAt: '9990-01-01T00:00:00Z' })._expiryOf(0))).toContain('generation 0 ends after the year 9999');
  });
});

describe('RotationSchedule.manual', () => {
  test('knows its generation, and no time', () => {
    const schedule = RotationSchedule.manual(3);

    expect(schedule._generationAt(0)).toBe(3);
    expect(schedule._generationAt(10 ** 12)).toBe(3);
    expect(schedule._scheduled).toBe(false);
    expect([schedule._expiryOf(3), schedule._endOf(3), schedule._warningDays, schedule._firstGeneration]).toEqual([undefined, undefined, 30, 0]);
  });

  test.each([[-1], [0.5], [NaN], ['3'], [undefined], [null]])('fails on the generation %p', (generation) => {
    expect(problemOf(() => RotationSchedule.manual(generation as number))).toMatch(/^RotationSchedule\.manual: generation: .*expected a whole number, 0 or more/);
  });
});
