/** The unit tests: no process is started, no file is written outside a temporary folder. */
module.exports = {
  testMatch: [
    '<rootDir>/test/*.test.ts', '<rootDir>/test/{input,keys,terraform,stack}/*.test.ts', '<rootDir>/test/sandbox/*.test.ts', '<rootDir>/test/cli/**/*.test.ts', '<rootDir>/test/sinks/*.test.ts',
    '<rootDir>/scripts/release/*.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/\\.work/', '<rootDir>/dist/', '<rootDir>/examples/'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
  coverageProvider: 'babel',
  collectCoverageFrom: ['src/**/*.ts'],
  coveragePathIgnorePatterns: ['/node_modules/', '/src/ory/'],
  coverageThreshold: { global: { lines: 98, branches: 95 } },
  coverageReporters: ['text-summary', 'lcovonly', 'json-summary'],
};
