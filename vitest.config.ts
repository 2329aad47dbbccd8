import { defineConfig } from 'vitest/config';

/** A machine that does other work beside must not turn a slow test into a failed one. */
const TIMEOUT_MS = 180_000;
/** What needs minutes, or a machine of its own: `npm run long`. */
const long = process.env.LONG ? [] : ['test/long/**'];

export default defineConfig({
  test: {
    // Processes, not threads: the kernel ends what a test has started when the thread that started it ends.
    pool: 'forks',
    // Twice the cores: each is idle for more than half of its time, waiting for a browser, a lease or a node that is missed.
    maxWorkers: 4,
    teardownTimeout: TIMEOUT_MS,
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
    // A test that was singled out while writing it must not switch off all the others in CI.
    allowOnly: !process.env.CI,
    projects: [
      {
        test: {
          name: 'server',
          include: ['{src,test,tools,scripts,web/e2e}/**/*.spec.ts'],
          exclude: ['**/node_modules/**', ...long],
          globalSetup: ['test/support/global-setup.ts'],
          // The app is loaded once in each process, not once for each file: nothing of it is kept in modules.
          isolate: false,
          testTimeout: TIMEOUT_MS,
          // A server, a browser and all that a file needs to begin.
          hookTimeout: 2 * TIMEOUT_MS,
          // What is looked at again and again is a page: it has as long as the rest of a step.
          expect: { poll: { timeout: 40_000 } },
          retry: 0,
          restoreMocks: true,
        },
      },
      'web/vitest.config.ts',
    ],
  },
});
