import base from './jest.config.js';

/** Microsoft's Agents Playground in Debian's Chromium. One file at a time: each starts worlds of its own. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 60_000,
};
