import { defineConfig } from 'vitest/config';

/** A machine that does other work beside must not turn a slow test into a failed one. */
const TIMEOUT_MS = 120_000;
/** What needs minutes, or a machine of its own: `npm run long`. */
const long = process.env.LONG ? [] : ['test/long/**'];

export default defineConfig({
  test: {
    // Processes, not threads: the kernel ends what a test has started when the thread that started it ends.
    pool: 'forks',
    // One more than cores: many tests wait, for a node to be missed or a lease to end.
    maxWorkers: 3,
    teardownTimeout: TIMEOUT_MS,
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
    // A test that was singled out while writing it must not switch off all the others in CI.
    allowOnly: !process.env.CI,
    projects: [
      {
        test: {
          name: 'server',
          include: ['{src,test,tools,scripts}/**/*.spec.ts'],
          exclude: ['**/node_modules/**', ...long],
          globalSetup: ['test/support/global-setup.ts'],
          // The app is loaded once in each process, not once for each file: nothing of it is kept in modules.
          isolate: false,
          testTimeout: TIMEOUT_MS,
          hookTimeout: TIMEOUT_MS,
          retry: 0,
          restoreMocks: true,
        },
      },
      'web/vitest.config.ts',
    ],
  },
});
