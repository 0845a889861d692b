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
  // A worker that holds PGlite needs 700 MB, and most of the time of the journeys is waiting: one more than there are cores on a small machine.
  maxWorkers: 3,
};
