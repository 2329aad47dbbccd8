import { backoff } from './backoff.js';
import type { Ack, EventInput, EventOutput, Payload, ServerEvent } from './contract.js';
import { ConversationStore, type KeptConversation } from './conversation-store.js';
import { type Counters, CountersStore } from './counters.js';
import type { Head, Message, ReaderHead } from './generated/contract.js';
import type { PendingMessage } from './outbox.js';
import { idOf, type Place, placeOf } from './place.js';

type LoosePlace = Parameters<typeof placeOf>[0];

interface Options {
  /** Begins an unknown conversation at its head instead of at its first message. */
  fromHead: boolean;
  sync: (input: EventInput<'sync'>) => Promise<Ack<EventOutput<'sync'>>>;
  pendingIn: (conversationId: string) => readonly PendingMessage[];
  /** What the server counts now, and how far. */
  recount: (place: Place) => Promise<Counters & { last_seq: number }>;
  /** A message was seen that is stored. */
  onStored: (message: Message) => void;
}

const MAX_PER_SYNC = 100;
/** Who begins at a head and has missed more than this loads the newest page anew instead of all that is between. */
const MAX_CATCH_UP = 400;

/** All conversations of a person: applies what comes live, and asks `sync` for what is missing. */
export class Conversations {
  readonly stores = new Map<string, ConversationStore>();
  readonly counters = new CountersStore();
  private readonly behind = new Set<string>();
  /** Begun with what was kept from the last time: the first `ready` does not begin them anew. */
  private readonly restored = new Set<string>();
  private syncing = false;
  private closed = false;
  private me: string | undefined;

  constructor(private readonly options: Options) {}

  /** Nothing is known to be missing. */
  get isSettled(): boolean {
    return !this.syncing && this.behind.size === 0;
  }

  close(): void {
    this.closed = true;
  }

  /** Shows what was kept until the first `ready`, which brings it up to date. */
  restore(kept: KeptConversation): void {
    if (this.me !== undefined) return;
    this.store(kept.place).restore(kept);
    this.restored.add(idOf(kept.place));
  }

  /** Where everything stands, after each connect. */
  begin({ user, heads }: Payload<'ready'>): void {
    const isFirst = this.me === undefined;
    this.me = user.id;
    const joined = new Set(heads.map(idOf));
    for (const id of this.stores.keys()) if (!joined.has(id)) this.forget(id);
    for (const head of heads) this.beginOne(head, isFirst);
    void this.sync();
  }

  apply(event: ServerEvent, payload: unknown): void {
    switch (event) {
      case 'new_message':
        return this.receive(payload as Message, (store) => store.receive(payload as Message));
      case 'message_deleted':
        void this.recount((payload as Payload<'message_deleted'>).message);
        return this.apply('message_updated', payload);
      case 'message_edited':
      case 'message_pinned':
      case 'message_unpinned':
      case 'message_updated': {
        const change = payload as Payload<'message_edited'>;
        return this.receive(change.message, (store) => store.change(change));
      }
      case 'reaction_added':
      case 'reaction_removed': {
        const { rev, message_id, emoji, user_id, ...place } = payload as Payload<'reaction_added'>;
        const added = event === 'reaction_added';
        return this.receive(place, (store) =>
          store.change({ rev, message_id, reaction: { emoji, user_id }, added }),
        );
      }
      case 'heads':
        for (const head of (payload as Payload<'heads'>).heads) this.compare(head);
        return void this.sync();
      case 'unread_update': {
        const { last_seq, ...counted } = payload as Payload<'unread_update'>;
        return this.setCounters(idOf(counted), counted, last_seq);
      }
      case 'member_joined': {
        const joined = payload as Payload<'member_joined'>;
        if (joined.user.id === this.me) this.joined(joined);
        return void this.sync();
      }
      case 'room_created':
        return void this.store({ room_id: (payload as Payload<'room_created'>).room.id });
      case 'member_left': {
        const left = payload as Payload<'member_left'>;
        if (left.user_id === this.me) this.forget(left.room_id);
        return;
      }
      case 'history_removed': {
        const { room_id, first_seq } = payload as Payload<'history_removed'>;
        this.stores.get(room_id)?.removeBefore(first_seq);
        return void this.recount({ room_id });
      }
      case 'room_deleted':
        return this.forget((payload as Payload<'room_deleted'>).room_id);
    }
  }

  private beginOne(head: ReaderHead, isFirst: boolean): void {
    this.setCounters(idOf(head), head, head.last_seq);
    // What came before the first `ready` may have begun a store at its first message.
    const isNew = isFirst && !this.restored.has(idOf(head));
    if (this.options.fromHead && (isNew || !this.canCatchUp(head))) this.store(head).beginAt(head);
    this.compare(head);
  }

  private canCatchUp(head: Head): boolean {
    const store = this.stores.get(idOf(head));
    return store?.firstSeq !== undefined && head.last_seq - store.lastSeq <= MAX_CATCH_UP;
  }

  private compare(head: Head): void {
    if (this.store(head).isBehind(head)) this.behind.add(idOf(head));
  }

  /** Applies a live event; a jump in its numbers asks for what is missing. */
  private receive(place: LoosePlace, act: (store: ConversationStore) => void): void {
    const store = this.store(place);
    act(store);
    if (!store.hasGap) return;
    this.behind.add(idOf(place));
    void this.sync();
  }

  private store(place: LoosePlace): ConversationStore {
    const id = idOf(place);
    const known = this.stores.get(id);
    if (known) return known;
    const store = new ConversationStore(
      placeOf(place),
      () => this.options.pendingIn(id),
      (message) => this.counters.count(id, message, this.me),
    );
    this.stores.set(id, store);
    return store;
  }

  /** What the server has counted, and what is here of later messages. */
  private setCounters(id: string, counters: Counters, lastSeq: number): void {
    this.counters.set(id, counters, lastSeq);
    const store = this.stores.get(id);
    if (!store || store.lastSeq <= lastSeq) return;
    // Of ten thousand messages few are later.
    const later = store.messages.slice(store.messages.findLastIndex(({ seq }) => seq <= lastSeq) + 1);
    for (const message of later) if (message.seq <= store.lastSeq) this.counters.count(id, message, this.me);
  }

  /** Whether what was deleted had been read is for the server to say. */
  private async recount(place: LoosePlace): Promise<void> {
    const id = idOf(place);
    if ((this.counters.get(id)?.unread_count ?? 0) === 0) return;
    // Without an answer the next connection brings the numbers.
    const counted = await this.options.recount(placeOf(place)).catch(() => undefined);
    if (counted && this.stores.has(id)) this.setCounters(id, counted, counted.last_seq);
  }

  private joined({ room_id, last_seq, last_rev }: Payload<'member_joined'>): void {
    const head = { room_id, last_seq, last_rev };
    this.setCounters(room_id, { unread_count: 0, mention_count: 0 }, last_seq); // Who joins starts at zero.
    if (this.options.fromHead && !this.stores.has(room_id)) this.store(head).beginAt(head);
    this.compare(head);
  }

  private forget(id: string): void {
    this.stores.delete(id);
    this.counters.forget(id);
    this.behind.delete(id);
  }

  /** One at a time: what turns out to be missing meanwhile goes with the next round. */
  private async sync(): Promise<void> {
    if (this.syncing) return;
    this.syncing = true;
    for (let failures = 0; this.behind.size > 0 && !this.closed; ) {
      const ids = [...this.behind].slice(0, MAX_PER_SYNC);
      const done = await this.syncRound(ids).catch(() => false);
      failures = done ? 0 : failures + 1;
      if (!done) await new Promise((resolve) => setTimeout(resolve, backoff(failures, 50, 2_000)));
    }
    this.syncing = false;
  }

  private async syncRound(ids: string[]): Promise<boolean> {
    const stores = ids.flatMap((id) => this.stores.get(id) ?? []);
    for (const id of ids) if (!this.stores.has(id)) this.behind.delete(id);
    if (stores.length === 0) return true;
    const conversations = stores.map(({ place, lastSeq, lastRev }) => ({
      ...place,
      after_seq: lastSeq,
      after_rev: lastRev,
    }));
    const answer = await this.options.sync({ conversations });
    if (!answer.ok) return false;
    for (const synced of answer.conversations) this.applySynced(synced);
    return true;
  }

  private applySynced(synced: EventOutput<'sync'>['conversations'][number]): void {
    const id = idOf(synced);
    const store = this.stores.get(id);
    if (!store) return;
    if ('error' in synced) return this.forget(id);
    if (synced.reset && this.options.fromHead) store.beginAt(synced);
    else store.apply(synced);
    for (const message of synced.messages) this.options.onStored(message);
    if (!synced.has_more && !synced.reset && !store.hasGap) this.behind.delete(id);
  }
}
