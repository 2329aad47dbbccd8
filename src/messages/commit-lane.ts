import type { Draft, SeqHead, StoredMessage } from './message.js';

/** A sender's own name for a message. */
export interface ClientKey {
  sender_id: string;
  client_id: string;
}

/** What a lane needs of the store. */
export interface LaneStore {
  /** Stores in order and stops at the first that cannot be. Throws when not all were stored. */
  insert(messages: StoredMessage[]): Promise<void>;
  /** The last numbers given out; `atLeast` is one that is known to be, 0 when none is. */
  head(conversationId: string, atLeast: number): Promise<SeqHead>;
  /** Messages with `after < seq < before`, ascending, at most `count`. */
  range(conversationId: string, after: number, before: number, count: number): Promise<StoredMessage[]>;
  byIds(ids: string[]): Promise<StoredMessage[]>;
  byClientIds(conversationId: string, keys: ClientKey[]): Promise<StoredMessage[]>;
}

/** `created` is false when the `client_id` had been stored before. */
export interface Committed {
  message: StoredMessage;
  created: boolean;
}

interface Pending {
  draft: Draft;
  resolve: (committed: Committed) => void;
  reject: (error: unknown) => void;
  deadline: number;
  answer: Promise<Committed>;
}

/** Another node that stores for the conversation just now: what it stored of these, by their ids. */
type Leader = (drafts: Draft[]) => Promise<ReadonlyMap<string, SeqHead> | null>;

interface Options {
  /** Told of what this lane stored, in order, after it was acknowledged. */
  stored: (messages: StoredMessage[]) => void;
  leader?: Leader;
  maxBatch?: number;
  /** From one insert to the next, where several write at once. */
  gatherMs?: number;
  /** How long a message may be tried before its sender is told that the service is away. */
  patienceMs?: number;
  backoffMs?: (attempt: number) => number;
}

/** A lane that is this far behind reads its head anew. */
const MAX_NEWS = 200;

/** A room that is written to by many has an insert this often at most, and one write to each socket for all that is in it. */
const GATHER_MS = 4;

/** Exponential with full jitter: nodes that fight over a number must not meet again at the same moment. */
const jitter = (attempt: number): number => Math.random() * Math.min(1_000, 2 ** attempt * 2);

/**
 * Sends of one conversation on this node, committed in groups. While one insert is on its way arrivals wait, then go
 * as one. The insert of `head + 1` is the claim of that number: the unique index refuses it when another node was
 * first. After any failure nothing is concluded from the error: what is stored is read again, the rest gets new
 * numbers. Ids never change, so a write that was thought lost and still lands is the same message.
 */
export class CommitLane {
  private queue: Pending[] = [];
  private head: SeqHead | undefined;
  /** The number after which the last try began. */
  private base: number | undefined;
  private running = false;
  /** A next insert before this would be one of many small ones. */
  private busyUntil = 0;

  constructor(
    private readonly conversationId: string,
    private readonly store: LaneStore,
    private readonly options: Options,
  ) {}

  get idle(): boolean {
    return !this.running && this.queue.length === 0;
  }

  /** Resolves when the message is certainly stored. */
  add(draft: Draft): Promise<Committed> {
    const twin =
      draft.client_id === null
        ? undefined
        : this.queue.find(({ draft: other }) => sameClientId(draft, other));
    if (twin) return twin.answer.then(({ message }) => ({ message, created: false }));
    const pending = { draft, deadline: Date.now() + (this.options.patienceMs ?? 15_000) } as Pending;
    pending.answer = new Promise<Committed>((resolve, reject) => Object.assign(pending, { resolve, reject }));
    this.queue.push(pending);
    if (!this.running) void this.run();
    return pending.answer;
  }

  /** Another node stored this: the next claim begins after it. */
  observe(head: SeqHead): void {
    if (this.head && head.seq > this.head.seq) this.head = head;
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0) {
      await this.gather();
      const batch = this.queue.splice(0, this.options.maxBatch ?? 100);
      this.busyUntil = batch.length > 1 ? performance.now() + (this.options.gatherMs ?? GATHER_MS) : 0;
      await this.commit(batch);
    }
    this.running = false;
  }

  /** Where several write at once the next insert waits for more of them; who writes alone never waits. */
  private async gather(): Promise<void> {
    const ms = this.busyUntil - performance.now();
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  private async commit(batch: Pending[]): Promise<void> {
    let waiting = batch;
    for (let attempt = 0; waiting.length > 0; attempt += 1) {
      try {
        if (attempt === 0) waiting = await this.storedElsewhere(waiting);
        if (attempt === 1) waiting = await this.readNews(waiting);
        if (attempt > 1) waiting = await this.reread(waiting);
        if (waiting.length === 0) return;
        this.head ??= await this.store.head(this.conversationId, 0);
        this.base = this.head.seq;
        const messages = number(
          waiting.map(({ draft }) => draft),
          this.head,
        );
        await this.store.insert(messages);
        this.settle(waiting, messages);
        return;
      } catch (error) {
        waiting = giveUp(waiting, error);
        if (waiting.length > 0)
          await new Promise((resolve) => setTimeout(resolve, (this.options.backoffMs ?? jitter)(attempt)));
      }
    }
  }

  /** Acknowledges what the leader stored, which it also announces, and returns the rest. */
  private async storedElsewhere(waiting: Pending[]): Promise<Pending[]> {
    const numbers = await this.options.leader?.(waiting.map(({ draft }) => draft));
    if (!numbers) return waiting;
    const rest = waiting.filter(({ draft, resolve }) => {
      const head = numbers.get(draft.id);
      if (!head) return true;
      resolve({ message: withNumber(draft, head), created: true });
      if (this.head && head.seq > this.head.seq) this.head = head;
      return false;
    });
    return rest.length === 0 ? rest : this.reread(rest);
  }

  /**
   * After a first failure, nearly always a number that another node took: what came after the numbers that were tried
   * tells the new head, and most often whether ours are among it. What it misses (a `client_id` from long ago) the next
   * failure leads to `reread`.
   */
  private async readNews(waiting: Pending[]): Promise<Pending[]> {
    if (this.base === undefined) return waiting;
    const news = await this.store.range(this.conversationId, this.base, Number.MAX_SAFE_INTEGER, MAX_NEWS);
    if (news.length === MAX_NEWS) return this.reread(waiting);
    const last = news.at(-1);
    if (last && this.head && last.seq > this.head.seq) this.head = { seq: last.seq, top: last.top };
    return this.answer(waiting, news, news);
  }

  /**
   * Reads the head again and what is stored of the waiting ones. One round trip: a write that lands between the three
   * reads is met by its own indexes at the next try.
   */
  private async reread(waiting: Pending[]): Promise<Pending[]> {
    const drafts = waiting.map(({ draft }) => draft);
    const keys = drafts.flatMap(({ sender_id, client_id }) =>
      client_id === null ? [] : [{ sender_id, client_id }],
    );
    const [ours, known, head] = await Promise.all([
      this.store.byIds(drafts.map(({ id }) => id)),
      this.store.byClientIds(this.conversationId, keys),
      this.store.head(this.conversationId, this.head?.seq ?? 0),
    ]);
    this.head = head;
    return this.answer(waiting, ours, known);
  }

  /** Settles what is stored, by whichever try or node, and returns the rest. */
  private answer(waiting: Pending[], ours: StoredMessage[], known: StoredMessage[]): Pending[] {
    const oursById = new Map(ours.map((message) => [message.id, message]));
    const stored = waiting.filter(({ draft }) => oursById.has(draft.id));
    this.settle(
      stored,
      stored.map(({ draft }) => oursById.get(draft.id) as StoredMessage),
    );
    return waiting.filter((pending) => {
      if (oursById.has(pending.draft.id)) return false;
      const twin = known.find((message) => sameClientId(message, pending.draft));
      if (twin) pending.resolve({ message: twin, created: false });
      return !twin;
    });
  }

  /** Acknowledges messages that are certainly stored, by us. */
  private settle(waiting: Pending[], messages: StoredMessage[]): void {
    const last = messages.at(-1);
    if (!last) return;
    if (this.head && last.seq > this.head.seq) this.head = { seq: last.seq, top: last.top };
    for (const [index, { resolve }] of waiting.entries()) {
      resolve({ message: messages[index] as StoredMessage, created: true });
    }
    this.options.stored([...messages].sort((a, b) => a.seq - b.seq));
  }
}

const sameClientId = (
  a: { sender_id: string; client_id: string | null },
  b: { sender_id: string; client_id: string | null },
) => a.client_id !== null && a.client_id === b.client_id && a.sender_id === b.sender_id;

/** Refuses those whose time is over. They may be stored all the same: their `client_id` will tell. */
const giveUp = (waiting: Pending[], error: unknown): Pending[] => {
  const now = Date.now();
  for (const { deadline, reject } of waiting) if (deadline <= now) reject(error);
  return waiting.filter(({ deadline }) => deadline > now);
};

const withNumber = (draft: Draft, { seq, top }: SeqHead): StoredMessage => ({
  ...draft,
  seq,
  top,
  rev: 0,
  reactions: [],
  edited_at: null,
  deleted: false,
  pinned: false,
});

const number = (drafts: Draft[], head: SeqHead): StoredMessage[] => {
  let { seq, top } = head;
  return drafts.map((draft) => {
    seq += 1;
    if (draft.parent_id === null) top += 1;
    return withNumber(draft, { seq, top });
  });
};
