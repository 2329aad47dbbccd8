/** Something that is counted, and how many it may be within the window. */
export interface Counted {
  key: string;
  max: number;
}

/** Counts one more of each, unless one is full: then nothing is counted, and the answer is the milliseconds to wait. */
export const countScript = `
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[i + 1]) then
    return math.max(redis.call('PTTL', key), 1)
  end
end
for _, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[1]) end
end
return 0
`;

/** Takes one back of each, if its window is still the same. */
export const takeBackScript = `
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
end
return 0
`;

const MANY = 10_000;

/** The same in this process, for the time that Redis is away. */
export class LocalFailures {
  private readonly windows = new Map<string, { count: number; until: number }>();

  constructor(private readonly windowMs: number) {}

  count(what: Counted[], now: number): number {
    if (this.windows.size > MANY) this.sweep(now);
    const current = what.map(({ key, max }) => ({ key, max, window: this.window(key, now) }));
    const full = current.find(({ window, max }) => window.count >= max);
    if (full) return full.window.until - now;
    for (const { key, window } of current) {
      window.count += 1;
      this.windows.set(key, window);
    }
    return 0;
  }

  takeBack(what: Counted[]): void {
    for (const { key } of what) {
      const window = this.windows.get(key);
      if (window && window.count > 0) window.count -= 1;
    }
  }

  forget(key: string): void {
    this.windows.delete(key);
  }

  private window(key: string, now: number): { count: number; until: number } {
    const known = this.windows.get(key);
    return known && known.until > now ? known : { count: 0, until: now + this.windowMs };
  }

  private sweep(now: number): void {
    for (const [key, { until }] of this.windows) if (until <= now) this.windows.delete(key);
  }
}
