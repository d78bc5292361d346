import { Rfc3339 } from '../src';
import { problemOf } from './support/stacks';

describe('Rfc3339.normalize', () => {
  test.each([
    ['what the provider keeps', '2030-12-31T23:59:59Z', '2030-12-31T23:59:59Z'],
    ['milliseconds, as JavaScript writes them', '2030-12-31T23:59:59.000Z', '2030-12-31T23:59:59Z'],
    ['one digit of fraction', '2030-12-31T23:59:59.5Z', '2030-12-31T23:59:59Z'],
    ['a fraction that rounding would carry over', '2030-12-31T23:59:59.999999999Z', '2030-12-31T23:59:59Z'],
    ['more digits of fraction than a number holds', `2030-12-31T23:59:59.${'9'.repeat(400)}Z`, '2030-12-31T23:59:59Z'],
    ['lower-case letters', '2030-12-31t23:59:59z', '2030-12-31T23:59:59Z'],
    ['offset zero', '2030-12-31T23:59:59+00:00', '2030-12-31T23:59:59Z'],
    ['the offset of an unknown local time', '2030-12-31T23:59:59-00:00', '2030-12-31T23:59:59Z'],
    ['an offset to the east', '2030-12-31T23:59:59+02:00', '2030-12-31T21:59:59Z'],
    ['an offset to the west, into the next year', '2030-12-31T23:59:59-05:30', '2031-01-01T05:29:59Z'],
    ['the greatest offset', '2030-06-15T12:00:00+23:59', '2030-06-14T12:01:00Z'],
    ['the least offset', '2030-06-15T12:00:00-23:59', '2030-06-16T11:59:00Z'],
    ['a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['the leap day of a year that 400 divides', '2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['a year below 100', '0099-03-01T00:00:00Z', '0099-03-01T00:00:00Z'],
    ['the first instant', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['the last instant', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59Z'],
    ['an instant before 1970 with a fraction', '1969-12-31T23:59:59.9Z', '1969-12-31T23:59:59Z'],
  ])('brings %s to whole seconds in UTC', (_what, text, expected) => {
    expect(Rfc3339.normalize(text)).toBe(expected);
  });

  test.each([
    ['in UTC', '2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    ['with a fraction', '2016-12-31T23:59:60.999Z', '2016-12-31T23:59:59Z'],
    ['east of Greenwich', '2017-01-01T08:59:60+09:00', '2016-12-31T23:59:59Z'],
    ['west of Greenwich', '1990-12-31T15:59:60-08:00', '1990-12-31T23:59:59Z'],
    ['with an offset of half hours', '2017-01-01T05:29:60+05:30', '2016-12-31T23:59:59Z'],
    ['before 1970', '1960-06-30T23:59:60Z', '1960-06-30T23:59:59Z'],
    ['at the end of 1969', '1969-12-31T23:59:60Z', '1969-12-31T23:59:59Z'],
    ['at the end of the last year', '9999-12-31T23:59:60Z', '9999-12-31T23:59:59Z'],
  ])('takes a leap second %s for second 59', (_where, text, expected) => {
    expect(Rfc3339.normalize(text)).toBe(expected);
  });

  test.each([
    ['an empty text', '', 'it is blank'],
    ['blanks', ' \t', 'it is blank'],
    ['a date alone', '2030-12-31', 'a date alone names no instant; add a time and an offset, as in "2030-12-31T23:59:59Z"'],
    ['a local time', '2030-12-31T23:59:59', 'a local time without an offset names no instant; add "Z" for UTC or an offset, as in "2030-12-31T23:59:59Z"'],
    ['a local time with a fraction', '2030-12-31T23:59:59.5', 'a local time without an offset names no instant'],
    ['a blank for T', '2030-12-31 23:59:59Z', 'a blank stands between date and time; write "T" there, as in "2030-12-31T23:59:59Z"'],
    ['no seconds', '2030-12-31T23:59Z', 'the seconds are missing'],
    ['an offset of hours alone', '2030-12-31T23:59:59+02', 'the offset is not of the form "+hh:mm"'],
    ['an offset without a colon', '2030-12-31T23:59:59+0200', 'the offset is not of the form "+hh:mm"'],
    ['a blank before', ' 2030-12-31T23:59:59Z', 'white space stands before or after the instant'],
    ['a newline after', '2030-12-31T23:59:59Z\n', 'white space stands before or after the instant'],
    ['a no-break space after', '2030-12-31T23:59:59Z\u00a0', 'white space stands before or after the instant'],
    ['Arabic digits', '٢٠٣٠-12-31T23:59:59Z', 'it has digits that are not ASCII'],
    ['full-width digits', '2030-12-31T23:59:5９Z', 'it has digits that are not ASCII'],
    ['month 00', '2030-00-10T00:00:00Z', 'there is no month 0'],
    ['month 13', '2030-13-10T00:00:00Z', 'there is no month 13'],
    ['day 00', '2030-01-00T00:00:00Z', 'there is no day 0 in month 1 of 2030'],
    ['30 February', '2030-02-30T00:00:00Z', 'there is no day 30 in month 2 of 2030; that month has the days 01 to 28'],
    ['29 February of a common year', '2029-02-29T00:00:00Z', 'there is no day 29 in month 2 of 2029'],
    ['29 February of a year that 100 divides', '2100-02-29T00:00:00Z', 'there is no day 29 in month 2 of 2100'],
    ['31 April', '2030-04-31T00:00:00Z', 'there is no day 31 in month 4 of 2030; that month has the days 01 to 30'],
    ['day 32', '2030-12-32T00:00:00Z', 'there is no day 32 in month 12 of 2030; that month has the days 01 to 31'],
    ['hour 24', '2030-12-31T24:00:00Z', 'there is no hour 24'],
    ['minute 60', '2030-12-31T23:60:00Z', 'minutes and seconds go from 00 to 59'],
    ['second 61', '2030-12-31T23:59:61Z', 'minutes and seconds go from 00 to 59'],
    ['an offset of 24 hours', '2030-12-31T23:59:59+24:00', 'an offset goes up to 23:59'],
    ['an offset of 60 minutes', '2030-12-31T23:59:59+00:60', 'an offset goes up to 23:59'],
    ['a leap second at noon', '2030-12-31T12:00:60Z', 'a second of 60 stands for a leap second, which is at 23:59:60 in UTC alone'],
    ['a leap second that is none in UTC', '2016-12-31T23:59:60+01:00', 'a second of 60 stands for a leap second'],
    ['a leap second before 1970 that is none', '1960-06-30T22:59:60Z', 'a second of 60 stands for a leap second'],
    ['an offset that leads before year 0', '0000-01-01T00:00:00+00:01', 'in UTC its year has no four digits'],
    ['an offset that leads past year 9999', '9999-12-31T23:59:59-00:01', 'in UTC its year has no four digits'],
    ['five digits of year', '12030-12-31T23:59:59Z', 'it is not of the form YYYY-MM-DDTHH:MM:SSZ'],
    ['a sign before the year', '+2030-12-31T23:59:59Z', 'it is not of the form'],
    ['a fraction without digits', '2030-12-31T23:59:59.Z', 'it is not of the form'],
    ['a comma before the fraction', '2030-12-31T23:59:59,5Z', 'it is not of the form'],
    ['a time zone by name', '2030-12-31T23:59:59 UTC', 'it is not of the form'],
    ['a minus sign that is not ASCII', '2030-12-31T23:59:59−02:00', 'it is not of the form'],
    ['text around', 'on 2030-12-31T23:59:59Z', 'it is not of the form'],
    ['a second line', '2030-12-31T23:59:59Z\n2030-12-31T23:59:59Z', 'it is not of the form'],
    ['one digit of month', '2030-1-31T23:59:59Z', 'it is not of the form'],
    ['seconds since 1970', '1924991999', 'it is not of the form'],
    ['a word', 'never', 'it is not of the form'],
  ])('fails on %s and says what is wrong', (_what, text, diagnosis) => {
    const message = problemOf(() => Rfc3339.normalize(text));

    expect(message).toContain(diagnosis);
    expect(message).toContain('; expected an instant such as "2030-12-31T23:59:59Z"');
    expect(Rfc3339.isValid(text)).toBe(false);
  });

  test('fails with the given text quoted', () => {
    expect(problemOf(() => Rfc3339.normalize('ne"ver'))).toMatch(/^Rfc3339\.normalize: "ne\\"ver" is not an RFC 3339 instant: /);
  });

  test.each([[undefined], [null], [20301231], [{}]])('fails on %p, as an untyped caller may give it', (value) => {
    expect(problemOf(() => Rfc3339.normalize(value as unknown as string))).toContain('it is no string');
    expect(Rfc3339.isValid(value as unknown as string)).toBe(false);
  });

  test('fails on a megabyte of text with a message that stays short', () => {
    expect(problemOf(() => Rfc3339.normalize('9'.repeat(1_000_000))).length).toBeLessThan(400);
  });
});

describe('Rfc3339.fromDate', () => {
  test.each([
    ['2030-12-31T23:59:59.999Z', '2030-12-31T23:59:59Z'],
    ['1969-12-31T23:59:59.001Z', '1969-12-31T23:59:59Z'],
    ['0000-01-01T00:00:00.000Z', '0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59Z'],
  ])('cuts the milliseconds of %s off', (date, expected) => {
    expect(Rfc3339.fromDate(new Date(date))).toBe(expected);
  });

  test('fails on an invalid date', () => {
    expect(problemOf(() => Rfc3339.fromDate(new Date(NaN)))).toBe('Rfc3339.fromDate: the date is invalid; expected a date that names an instant');
  });

  test('fails on what is no date', () => {
    expect(problemOf(() => Rfc3339.fromDate('2030-12-31T23:59:59Z' as unknown as Date))).toContain('the date is invalid');
  });

  test.each([['+010000-01-01T00:00:00Z', 'the year 10000'], ['-000001-12-31T23:59:59Z', 'the year -1']])(
    'fails on %s, whose year has no four digits', (date, shown) => {
      expect(problemOf(() => Rfc3339.fromDate(new Date(date)))).toBe(`Rfc3339.fromDate: the date lies in ${shown}; expected one within the years 0000 to 9999`);
    });
});

describe('Rfc3339.endOfPeriod', () => {
  test.each([
    ['2030-05-05T10:20:30Z', 1, '2030-05-07T00:00:00Z'], ['1970-01-01T00:00:00Z', 90, '1970-06-30T00:00:00Z'], ['1970-03-31T23:59:59.999Z', 90, '1970-06-30T00:00:00Z'],
    ['1970-04-01T00:00:00Z', 90, '1970-09-28T00:00:00Z'], ['1969-12-31T23:59:59.999Z', 90, '1970-04-01T00:00:00Z'],
  ])('of %s in periods of %p days is the end of the period after it', (date, days, expected) => {
    expect(Rfc3339.endOfPeriod(new Date(date), days)).toBe(expected);
  });

  test.each([[0], [-1], [0.5], [NaN], [36501], ['90'], [undefined], [null]])('fails on %p days', (days) => {
    const message = problemOf(() => Rfc3339.endOfPeriod(new Date(0), days as number));

    expect(message).toMatch(/^Rfc3339\.endOfPeriod: days: .* was given; expected a whole number of days from 1 to 36500, known at synth$/);
  });

  test.each([[new Date(NaN)], ['2030-12-31T23:59:59Z'], [undefined]])('fails on the date %p', (date) => {
    expect(problemOf(() => Rfc3339.endOfPeriod(date as Date, 90))).toBe('Rfc3339.endOfPeriod: date: the date is invalid; expected a date that names an instant');
  });

  test('fails where the result has no year of four digits, and only there', () => {
    expect(problemOf(() => Rfc3339.endOfPeriod(new Date('9999-12-31T00:00:00Z'), 36500)))
      .toBe('Rfc3339.endOfPeriod: days: the period ends beyond the year 9999; expected fewer than 36500 days');
    expect(problemOf(() => Rfc3339.endOfPeriod(new Date('9999-12-30T00:00:00Z'), 1))).toContain('the period ends beyond the year 9999');
    expect(Rfc3339.endOfPeriod(new Date('9999-12-29T23:59:59Z'), 1)).toBe('9999-12-31T00:00:00Z');
  });
});
