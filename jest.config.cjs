const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
  ],
};
const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  transform,
  testEnvironment: 'node',
  ...extra,
});
/**
 * A shared machine can stall a browser or a redis-server for seconds. In CI such a test is tried once more; the first
 * failure is printed all the same.
 */
const onRealParts = process.env.CI ? { setupFilesAfterEnv: ['<rootDir>/tests/harness/try-again.ts'] } : {};
/** Projects by cost: `unit` needs nothing but Node; the others use real Redis, SMTP and Chromium. */
module.exports = {
  projects: [
    project('unit', ['<rootDir>/tests/unit/**/*.test.ts', '<rootDir>/tests/flow/**/*.test.ts']),
    project('integration', ['<rootDir>/tests/integration/**/*.test.ts'], onRealParts),
    project('e2e', ['<rootDir>/tests/e2e/**/*.test.ts'], onRealParts),
  ],
  // Left out: files of types alone. No program loads them, so v8 would count each as one uncovered branch.
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/consent/{assessment,judgement}.ts',
    '!src/flow/{deps,scene,store-ports}.ts',
    '!src/config/shape.ts',
    '!src/entrypoints/**/{app-deps,admin-deps,cli-bridge,views/words}.ts',
  ],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'json-summary'],
  testTimeout: 30000,
};
