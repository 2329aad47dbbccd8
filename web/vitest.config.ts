import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import web from './vite.config.ts';

/** Logic of the client by itself. People in browsers (`e2e`) are among the tests of the server, which they need. */
export default mergeConfig(
  web,
  defineConfig({
    root: dirname(fileURLToPath(import.meta.url)),
    test: {
      name: 'web',
      include: ['{src,emoji}/**/*.spec.{ts,tsx}'],
      pool: 'forks',
      retry: 0,
      passWithNoTests: false,
      allowOnly: !process.env.CI,
      restoreMocks: true,
    },
  }),
);
