/** Every test that needs no browser. The browser tests have `jest.e2e.config.js`. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testSequencer: '<rootDir>/test/longest-first.cjs',
  // Most of the time of the journeys is waiting.
  maxWorkers: process.env.TEST_DATABASE_URL ? 4 : 3,
  // The limit only ends what hangs: a busy machine takes its time.
  testTimeout: 30_000,
};
