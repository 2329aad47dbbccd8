import { backoff } from './backoff.js';
import type { Ack } from './contract.js';
import { type LocalProblem, ParleyError } from './errors.js';
import type { Message, Operations, Problem } from './generated/contract.js';
import { memoryStorage, type OutboxStorage, type StoredSend } from './outbox-storage.js';

export { ParleyError } from './errors.js';

type Fields = Operations['send_message']['input'];
type Loose<T> = T extends unknown ? Omit<T, 'room_id' | 'dm_id' | 'user_id'> : never;

/** A message on its way. The same `client_id` goes with every try, so that it is stored once. */
export type Outgoing = Loose<Fields> & {
  client_id: string;
  room_id?: string;
  dm_id?: string;
  user_id?: string;
};

/** An own message that is not stored yet, or was given up. */
export interface PendingMessage {
  client_id: string;
  outgoing: Outgoing;
  created_at: string;
  /** Why it was given up: `retry` or `discard` it. Null while it is on its way. */
  failure: Problem | LocalProblem | null;
}

export interface OutboxOptions {
  /** Waits for a connection; rejects when it was lost or the answer did not come. */
  send: (outgoing: Outgoing) => Promise<Ack<{ message: Message }>>;
  storage?: OutboxStorage;
  /** A message that could not be sent for so long is given up instead of being said at the wrong time. */
  expireAfterMs?: number;
  /** What is pending in this conversation has changed. */
  onChange?: (conversationId: string) => void;
}

interface Entry extends StoredSend {
  saved: Promise<unknown>;
  settled: boolean;
  resolve: (message: Message) => void;
  reject: (error: ParleyError) => void;
  /** Resolves when the message was seen to be stored, by whatever way. */
  stored: Promise<Message>;
}

/** What passes by itself, or with another token, and is tried again with the same `client_id`. */
const passes = ({ code, status }: Problem): boolean =>
  code === 'rate_limited' || status === 401 || status >= 500;
const DAY_MS = 24 * 3_600_000;

const targetOf = ({ room_id, dm_id, user_id }: Outgoing): string => room_id ?? dm_id ?? user_id ?? '';

/**
 * Sends the messages of each conversation one after the other, each until it is acknowledged. A lost connection, an answer
 * that does not come, a node that dies, a reload of the page: the same message goes again.
 */
export class Outbox {
  private readonly storage: OutboxStorage;
  private readonly entries = new Map<string, Entry>();
  /** The entries of each conversation in the order in which they go. */
  private readonly lanes = new Map<string, Entry[]>();
  private readonly running = new Set<string>();
  private restored: Promise<void> | undefined;
  private closed = false;
  private order = 0;

  constructor(private readonly options: OutboxOptions) {
    this.storage = options.storage ?? memoryStorage();
  }

  /** How many are on their way. */
  get size(): number {
    return [...this.entries.values()].filter(({ failure }) => failure === null).length;
  }

  /** Resolves with the stored message, however often it had to be tried; rejects when it was given up. */
  add(outgoing: Outgoing): Promise<Message> {
    const known = this.entries.get(outgoing.client_id);
    if (known?.failure === null) return known.stored;
    if (known) this.take(known);
    this.order = Math.max(this.order + 1, Date.now() * 1000);
    const entry = this.entryOf({
      client_id: outgoing.client_id,
      outgoing,
      order: this.order,
      created_at: new Date().toISOString(),
      failure: null,
    });
    entry.saved = this.save(entry);
    this.begin(entry);
    return entry.stored;
  }

  /** Goes on with what an earlier page or process left. Once; what is added meanwhile waits its turn. */
  restore(): Promise<void> {
    this.restored ??= this.storage.load().then(
      (sends) => {
        this.order = Math.max(this.order, ...sends.map(({ order }) => order));
        // What was added meanwhile comes after what was left, also when the clock was put back.
        for (const entry of [...this.entries.values()]) this.moveToEnd(entry);
        for (const send of [...sends].sort((a, b) => a.order - b.order)) {
          if (this.entries.has(send.client_id)) continue;
          const entry = this.entryOf(send);
          entry.stored.catch(() => undefined); // Nobody waits for it any more; `pending` shows it.
          this.begin(entry);
        }
      },
      () => undefined, // No storage, in a private window for example: memory is all there is.
    );
    return this.restored;
  }

  /** The message was seen in the conversation: it is stored, even if its acknowledgement was lost. */
  acknowledge(message: Message): void {
    const entry = message.client_id === null ? undefined : this.entries.get(message.client_id);
    if (!entry || entry.settled) return;
    entry.settled = true;
    entry.resolve(message);
    this.drop(entry);
  }

  /** Tries again what was given up. */
  retry(clientId: string): void {
    const entry = this.entries.get(clientId);
    if (!entry || entry.failure === null) return;
    this.take(entry);
    const again = this.entryOf({ ...entry, failure: null, created_at: new Date().toISOString() });
    again.stored.catch(() => undefined);
    again.saved = this.save(again);
    this.begin(again);
  }

  /** Forgets what was given up. */
  discard(clientId: string): void {
    const entry = this.entries.get(clientId);
    if (entry?.failure) this.drop(entry);
  }

  pendingIn(conversationId: string): PendingMessage[] {
    return (this.lanes.get(conversationId) ?? []).map(({ client_id, outgoing, created_at, failure }) => ({
      client_id,
      outgoing,
      created_at,
      failure,
    }));
  }

  close(): void {
    this.closed = true;
  }

  private entryOf({ client_id, outgoing, order, created_at, failure }: StoredSend): Entry {
    const { promise: stored, resolve, reject } = deferred<Message>();
    const settled = false;
    const saved = Promise.resolve();
    return { client_id, outgoing, order, created_at, failure, saved, settled, stored, resolve, reject };
  }

  private moveToEnd(entry: Entry): void {
    this.order += 1;
    entry.order = this.order;
    entry.saved = this.save(entry);
  }

  private begin(entry: Entry): void {
    this.entries.set(entry.client_id, entry);
    const target = targetOf(entry.outgoing);
    const lane = this.lanes.get(target) ?? [];
    this.lanes.set(target, lane);
    lane.splice(lane.findLastIndex(({ order }) => order <= entry.order) + 1, 0, entry);
    this.tell(entry);
    if (entry.failure === null) void this.run(target);
  }

  private async run(target: string): Promise<void> {
    if (this.running.has(target)) return;
    this.running.add(target);
    await this.restored;
    for (let next = this.next(target); next && !this.closed; next = this.next(target))
      await this.deliver(next);
    this.running.delete(target);
  }

  private next(target: string): Entry | undefined {
    return this.lanes.get(target)?.find(({ failure }) => failure === null);
  }

  private async deliver(entry: Entry): Promise<void> {
    // Kept first: a page that is closed from here on sends it again.
    await entry.saved;
    for (let attempt = 0; !entry.settled && !this.closed; attempt += 1) {
      if (this.isExpired(entry)) return this.giveUp(entry, ParleyError.local('send_expired'));
      const seen = entry.stored.then((message): Ack<{ message: Message }> => ({ ok: true, message }));
      const sent = this.options.send(entry.outgoing).catch(() => undefined);
      const answer = await Promise.race([sent, seen]);
      if (answer?.ok) return this.acknowledge(answer.message);
      if (answer && !passes(answer.error)) return this.giveUp(entry, new ParleyError(answer.error));
      await Promise.race([seen, pause(answer?.error.retry_after_ms ?? backoff(attempt, 50, 2_000))]);
    }
  }

  private isExpired({ created_at }: Entry): boolean {
    return Date.now() - Date.parse(created_at) > (this.options.expireAfterMs ?? DAY_MS);
  }

  private giveUp(entry: Entry, error: ParleyError): void {
    entry.failure = error.problem;
    entry.settled = true;
    entry.reject(error);
    void this.save(entry);
    this.tell(entry);
  }

  private drop(entry: Entry): void {
    this.take(entry);
    this.tell(entry);
    void entry.saved.then(() => this.storage.remove(entry.client_id)).catch(() => undefined);
  }

  private take(entry: Entry): void {
    const target = targetOf(entry.outgoing);
    const lane = (this.lanes.get(target) ?? []).filter((other) => other !== entry);
    if (lane.length > 0) this.lanes.set(target, lane);
    else this.lanes.delete(target);
    this.entries.delete(entry.client_id);
  }

  private save({ client_id, outgoing, order, created_at, failure }: Entry): Promise<unknown> {
    return this.storage.put({ client_id, outgoing, order, created_at, failure }).catch(() => undefined);
  }

  private tell({ outgoing }: Entry): void {
    this.options.onChange?.(targetOf(outgoing));
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const deferred = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: ParleyError) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
