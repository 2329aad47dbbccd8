export interface Bucket {
  burst: number;
  per_second: number;
}

/**
 * Generic cell rate algorithm: one timestamp a key says when the bucket would be full again. Atomic, on the clock of
 * Redis, so that nodes agree. Answers 0, or the milliseconds to wait.
 */
export const bucketScript = `
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
local interval = tonumber(ARGV[1])
local window = tonumber(ARGV[2])
local full_at = tonumber(redis.call('GET', KEYS[1]) or '0')
if full_at < ms then full_at = ms end
local next_full_at = full_at + interval
local wait = next_full_at - window - ms
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], next_full_at, 'PX', math.ceil(next_full_at - ms))
return 0
`;

export const giveBackScript = `
local full_at = redis.call('GET', KEYS[1])
if full_at then redis.call('SET', KEYS[1], full_at - ARGV[1], 'KEEPTTL') end
return 0
`;

export const intervalMs = ({ per_second }: Bucket): number => 1000 / per_second;
export const windowMs = (bucket: Bucket): number => intervalMs(bucket) * bucket.burst;

/** The same in this process, for the time that Redis is away. */
export class LocalBuckets {
  private readonly fullAt = new Map<string, number>();

  take(key: string, bucket: Bucket, now: number): number {
    const next = Math.max(this.fullAt.get(key) ?? 0, now) + intervalMs(bucket);
    const wait = next - windowMs(bucket) - now;
    if (wait > 0) return Math.ceil(wait);
    if (this.fullAt.size > 100_000) this.forget(now);
    this.fullAt.set(key, next);
    return 0;
  }

  giveBack(key: string, interval: number): void {
    const fullAt = this.fullAt.get(key);
    if (fullAt !== undefined) this.fullAt.set(key, fullAt - interval);
  }

  private forget(now: number): void {
    for (const [key, fullAt] of this.fullAt) if (fullAt <= now) this.fullAt.delete(key);
  }
}
