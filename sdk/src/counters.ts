import type { EventOutput } from './contract.js';
import type { Message } from './generated/contract.js';
import { tellAll } from './listeners.js';

export type Counters = EventOutput<'mark_read'>;

const nothing: Counters = { unread_count: 0, mention_count: 0 };

/** What is unread in each conversation: the numbers of the server, and what came after them. */
export class CountersStore {
  private all: ReadonlyMap<string, Counters> = new Map();
  /** The number of the last message that is counted. */
  private readonly counted = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  get(conversationId: string): Counters | undefined {
    return this.all.get(conversationId);
  }

  /** By the id of the conversation; the same map until something changes. */
  readonly getSnapshot = (): ReadonlyMap<string, Counters> => this.all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What the server counted as far as `lastSeq`. */
  set(id: string, { unread_count, mention_count }: Counters, lastSeq: number): void {
    this.counted.set(id, lastSeq);
    this.put(id, { unread_count, mention_count });
  }

  /** The next message of a conversation; one that the server has counted already changes nothing. */
  count(id: string, message: Message, me: string | undefined): void {
    if (message.seq <= (this.counted.get(id) ?? 0)) return;
    this.counted.set(id, message.seq);
    if (message.parent_id !== null || message.deleted || message.sender_id === me) return;
    const { unread_count, mention_count } = this.all.get(id) ?? nothing;
    const named = message.mentions_room || message.mentions_here || message.mentions.includes(me ?? '');
    this.put(id, { unread_count: unread_count + 1, mention_count: mention_count + (named ? 1 : 0) });
  }

  forget(id: string): void {
    this.counted.delete(id);
    const all = new Map(this.all);
    if (all.delete(id)) this.show(all);
  }

  private put(id: string, counters: Counters): void {
    const known = this.all.get(id);
    const isSame =
      known?.unread_count === counters.unread_count && known.mention_count === counters.mention_count;
    if (!isSame) this.show(new Map(this.all).set(id, counters));
  }

  private show(all: ReadonlyMap<string, Counters>): void {
    this.all = all;
    tellAll(this.listeners);
  }
}
