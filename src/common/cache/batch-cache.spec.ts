import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BatchCache } from './batch-cache.js';

describe('BatchCache', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Knows every key but `nobody`, and says how often it was called. */
  const loader = () =>
    vi.fn((keys: string[]) =>
      Promise.resolve(new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `${key}!`]))),
    );

  it('loads what is missing with one query, and remembers what does not exist', async () => {
    const load = loader();
    const cache = new BatchCache(load);
    expect(await cache.getMany(['a', 'nobody', 'a'])).toEqual(new Map([['a', 'a!']]));
    expect(await cache.getMany(['a', 'b', 'nobody'])).toEqual(
      new Map([
        ['a', 'a!'],
        ['b', 'b!'],
      ]),
    );
    expect(load.mock.calls).toEqual([[['a', 'nobody']], [['b']]]);
    expect(await cache.getMany([])).toEqual(new Map());
  });

  it('shares a query that is under way', async () => {
    const load = loader();
    const cache = new BatchCache(load);
    await Promise.all([cache.getMany(['a', 'b']), cache.getMany(['b', 'a'])]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('forgets by itself, and when it is told to', async () => {
    const load = loader();
    const cache = new BatchCache(load, 100);
    await cache.getMany(['a', 'b']);
    cache.invalidate('a');
    await cache.getMany(['a', 'b']);
    expect(load).toHaveBeenLastCalledWith(['a']);
    vi.advanceTimersByTime(100);
    await cache.getMany(['a', 'b']);
    expect(load).toHaveBeenLastCalledWith(['a', 'b']);
    cache.clear();
    await cache.getMany(['b']);
    expect(load).toHaveBeenLastCalledWith(['b']);
  });

  it('does not remember a failure', async () => {
    const load = loader().mockRejectedValueOnce(new Error('the database is away'));
    const cache = new BatchCache(load);
    await expect(cache.getMany(['a', 'b'])).rejects.toThrow('the database is away');
    expect((await cache.getMany(['a', 'b'])).size).toBe(2);
  });

  it('does not remember an answer that was asked for before it was told to forget', async () => {
    let answer: (values: Map<string, string>) => void = () => undefined;
    const load = loader().mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const cache = new BatchCache(load);
    const early = cache.getMany(['a']);
    cache.invalidate('a');
    answer(new Map([['a', 'old']]));
    expect(await early).toEqual(new Map([['a', 'old']]));
    expect(await cache.getMany(['a'])).toEqual(new Map([['a', 'a!']]));
  });

  it('stays small', async () => {
    const load = loader();
    const cache = new BatchCache(load, 1_000, 2);
    await cache.getMany(['a', 'b']);
    await cache.getMany(['c']);
    await cache.getMany(['a']);
    expect(load).toHaveBeenCalledTimes(3);
  });
});
