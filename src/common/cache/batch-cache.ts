interface Entry<V> {
  value: Promise<V | undefined>;
  until: number;
}

/** As ShortCache, for many keys at once: whatever is missing is loaded by one query. Remembers what does not exist too. */
export class BatchCache<V> {
  private readonly entries = new Map<string, Entry<V>>();

  constructor(
    private readonly load: (keys: string[]) => Promise<Map<string, V>>,
    private readonly lifeMs = 1_000,
    private readonly maxEntries = 50_000,
  ) {}

  /** The values of those keys that have one. */
  async getMany(keys: Iterable<string>): Promise<Map<string, V>> {
    const now = Date.now();
    const wanted = new Map<string, Promise<V | undefined>>();
    const missing = new Set<string>();
    for (const key of keys) {
      const known = this.entries.get(key);
      if (known && known.until > now) wanted.set(key, known.value);
      else missing.add(key);
    }
    for (const [key, value] of this.fetch([...missing], now)) wanted.set(key, value);
    const found = new Map<string, V>();
    for (const [key, promise] of wanted) {
      const value = await promise;
      if (value !== undefined) found.set(key, value);
    }
    return found;
  }

  invalidate(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }

  private fetch(keys: string[], now: number): [string, Promise<V | undefined>][] {
    if (keys.length === 0) return [];
    if (this.entries.size + keys.length > this.maxEntries) this.shrink(now);
    const loaded = this.load(keys);
    return keys.map((key) => {
      const value = loaded.then((values) => values.get(key));
      this.entries.set(key, { value, until: now + this.lifeMs });
      // A failed load is nobody's answer but the callers' that wait for it now.
      value.catch(() => this.entries.get(key)?.value === value && this.entries.delete(key));
      return [key, value];
    });
  }

  private shrink(now: number): void {
    for (const [key, entry] of this.entries) if (entry.until <= now) this.entries.delete(key);
    if (this.entries.size >= this.maxEntries) this.entries.clear();
  }
}
