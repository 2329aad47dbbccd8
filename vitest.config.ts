import { defineConfig } from 'vitest/config';

const TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    include: ['{src,test,tools,scripts}/**/*.spec.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Processes, not threads: the kernel ends what a test has started when the thread that started it ends.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    teardownTimeout: TIMEOUT_MS,
    retry: 0,
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
    // A test that was singled out while writing it must not switch off all the others in CI.
    allowOnly: !process.env.CI,
    restoreMocks: true,
  },
});
