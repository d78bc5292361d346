import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { casesOf, SEED } from './budget';

let count = 0;

/** Counts cases that were run. */
export function ran(cases = 1): void {
  count += cases;
}

afterAll(() => {
  const file = basename(expect.getState().testPath!, '.test.ts');
  writeFileSync(join(process.env.FUZZ_COUNTS!, file), String(count));
});

/** Checks a property over so many cases of a run of 100,000, counted as they are run; the examples come first. */
export function property<T>(standard: number, values: fc.Arbitrary<T>, check: (value: T) => void, examples: readonly T[] = []): void {
  const once = (value: T) => {
    ran();
    check(value);
  };
  examples.forEach(once);
  fc.assert(fc.property(values, once), { numRuns: casesOf(standard), seed: SEED });
}

/** So many values of a run of 100,000, for checks that take many at once. */
export function sample<T>(standard: number, values: fc.Arbitrary<T>): T[] {
  return fc.sample(values, { numRuns: casesOf(standard), seed: SEED });
}
