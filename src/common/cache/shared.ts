interface Kept {
  weight: number;
  timer: NodeJS.Timeout;
}

/** How long answers are kept, and how much of them. Only for what the key says all about: whatever changes, changes the key. */
export interface Keeping<V> {
  lifeMs: number;
  weigh: (value: V) => number;
  mostWeight: number;
}

/**
 * One question for all who ask the same while it is on its way, and for a moment longer where that is said. An answer may
 * have been read a moment before it was asked for.
 */
export class Shared<V> {
  private readonly known = new Map<string, Promise<V>>();
  /** The oldest first. */
  private readonly kept = new Map<string, Kept>();
  private weight = 0;

  constructor(private readonly keeping?: Keeping<V>) {}

  get(key: string, load: () => Promise<V>): Promise<V> {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const value = load();
    this.known.set(key, value);
    value.then(
      (found) => this.known.get(key) === value && this.keep(key, found),
      () => this.known.get(key) === value && this.known.delete(key),
    );
    return value;
  }

  clear(): void {
    this.known.clear();
    for (const key of this.kept.keys()) this.drop(key);
  }

  private keep(key: string, value: V): void {
    const { keeping } = this;
    if (!keeping) {
      this.known.delete(key);
      return;
    }
    const weight = keeping.weigh(value);
    const timer = setTimeout(() => this.drop(key), keeping.lifeMs).unref();
    this.kept.set(key, { weight, timer });
    this.weight += weight;
    for (const oldest of this.kept.keys()) {
      if (this.weight <= keeping.mostWeight) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const kept = this.kept.get(key);
    if (!kept) return;
    clearTimeout(kept.timer);
    this.weight -= kept.weight;
    this.kept.delete(key);
    this.known.delete(key);
  }
}
