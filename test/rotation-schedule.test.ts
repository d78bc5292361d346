import fc from 'fast-check';
import { Rfc3339, RotationSchedule, RotationScheduleOptions } from '../src';
import { problemOf, SECRET } from './support/stacks';

const DAY = 86400;
const START = '2030-01-01T00:00:00Z';
const secondsOf = (instant: string) => Date.parse(instant) / 1000;
const write = (seconds: number) => Rfc3339.fromDate(new Date(seconds * 1000));

/** Numbers of a schedule by the calendar, its start some seconds after 2030 began. */
const numbers = fc.record({
  start: fc.integer({ min: 0, max: 1_000_000_000 }),
  days: fc.integer({ min: 1, max: 400 }),
  graceDays: fc.integer({ min: 0, max: 400 }),
  firstGeneration: fc.nat(1000),
});
const every = ({ start, days, ...options }: typeof numbers extends fc.Arbitrary<infer T> ? T : never) =>
  RotationSchedule.every(days, { startingAt: write(secondsOf(START) + start), ...options });

describe('RotationSchedule.every', () => {
  const everyDays = (days: unknown, options: object = {}) =>
    RotationSchedule.every(days as number, { startingAt: START, ...options } as RotationScheduleOptions);

  test('has the generation whose period holds the instant, and a key lives for two periods and the grace', () => {
    fc.assert(fc.property(numbers, fc.nat(20), fc.double({ min: 0, max: 0.999999, noNaN: true }), (given, periods, part) => {
      const begins = secondsOf(START) + given.start + periods * given.days * DAY;
      const generation = given.firstGeneration + periods;

      expect(every(given)._generations.at(Math.floor(begins + part * given.days * DAY))).toBe(generation);
      expect(every(given)._generations.endOf(generation)).toBe(write(begins + given.days * DAY));
      expect(every(given)._generations.expiryOf(generation)).toBe(write(begins + (2 * given.days + given.graceDays) * DAY));
    }));
  });

  test('has the first generation before the start, too', () => {
    fc.assert(fc.property(numbers, fc.nat(1_000_000_000), (given, before) => {
      expect(every(given)._generations.at(secondsOf(START) + given.start - before)).toBe(given.firstGeneration);
      expect(every(given)._generations.first).toBe(given.firstGeneration);
    }));
  });

  test('takes a start in any spelling of RFC 3339', () => {
    expect(everyDays(30, { startingAt: '2030-01-01T02:00:00.9+02:00' })._generations.endOf(0)).toBe('2030-01-31T00:00:00Z');
  });

  test('gives each key 7 days of grace when none are named', () => {
    expect(everyDays(30)._generations.expiryOf(0)).toBe('2030-03-09T00:00:00Z');
    expect(everyDays(30, { graceDays: null })._generations.expiryOf(0)).toBe('2030-03-09T00:00:00Z');
    expect(everyDays(30, { graceDays: 0 })._generations.expiryOf(0)).toBe('2030-03-02T00:00:00Z');
  });

  test('counts days of 24 hours, over leap days and changes of the clocks', () => {
    expect(everyDays(366, { startingAt: '2028-01-01T00:00:00Z', graceDays: 0 })._generations.endOf(0)).toBe('2029-01-01T00:00:00Z');
  });

  test.each([[1, 7, 8, 7], [30, 7, 30, 7], [3, 0, 3, 1], [365, 60, 30, 30]])(
    'of %p days with %p of grace shows a missed rotation %p days before the current key expires, %p before the previous one does', (days, graceDays, current, previous) => {
      const schedule = everyDays(days, { graceDays });

      expect([schedule._generations.warningDaysOf(4, true), schedule._generations.warningDaysOf(4, false)]).toEqual([current, previous]);
      expect(schedule._generations.isManual(4)).toBe(false);
    });

  test.each([[0], [-1], [0.5], [NaN], [36501], ['30'], [undefined], [null]])('fails on %p days', (days) => {
    expect(problemOf(() => everyDays(days))).toMatch(/^RotationSchedule\.every: days: .* was given; expected a whole number of days from 1 to 36500, known at synth$/);
  });

  test.each([[-1], [0.5], [Infinity], ['7']])('fails on %p days of grace', (graceDays) => {
    expect(problemOf(() => everyDays(30, { graceDays }))).toMatch(/^RotationSchedule\.every: graceDays: .*expected a whole number of days from 0 to 36500/);
  });

  test.each([[-1], [1.5], [2 ** 53], ['4']])('fails on the first generation %p', (firstGeneration) => {
    expect(problemOf(() => everyDays(30, { firstGeneration }))).toMatch(/^RotationSchedule\.every: firstGeneration: .*expected a whole number, 0 or more, known at synth$/);
  });

  test.each([
    ['2030-01-01', 'a date alone names no instant'],
    ['soon', 'it is not of the form'],
    ['${var.start}', 'it holds a token or template, and synth has to know the instant'],
    [undefined, 'nothing was given; expected a string'],
    [SECRET, 'the value of an API key was given (not shown here)'],
  ])('fails on the start %p', (startingAt, problem) => {
    const message = problemOf(() => everyDays(30, { startingAt }));

    expect(message).toMatch(/^RotationSchedule\.every: startingAt: /);
    expect(message).toContain(problem);
  });

  test('fails on a generation that ends after the year 9999', () => {
    expect(problemOf(() => everyDays(36500, { startingAt: '9990-01-01T00:00:00Z' })._generations.expiryOf(0))).toBe('RotationSchedule.every: days: generation 0 ends after the year 9999; expected a shorter period or an earlier start');
    expect(problemOf(() => everyDays(36500, { startingAt: '9990-01-01T00:00:00Z' })._generations.endOf(0))).toContain('generation 0 ends after the year 9999; expected a shorter period or an earlier start');
  });
});

describe('RotationSchedule.manual', () => {
  test('knows its generation, and no time', () => {
    const generations = RotationSchedule.manual(3)._generations;

    expect([0, 10 ** 12].map((now) => generations.at(now))).toEqual([3, 3]);
    expect([generations.expiryOf(3), generations.endOf(3), generations.first]).toEqual([undefined, undefined, 0]);
    expect([generations.isManual(3), generations.warningDaysOf(3, true), generations.warningDaysOf(2, false)]).toEqual([true, 30, 30]);
  });

  test.each([[-1], [0.5], [NaN], ['3'], [undefined], [null]])('fails on the generation %p', (generation) => {
    expect(problemOf(() => RotationSchedule.manual(generation as number))).toMatch(/^RotationSchedule\.manual: generation: .*expected a whole number, 0 or more/);
  });
});

describe('a schedule that is changed', () => {
  /** A schedule before a change, the change, and the schedule after: of any number of changes before. */
  const changes = fc.array(fc.record({
    after: fc.oneof(fc.integer({ min: 1, max: 2000 * DAY }), fc.integer({ min: 1, max: 400 }).map((days) => days * DAY)),
    days: fc.integer({ min: 1, max: 400 }),
    graceDays: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
  }), { minLength: 1, maxLength: 4 });
  const changed = fc.tuple(fc.oneof(numbers, fc.nat(9)), changes).map(([base, steps]) => {
    let at = secondsOf(START) + (typeof base === 'number' ? 0 : base.start);
    let before = typeof base === 'number' ? RotationSchedule.manual(base) : every(base);
    let after = before;
    for (const { after: seconds, days, graceDays } of steps) {
      at += seconds;
      before = after;
      after = before.changingTo(days, { at: write(at), graceDays });
    }
    return { before, after, at, days: steps[steps.length - 1].days };
  });

  test('has before the instant the generations that it had without the change', () => {
    fc.assert(fc.property(changed, fc.integer({ min: 1, max: 3000 * DAY }), ({ before, after, at }, earlier) => {
      expect(after._generations.at(at - earlier)).toBe(before._generations.at(at - earlier));
    }), { numRuns: 500 });
  });

  test('begins a new generation at the instant, the one after the last: so no key that clients hold is replaced', () => {
    fc.assert(fc.property(changed, ({ before, after, at, days }) => {
      expect(after._generations.at(at)).toBe(before._generations.at(at - 1) + 1);
      expect(after._generations.at(at + days * DAY - 1)).toBe(after._generations.at(at));
      expect(after._generations.at(at + days * DAY)).toBe(after._generations.at(at) + 1);
    }), { numRuns: 500 });
  });

  test('skips no generation, and each one ends when it says so', () => {
    fc.assert(fc.property(changed, ({ after, at }) => {
      let generation = after._generations.at(secondsOf(START) - 1);
      for (let ends = 0; ends < at + 1000 * DAY; generation += 1) {
        ends = secondsOf(after._generations.endOf(generation)!);
        expect([after._generations.at(ends - 1), after._generations.at(ends)]).toEqual([generation, generation + 1]);
      }
    }), { numRuns: 100 });
  });

  test('gives no key an expiry before the end of the period after its own, and none to those made by hand', () => {
    fc.assert(fc.property(changed, fc.nat(20), ({ after, at }, later) => {
      const generation = Math.max(0, after._generations.at(at) + later - 10);
      fc.pre(generation >= after._generations.at(0));
      const expiry = after._generations.expiryOf(generation);

      expect(expiry === undefined).toBe(after._generations.isManual(generation));
      if (expiry !== undefined) {
        expect(secondsOf(expiry)).toBeGreaterThanOrEqual(secondsOf(after._generations.endOf(generation + 1)!));
      }
    }), { numRuns: 500 });
  });

  test('keeps its grace unless another is given', () => {
    const before = RotationSchedule.every(30, { startingAt: START, graceDays: 3 });
    const graceOf = ({ _generations }: RotationSchedule) => (secondsOf(_generations.expiryOf(1)!) - secondsOf(_generations.endOf(2)!)) / DAY;

    expect(graceOf(before.changingTo(10, { at: '2030-01-15T00:00:00Z' }))).toBe(3);
    expect(graceOf(before.changingTo(10, { at: '2030-01-15T00:00:00Z', graceDays: null as unknown as undefined }))).toBe(3);
    expect(graceOf(before.changingTo(10, { at: '2030-01-15T00:00:00Z', graceDays: 5 }))).toBe(5);
    expect(graceOf(before.changingTo(10, { at: '2030-01-15T00:00:00Z', graceDays: 0 }))).toBe(0);
    expect(graceOf(RotationSchedule.manual(0).changingTo(10, { at: START }))).toBe(7);
  });

  test('warns by the time from a rotation that is due to the expiry, of a previous key by its grace', () => {
    const schedule = RotationSchedule.every(20, { startingAt: START, graceDays: 2 }).changingTo(5, { at: '2030-01-21T00:00:00Z', graceDays: 3 });

    expect([schedule._generations.warningDaysOf(0, true), schedule._generations.warningDaysOf(1, true)]).toEqual([7, 8]);
    expect([schedule._generations.warningDaysOf(0, false), schedule._generations.warningDaysOf(1, false)]).toEqual([2, 3]);
  });

  test('by the calendar from the number by hand on, keys made by hand having no expiry', () => {
    const schedule = RotationSchedule.manual(3).changingTo(30, { at: START });

    expect([secondsOf(START) - 1, secondsOf(START), secondsOf(START) + 30 * DAY].map((now) => schedule._generations.at(now))).toEqual([3, 4, 5]);
    expect([2, 3, 4].map((generation) => schedule._generations.expiryOf(generation))).toEqual([undefined, undefined, '2030-03-09T00:00:00Z']);
    expect([3, 4].map((generation) => schedule._generations.endOf(generation))).toEqual([START, '2030-01-31T00:00:00Z']);
    expect([3, 4].map((generation) => schedule._generations.isManual(generation))).toEqual([true, false]);
    expect(schedule._generations.first).toBe(0);
  });

  test('leaves the schedule that it was made of as it is', () => {
    const before = RotationSchedule.every(30, { startingAt: START });
    before.changingTo(10, { at: '2030-01-15T00:00:00Z' });

    expect(before._generations.endOf(0)).toBe('2030-01-31T00:00:00Z');
  });

  test('fails on an instant that is not later than the beginning of the schedule before', () => {
    const before = RotationSchedule.every(30, { startingAt: START });

    expect(problemOf(() => before.changingTo(10, { at: START }))).toBe('RotationSchedule.changingTo: at: 2030-01-01T00:00:00Z is not later than 2030-01-01T00:00:00Z, '
      + 'at which the schedule before begins; expected an instant after it');
    expect(problemOf(() => before.changingTo(10, { at: '2031-01-01T00:00:00Z' }).changingTo(20, { at: '2030-06-01T00:00:00+00:00' })))
      .toContain('2030-06-01T00:00:00Z is not later than 2031-01-01T00:00:00Z');
  });

  test.each<[string, number, object, RegExp]>([
    ['no days', undefined as unknown as number, { at: START }, /^RotationSchedule\.changingTo: days: nothing was given; expected a whole number of days/],
    ['days', 0, { at: START }, /^RotationSchedule\.changingTo: days: 0 was given; expected a whole number of days from 1 to 36500/],
    ['an instant', 10, { at: 'soon' }, /^RotationSchedule\.changingTo: at: "soon" is not an RFC 3339 instant/],
    ['a token for the instant', 10, { at: '${var.at}' }, /^RotationSchedule\.changingTo: at: .*synth has to know the instant/],
    ['no instant', 10, {}, /^RotationSchedule\.changingTo: at: nothing was given; expected a string/],
    ['a grace', 10, { at: START, graceDays: -1 }, /^RotationSchedule\.changingTo: graceDays: -1 was given; expected a whole number of days from 0 to 36500/],
  ])('fails on %s', (_what, days, change, problem) => {
    expect(problemOf(() => RotationSchedule.manual(0).changingTo(days, change as { at: string }))).toMatch(problem);
  });
});
