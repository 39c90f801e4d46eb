/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Nothing stays behind in the machine's temporary folder.
  globalSetup: '<rootDir>/test/support/jest/own-temporary-folder.ts',
  globalTeardown: '<rootDir>/test/support/jest/remove-temporary-folder.ts',
  // A bound against hanging, not a measure: machines under load must not fail.
  testTimeout: 120_000,
  // The slow tests wait for child processes.
  maxWorkers: '100%',
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
