import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import web from './vite.config.ts';

const TIMEOUT_MS = 180_000;

/** Logic of the client by itself (`src`), and people in browsers against the real server (`e2e`). */
export default mergeConfig(
  web,
  defineConfig({
    root: dirname(fileURLToPath(import.meta.url)),
    test: {
      name: 'web',
      include: ['src/**/*.spec.{ts,tsx}', 'e2e/**/*.spec.ts'],
      globalSetup: ['../test/support/global-setup.ts'],
      pool: 'forks',
      maxWorkers: 3,
      testTimeout: TIMEOUT_MS,
      // A server, a browser and all that a file needs to begin.
      hookTimeout: 2 * TIMEOUT_MS,
      teardownTimeout: TIMEOUT_MS,
      // What is looked at again and again is a page: it has as long as the rest of a step.
      expect: { poll: { timeout: 40_000 } },
      retry: 0,
      passWithNoTests: false,
      allowOnly: !process.env.CI,
      restoreMocks: true,
    },
  }),
);
