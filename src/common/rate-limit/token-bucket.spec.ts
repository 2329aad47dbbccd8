import { describe, expect, it } from 'vitest';
import { LocalBuckets } from './token-bucket.js';

describe('LocalBuckets', () => {
  const bucket = { burst: 3, per_second: 2 };

  it('lets a burst through, then one at each interval', () => {
    const buckets = new LocalBuckets();
    const waits = [0, 0, 0, 0, 400, 500, 500, 1000].map((now) => buckets.take('a', bucket, now));
    expect(waits).toEqual([0, 0, 0, 500, 100, 0, 500, 0]);
  });

  it('counts each key apart and is full again after a while', () => {
    const buckets = new LocalBuckets();
    for (let n = 0; n < 3; n += 1) buckets.take('a', bucket, 0);
    expect(buckets.take('b', bucket, 0)).toBe(0);
    expect([0, 0, 0, 0].map(() => buckets.take('a', bucket, 60_000))).toEqual([0, 0, 0, 500]);
  });

  it('takes a token back', () => {
    const buckets = new LocalBuckets();
    for (let n = 0; n < 3; n += 1) buckets.take('a', bucket, 0);
    buckets.giveBack('a', 500);
    expect([0, 0].map(() => buckets.take('a', bucket, 0))).toEqual([0, 500]);
  });
});
