import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { downloadIsPossible } from './mongod-download.mjs';

const DAY_MS = 24 * 3600 * 1000;

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'parley-cache-'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(cache, { recursive: true });
});

const ask = () => downloadIsPossible({ env: { PARLEY_CACHE_DIR: cache }, log: () => {} });

it('asks the download host once, and not again for a day', async () => {
  const fetched = vi.fn().mockRejectedValue(new TypeError('fetch failed'));
  vi.stubGlobal('fetch', fetched);
  expect([await ask(), await ask()]).toEqual([false, false]);
  expect(fetched).toHaveBeenCalledTimes(1);

  const yesterday = new Date(Date.now() - DAY_MS - 1000);
  utimesSync(join(cache, 'parley', 'no-mongod-download'), yesterday, yesterday);
  fetched.mockResolvedValue(new Response());
  expect(await ask()).toBe(true);
  expect(fetched).toHaveBeenCalledTimes(2);
});
