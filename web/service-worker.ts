import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));

/** What is there without a network: the client in English and its letters. Their names carry a hash of what is in them. */
const isKept = (file: string): boolean =>
  (/^assets\/.*\.(js|css)$/.test(file) && !/^assets\/(ar|de|zh)-/.test(file)) ||
  /^assets\/inter-latin-wght-.*\.woff2$/.test(file);
/** Of `public`, where names stay. */
const KEPT_BY_HASH = ['favicon.svg', 'icons/192.png', 'manifest.webmanifest'];

const hashOf = (file: string): string =>
  createHash('md5')
    .update(readFileSync(join(here, 'public', file)))
    .digest('hex');

/** Builds `src/sw/sw.ts`, in which `self.__WB_MANIFEST` is the list of the files of this build that it keeps. */
export const serviceWorker = (): Plugin => ({
  name: 'parley-service-worker',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const kept = [
      ...Object.keys(bundle)
        .filter(isKept)
        .sort()
        .map((url) => ({ url, revision: null })),
      ...KEPT_BY_HASH.map((url) => ({ url, revision: hashOf(url) })),
    ];
    await build({
      configFile: false,
      root: here,
      publicDir: false,
      logLevel: 'warn',
      define: {
        'self.__WB_MANIFEST': JSON.stringify(kept),
        'process.env.NODE_ENV': JSON.stringify('production'),
      },
      build: {
        outDir: dir,
        emptyOutDir: false,
        target: 'es2023',
        lib: { entry: 'src/sw/sw.ts', name: 'worker', formats: ['iife'], fileName: () => 'sw.js' },
      },
    });
  },
});
