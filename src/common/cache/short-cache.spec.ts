import { expect, it, vi } from 'vitest';
import { until } from '../../../test/support/until.js';
import { ChangeFeed } from './change-feed.js';
import { ShortCache } from './short-cache.js';

/** A store, a cache that keeps nothing by itself, and the feed between them. */
const world = () => {
  const stored = { value: 'old', changed: false, isAway: false };
  const load = vi.fn(async () => stored.value);
  const read = vi.fn(async () => {
    if (stored.isAway) throw new Error('away');
    if (stored.changed) cache.invalidate('key');
  });
  const feed = new ChangeFeed(read, () => cache.clear());
  const cache = new ShortCache<string>(load, -1, 10, feed);
  return { stored, load, read, feed, cache };
};

it('keeps what is remembered for as long as it reads, and forgets what changed', async () => {
  const { stored, load, feed, cache } = world();
  await until(async () => {
    await cache.get('key');
    return feed.isCurrent();
  });
  await cache.get('key');
  const loads = load.mock.calls.length;
  for (let n = 0; n < 100; n += 1) expect(await cache.get('key')).toBe('old');
  expect(load.mock.calls.length).toBe(loads);

  Object.assign(stored, { value: 'new', changed: true });
  await until(async () => (await cache.get('key')) === 'new');
  feed.stop();
  expect(feed.isCurrent()).toBe(false);
});

it('lets everything age while the changes cannot be read, and forgets all when it begins', async () => {
  const { stored, read, feed, cache } = world();
  await until(() => feed.isCurrent());
  stored.isAway = true;
  await until(() => !feed.isCurrent());
  stored.value = 'new';
  expect(await cache.get('key')).toBe('new');
  stored.isAway = false;
  const reads = read.mock.calls.length;
  await until(() => feed.isCurrent());
  expect(read.mock.calls.length).toBeGreaterThan(reads);
  feed.stop();
});

it('learns what was read for another reason, but for what was to be forgotten meanwhile', async () => {
  const load = vi.fn(async () => 'loaded');
  const cache = new ShortCache<string>(load, 60_000);
  const mark = cache.mark();
  const learn = () =>
    cache.learn(
      [
        ['key', 'read'],
        ['other', 'read'],
      ],
      mark,
    );
  learn();
  expect(await cache.get('key')).toBe('read');
  cache.invalidate('key');
  learn();
  expect(await cache.get('key')).toBe('loaded');
  expect(await cache.get('other')).toBe('read');
  for (let n = 0; n < 5_000; n += 1) cache.invalidate(`another ${n}`);
  cache.invalidate('other');
  learn();
  expect(await cache.get('other')).toBe('loaded');
  cache.clear();
  learn();
  expect(await cache.get('other')).toBe('loaded');
});
