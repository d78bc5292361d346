/**
 * Mutation testing: changes the library in small ways, one at a time, and tells which change no unit test notices.
 *
 * `npm run mutation -- --mutate src/rfc3339.ts` for one file, `--mutate src/a.ts:10-40` for a few lines; all of `src` takes hours, since each
 * change costs the start of every test file that reaches it. `TESTS='test/rfc3339*.test.ts test/input/instant.test.ts'` before it runs those
 * alone, in a tenth of the time: what survives there may still be noticed by another, so run it again without, for its lines.
 */
const tests = process.env.TESTS?.split(' ').map((files) => `<rootDir>/${files}`);

export default {
  testRunner: 'jest',
  jest: { configFile: 'jest.config.json', ...(tests && { config: { testMatch: tests } }) },
  // Runs for each mutant only the tests that reach it.
  coverageAnalysis: 'perTest',
  mutate: ['src/**/*.ts', '!src/index.ts', '!src/ory/**', '!src/cli/**'],
  // A machine that is busy must not count as an endless loop.
  timeoutMS: 60_000,
  thresholds: { high: 93, low: 85, break: null },
  clearTextReporter: { reportTests: false },
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: '.work/mutation.html' },
  tempDirName: '.work/stryker',
  ignorePatterns: ['.work', '.github', 'coverage', 'dist', 'lib', 'examples/**/cdktf.out'],
};
