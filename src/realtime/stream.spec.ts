import { describe, expect, it, vi } from 'vitest';
import { Random } from '../../test/support/random.js';
import { type Numbered, Stream } from './stream.js';

/** A busy machine is slow to come back to what waits. */
const PATIENCE = { timeout: 30_000 };

const items = (from: number, to: number): Numbered[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ n: from + index }));

/** A stream over a store that holds 1 to `stored`. */
const streamOver = (stored: number, missing: number[] = []) => {
  const delivered: number[] = [];
  const fetch = vi.fn(async (after: number, before: number) =>
    items(after + 1, Math.min(before - 1, stored)).filter(({ n }) => !missing.includes(n)),
  );
  const stream = new Stream<Numbered>({ deliver: ({ n }) => delivered.push(n), fetch, patienceMs: 1 });
  return { stream, delivered, fetch };
};

describe('Stream', () => {
  it('holds what comes before it has begun and drops what the head already covers', () => {
    const { stream, delivered } = streamOver(10);
    for (const item of items(3, 6)) stream.accept(item);
    expect(delivered).toEqual([]);
    stream.begin(4);
    expect(delivered).toEqual([5, 6]);
  });

  it('delivers once and in order what comes twice and out of order', () => {
    const { stream, delivered, fetch } = streamOver(10);
    stream.begin(0);
    for (const n of [2, 1, 1, 3, 2, 5, 4]) stream.accept({ n });
    expect(delivered).toEqual([1, 2, 3, 4, 5]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('reads what does not come, once', async () => {
    const { stream, delivered, fetch } = streamOver(10);
    stream.begin(2);
    for (const n of [6, 7, 9]) stream.accept({ n });
    await vi.waitFor(() => expect(delivered).toEqual([3, 4, 5, 6, 7, 8, 9]), PATIENCE);
    expect(fetch.mock.calls).toEqual([
      [2, 6],
      [7, 9],
    ]);
  });

  it('catches up to a head that nobody told of', async () => {
    const { stream, delivered } = streamOver(8);
    stream.begin(5);
    stream.catchUp(8);
    await vi.waitFor(() => expect(delivered).toEqual([6, 7, 8]), PATIENCE);
    stream.catchUp(8);
    expect(stream.position).toBe(8);
  });

  it('goes past what is no longer kept', async () => {
    const { stream, delivered } = streamOver(10, [1, 2, 3]);
    stream.begin(0);
    stream.accept({ n: 6 });
    await vi.waitFor(() => expect(delivered).toEqual([4, 5, 6]), PATIENCE);
  });

  it('asks again when the database was away', async () => {
    const { stream, delivered, fetch } = streamOver(5);
    fetch.mockRejectedValueOnce(new Error('away'));
    stream.begin(0);
    stream.accept({ n: 5 });
    await vi.waitFor(() => expect(delivered).toEqual([1, 2, 3, 4, 5]), PATIENCE);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'is in order whatever is lost (seed %d)',
    async (seed) => {
      const random = new Random(seed);
      const { stream, delivered } = streamOver(200);
      const told = random.shuffle(items(1, 200).filter(() => random.next() < 0.7));
      for (const item of told.slice(0, 50)) stream.accept(item);
      stream.begin(20);
      for (const item of told.slice(50)) {
        stream.accept(item);
        if (random.next() < 0.1) await Promise.resolve();
      }
      stream.catchUp(200);
      await vi.waitFor(() => expect(stream.position).toBe(200), PATIENCE);
      expect(delivered).toEqual(items(21, 200).map(({ n }) => n));
    },
  );
});
