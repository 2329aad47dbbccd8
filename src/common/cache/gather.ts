interface Waiting<V> {
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
}

/** Two on their way: one that is slow does not hold up all others. */
const MAX_FLIGHTS = 2;

/**
 * Makes one question of many: what is asked for while questions are on their way goes along with the next one. Nothing is
 * remembered: every answer was read after it was asked for. Three thousand who come back at once ask some dozen times.
 */
export class Gather<V> {
  private readonly waiting = new Map<string, Waiting<V>[]>();
  private flights = 0;

  /** `load` leaves out what does not exist, and gets so many keys at most. */
  constructor(
    private readonly load: (keys: string[]) => Promise<Map<string, V>>,
    private readonly mostKeys = 1_000,
  ) {}

  get(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      // What is asked for in the same turn goes along.
      if (this.waiting.size === 0) queueMicrotask(() => this.start());
      const others = this.waiting.get(key);
      if (others) others.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
    });
  }

  /** Of those keys that have one. */
  async getMany(keys: readonly string[]): Promise<Map<string, V>> {
    const values = await Promise.all(keys.map((key) => this.get(key)));
    const found = new Map<string, V>();
    for (const [index, key] of keys.entries()) {
      const value = values[index];
      if (value !== undefined) found.set(key, value as V);
    }
    return found;
  }

  private start(): void {
    while (this.waiting.size > 0 && this.flights < MAX_FLIGHTS) {
      const group = new Map([...this.waiting].slice(0, this.mostKeys));
      for (const key of group.keys()) this.waiting.delete(key);
      void this.fly(group);
    }
  }

  private async fly(group: Map<string, Waiting<V>[]>): Promise<void> {
    this.flights += 1;
    try {
      const values = await this.load([...group.keys()]);
      for (const [key, asking] of group) for (const { resolve } of asking) resolve(values.get(key));
    } catch (error) {
      for (const asking of group.values()) for (const { reject } of asking) reject(error);
    }
    this.flights -= 1;
    this.start();
  }
}
