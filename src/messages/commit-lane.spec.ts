import { describe, expect, it, vi } from 'vitest';
import { Random } from '../../test/support/random.js';
import { type ClientKey, CommitLane, type LaneStore } from './commit-lane.js';
import type { Draft, SeqHead, StoredMessage } from './message.js';

const conversation = { id: 'c', type: 'room' as const };
let ids = 0;

const draft = (fields: Partial<Draft> = {}): Draft => ({
  id: `id${ids++}`,
  conversation,
  sender_id: 'amy',
  client_id: null,
  kind: 'text',
  content: 'hello',
  mentions: [],
  mentions_room: false,
  mentions_here: false,
  attachments: [],
  link_previews: [],
  forwarded_from: null,
  call: null,
  parent_id: null,
  also_in_room: false,
  created_at: new Date(0),
  ...fields,
});

/** What the collection does with its unique indexes, and a network that loses what one tells it to lose. */
class Store implements LaneStore {
  readonly stored: StoredMessage[] = [];
  inserts = 0;
  /** Says what becomes of the next insert. */
  fate: () => 'done' | 'lost before' | 'lost after' | 'lands late' = () => 'done';
  private readonly late: StoredMessage[][] = [];

  async insert(messages: StoredMessage[]): Promise<void> {
    this.inserts += 1;
    const fate = this.fate();
    if (fate === 'lands late') this.late.push(messages);
    if (fate === 'lost before' || fate === 'lands late') throw new Error('connection lost');
    await Promise.resolve();
    this.write(messages);
    if (fate === 'lost after') throw new Error('connection lost');
  }

  async head(): Promise<SeqHead> {
    const last = this.stored.at(-1);
    return last ? { seq: last.seq, top: last.top } : { seq: 0, top: 0 };
  }

  async range(_conversation: string, after: number, before: number, count: number): Promise<StoredMessage[]> {
    return this.stored.filter(({ seq }) => seq > after && seq < before).slice(0, count);
  }

  async byIds(wanted: string[]): Promise<StoredMessage[]> {
    return this.stored.filter(({ id }) => wanted.includes(id));
  }

  async byClientIds(_conversation: string, keys: ClientKey[]): Promise<StoredMessage[]> {
    return this.stored.filter((one) => keys.some((key) => sameKey(one, key)));
  }

  /** A write that was given up arrives after all. */
  land(): void {
    for (const messages of this.late.splice(0)) {
      try {
        this.write(messages);
      } catch {
        // Its sender is long gone.
      }
    }
  }

  private write(messages: StoredMessage[]): void {
    for (const message of messages) {
      const taken = this.stored.some(
        (other) =>
          other.seq === message.seq ||
          other.id === message.id ||
          (message.client_id !== null && sameKey(other, message)),
      );
      if (taken) throw new Error('E11000 duplicate key');
      this.stored.push(message);
    }
  }
}

const sameKey = (a: StoredMessage, b: { sender_id: string; client_id: string | null }): boolean =>
  a.sender_id === b.sender_id && a.client_id === b.client_id;

const lane = (store: Store, stored: (messages: StoredMessage[]) => void = () => undefined): CommitLane =>
  new CommitLane('c', store, { stored, backoffMs: () => 0 });

describe('CommitLane', () => {
  it('waits for more where several write at once, and not for who writes alone', async () => {
    const store = new Store();
    const lane = new CommitLane('c', store, { stored: () => undefined, gatherMs: 60_000 });
    for (let n = 1; n <= 3; n += 1) {
      await lane.add(draft());
      expect(store.inserts).toBe(n);
    }
    vi.useFakeTimers();
    try {
      const busy = new CommitLane('c', store, { stored: () => undefined, gatherMs: 50 });
      await Promise.all([busy.add(draft()), busy.add(draft())]);
      const one = busy.add(draft());
      await vi.advanceTimersByTimeAsync(49);
      expect(store.inserts).toBe(4);
      const two = busy.add(draft());
      await vi.advanceTimersByTimeAsync(1);
      await Promise.all([one, two]);
      expect(store.inserts).toBe(5);
    } finally {
      vi.useRealTimers();
    }
    expect(store.stored.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('numbers densely and counts top-level messages apart', async () => {
    const store = new Store();
    const one = lane(store);
    const [first] = await Promise.all([
      one.add(draft()),
      one.add(draft({ parent_id: 'id0' })),
      one.add(draft()),
    ]);
    expect(first).toMatchObject({ created: true, message: { seq: 1, top: 1 } });
    expect(store.stored.map(({ seq, top }) => [seq, top])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it('commits what comes in one turn as one, and so what arrives during an insert', async () => {
    const store = new Store();
    const one = lane(store);
    const many = () => Array.from({ length: 50 }, () => one.add(draft()));
    const first = many();
    while (store.inserts === 0) await Promise.resolve();
    await Promise.all([...first, ...many()]);
    expect(store.stored).toHaveLength(100);
    expect(store.inserts).toBe(2);
  });

  it('answers two with the same client_id with one message', async () => {
    const store = new Store();
    const one = lane(store);
    const same = { client_id: 'x' };
    const results = await Promise.all([one.add(draft()), one.add(draft(same)), one.add(draft(same))]);
    expect(store.stored).toHaveLength(2);
    expect(results[1].message.id).toBe(results[2].message.id);
    expect(results.map(({ created }) => created)).toEqual([true, true, false]);
    expect(await one.add(draft(same))).toMatchObject({
      created: false,
      message: { id: results[1].message.id },
    });
  });

  it('knows a message as its own whose answer was lost', async () => {
    const store = new Store();
    const fates = ['lost after' as const, 'done' as const];
    store.fate = () => fates.shift() ?? 'done';
    const result = await lane(store).add(draft({ client_id: 'x' }));
    expect(result).toMatchObject({ created: true, message: { seq: 1 } });
    expect(store.stored).toHaveLength(1);
  });

  it('rejects when the store stays away longer than its patience', async () => {
    const store = new Store();
    store.fate = () => 'lost before';
    const impatient = new CommitLane('c', store, {
      stored: () => undefined,
      patienceMs: 20,
      backoffMs: () => 1,
    });
    await expect(impatient.add(draft())).rejects.toThrow('connection lost');
    expect(impatient.idle).toBe(true);
  });

  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'lanes of three nodes over a store that fails in every way lose and double nothing (seed %d)',
    async (seed) => {
      const random = new Random(seed);
      const store = new Store();
      store.fate = () => {
        store.land();
        return random.pick(['done', 'done', 'done', 'lost before', 'lost after', 'lands late'] as const);
      };
      const told: StoredMessage[] = [];
      const lanes = [0, 1, 2].map(() => lane(store, (messages) => told.push(...messages)));
      const drafts = Array.from({ length: 120 }, (_, n) =>
        draft({ sender_id: random.pick(['amy', 'ben']), client_id: n % 3 === 0 ? `c${n % 30}` : null }),
      );
      const results = await Promise.all(drafts.map((one) => random.pick(lanes).add(one)));
      expect(store.stored.map(({ seq }) => seq)).toEqual(store.stored.map((_, index) => index + 1));
      for (const { message } of results) expect(store.stored).toContainEqual(message);
      expect(new Set(told.map(({ id }) => id))).toEqual(new Set(store.stored.map(({ id }) => id)));
      const created = results.filter((result) => result.created);
      expect(new Set(created.map(({ message }) => message.id)).size).toBe(store.stored.length);
    },
  );
});
