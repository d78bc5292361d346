/**
 * Hostile input, run by `npx jest -c test/fuzz/jest.config.js`. FUZZ_CASES=1000000 runs ten times as many cases, FUZZ_SEED=7 others.
 */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/fuzz/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/\\.work/', '<rootDir>/dist/', '<rootDir>/examples/'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
  globalSetup: '<rootDir>/test/fuzz/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/fuzz/support/global-teardown.ts',
  testTimeout: 120_000,
  maxWorkers: 2,
};
