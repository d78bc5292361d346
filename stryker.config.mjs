/**
 * Mutation testing: changes the library in small ways, one at a time, and tells which change no unit test notices.
 *
 * `npm run mutation -- --mutate src/rfc3339.ts` for one file, in minutes; all of them take hours. `--mutate src/a.ts:10-40` for a few lines.
 */
export default {
  testRunner: 'jest',
  jest: { configFile: 'jest.config.json' },
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
