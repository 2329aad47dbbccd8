/** Something that has its place in a conversation's order. */
export interface Numbered {
  n: number;
}

interface Options<T extends Numbered> {
  /** Hands an item on, in order. */
  deliver: (item: T) => void;
  /** Reads the stored items with `after < n < before`, ascending. */
  fetch: (after: number, before: number) => Promise<T[]>;
  /** How long an item may wait for one that another node is about to tell, before it is read from the database. */
  patienceMs?: number;
}

const RETRY_MS = 500;
/** More than this is not replayed to sockets one by one: clients see the jump and sync. */
const MAX_REPLAY = 1_000;

/**
 * One dense sequence of a conversation on this node. Items come from this node and from others, in any order, twice or
 * not at all; they leave once and in order. What is missing is read from the database, once for all sockets.
 */
export class Stream<T extends Numbered> {
  private last: number | undefined;
  private readonly held = new Map<number, T>();
  private timer: NodeJS.Timeout | undefined;
  private filling = false;
  private closed = false;

  constructor(private readonly options: Options<T>) {}

  get position(): number | undefined {
    return this.last;
  }

  /** Where to begin: the head that was read after subscribing. Items that came meanwhile were held. */
  begin(head: number): void {
    if (this.last !== undefined) return;
    this.last = head;
    for (const n of this.held.keys()) if (n <= head) this.held.delete(n);
    this.release();
  }

  accept(item: T): void {
    if (this.last !== undefined && item.n <= this.last) return;
    this.held.set(item.n, item);
    this.release();
  }

  /** The stored head is known to be at least this: what is missing up to it was lost on its way. */
  catchUp(head: number): void {
    if (this.last === undefined || head <= this.last || this.held.has(head)) return;
    void this.fill(head + 1);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.held.clear();
  }

  private release(): void {
    if (this.last === undefined) return;
    for (let item = this.held.get(this.last + 1); item; item = this.held.get(this.last + 1)) {
      this.held.delete(item.n);
      this.last = item.n;
      this.options.deliver(item);
    }
    if (this.held.size === 0) {
      clearTimeout(this.timer);
      this.timer = undefined;
    } else this.fillAfter(this.options.patienceMs ?? 30);
  }

  private fillAfter(ms: number): void {
    if (this.timer || this.closed) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.held.size > 0) void this.fill(Math.min(...this.held.keys()));
    }, ms);
  }

  private async fill(before: number): Promise<void> {
    if (this.filling || this.closed || this.last === undefined) return;
    this.filling = true;
    try {
      const after = Math.max(this.last, before - 1 - MAX_REPLAY);
      const items = await this.options.fetch(after, before);
      if (this.closed) return;
      this.last = Math.max(this.last, after);
      for (const item of items) if (item.n > this.last) this.held.set(item.n, item);
      // What was asked for and is not there (changes beyond the kept window) will not come: go past it.
      const missing = items.length === 0 || (items[0]?.n ?? before) > this.last + 1;
      if (missing) this.last = Math.max(this.last, (items[0]?.n ?? before) - 1);
      this.filling = false;
      this.release();
    } catch {
      this.filling = false;
      this.fillAfter(RETRY_MS);
    }
  }
}
