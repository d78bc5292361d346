/** End to end: real Terraform, a real provider process, a real HTTP server. Run by `npx jest -c test/e2e/jest.config.js`. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/\\.work/', '<rootDir>/dist/', '<rootDir>/examples/'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.dev.json' }] },
  globalSetup: '<rootDir>/test/e2e/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/e2e/support/global-teardown.ts',
  testTimeout: 180_000,
  maxWorkers: 2,
};
