import type { ChangeFeed } from './change-feed.js';

interface Entry<V> {
  value: Promise<V>;
  until: number;
}

/** So much of what was forgotten is known by its key. */
const LATELY = 1_000;

/**
 * Remembers answers for a moment and shares a load that is under way. What must be current is invalidated by an event;
 * the short life is the net below that: a lost event costs at most `lifeMs`. With a feed of changes answers live on for
 * as long as that is current.
 */
export class ShortCache<V> {
  private readonly entries = new Map<string, Entry<V>>();
  /** What was to be forgotten lately, in that order. */
  private lately: string[] = [];
  private forgotten = 0;

  constructor(
    private readonly load: (key: string) => Promise<V>,
    private readonly lifeMs: number,
    private readonly maxEntries = 50_000,
    private readonly feed?: ChangeFeed,
  ) {}

  get(key: string): Promise<V> {
    const now = Date.now();
    const known = this.entries.get(key);
    if (known && (known.until > now || this.feed?.isCurrent())) return known.value;
    if (this.entries.size >= this.maxEntries) this.shrink(now);
    const value = this.load(key);
    this.entries.set(key, { value, until: now + this.lifeMs });
    // A failed load is nobody's answer but the callers' that wait for it now.
    value.catch(() => this.entries.get(key)?.value === value && this.entries.delete(key));
    return value;
  }

  invalidate(key: string): void {
    this.forgotten += 1;
    this.lately.push(key);
    if (this.lately.length >= 2 * LATELY) this.lately = this.lately.slice(-LATELY);
    this.entries.delete(key);
  }

  clear(): void {
    this.forgotten += 1;
    this.lately = [];
    this.entries.clear();
  }

  /** To be taken before something is read that is then given to `learn`. */
  mark(): number {
    return this.forgotten;
  }

  /** Remembers what was read for another reason, but for what was to be forgotten since the mark. */
  learn(values: Iterable<[key: string, value: V]>, mark: number): void {
    const count = this.forgotten - mark;
    if (count > this.lately.length) return;
    const outdated = new Set(count > 0 ? this.lately.slice(-count) : []);
    const now = Date.now();
    for (const [key, value] of values) {
      if (outdated.has(key)) continue;
      if (this.entries.size >= this.maxEntries) this.shrink(now);
      this.entries.set(key, { value: Promise.resolve(value), until: now + this.lifeMs });
    }
  }

  private shrink(now: number): void {
    for (const [key, entry] of this.entries) if (entry.until <= now) this.entries.delete(key);
    if (this.entries.size >= this.maxEntries) this.entries.clear();
  }
}
