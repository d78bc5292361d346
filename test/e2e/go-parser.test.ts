import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { Rfc3339 } from '../../src';

const COUNT = 5000;

/** Spellings of instants: any offset, any fraction, either case. */
const spellings = fc.record({
  date: fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T23:59:59Z'), noInvalidDate: true }),
  fraction: fc.stringMatching(/^(?:\.[0-9]{1,12})?$/),
  t: fc.constantFrom('T', 't'),
  offset: fc.constantFrom('Z', 'z', '+00:00', '-00:00', '+02:00', '-23:59', '+23:59', '+05:45'),
}).map(({ date, fraction, t, offset }) => `${date.toISOString().slice(0, 19).replace('T', t)}${fraction}${offset}`);

test('every normalised instant goes through the parser and format of Go byte for byte, at the same time', () => {
  // given
  const texts = fc.sample(spellings, { numRuns: COUNT, seed: 3339 });
  const normalised = texts.map((text) => Rfc3339.normalize(text));

  // when
  const printed = execFileSync('go', ['run', join(__dirname, 'support', 'rfc3339', 'main.go')], { input: `${normalised.join('\n')}\n`, encoding: 'utf8' });

  // then: whole seconds, cut off, so never later than asked
  const lines = printed.trimEnd().split('\n');
  expect(lines).toHaveLength(COUNT);
  expect(lines).toEqual(normalised.map((text, index) => {
    const asked = new Date(texts[index].toUpperCase()).getTime() / 1000;
    return `${text} ${Math.floor(asked)}`;
  }));
});
