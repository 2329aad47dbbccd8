import type { Ack, Payload, ServerEvent } from '../../src/contract/events.js';
import type { Counters, Head, ReaderHead, SyncedConversation } from '../../src/contract/inbox.js';
import type { Message } from '../../src/contract/message.js';
import type { Problem } from '../../src/contract/problem.js';
import type { User } from '../../src/contract/users.js';
import { backoff } from './backoff.js';
import { Connection } from './connection.js';
import { ConversationStore } from './conversation-store.js';
import { Outbox, type Outgoing } from './outbox.js';

export interface ClientOptions {
  /** Nodes of the server; one is enough. */
  urls: string[];
  /** The access token; asked for each connection, with the problem when the last one was refused. */
  token: (refused?: Problem) => Promise<string>;
  ackTimeoutMs?: number;
  backoffMs?: (attempt: number) => number;
  /**
   * Where a conversation that is not known yet begins: at its first message, which loads all of it, or at its head, for
   * clients that load pages of history by themselves (`ConversationStore.addPage`).
   */
  beginAt?: 'first' | 'head';
  /** The connection has become ready, or was lost. */
  onLine?: (isReady: boolean) => void;
}

type Place = { room_id?: string; dm_id?: string };
type Synced = {
  conversations: (SyncedConversation | { error: Problem; room_id?: string; dm_id?: string })[];
};

const MAX_PER_SYNC = 100;
/** Who begins at a head and has missed more than this loads the newest page anew instead of all that is between. */
const MAX_CATCH_UP = 400;
const idOf = ({ room_id, dm_id }: Place): string => room_id ?? dm_id ?? '';

/**
 * Keeps what its user sees equal to what the server stores: live events as they come, `sync` for what was missed, an
 * outbox for what is to be sent.
 */
export class ParleyClient {
  user: User | undefined;
  readonly conversations = new Map<string, ConversationStore>();
  readonly counters = new Map<string, Counters>();
  private readonly connection: Connection;
  private readonly outboxes = new Map<string, Outbox>();
  private readonly behind = new Set<string>();
  private readonly listeners = new Map<string, Set<(payload: never) => void>>();
  private readonly fromHead: boolean;
  private syncing = false;
  private closed = false;
  private lastToken: string | undefined;

  constructor(private readonly options: ClientOptions) {
    this.fromHead = options.beginAt === 'head';
    this.connection = new Connection({
      ...options,
      token: async (refused) => {
        this.lastToken = await options.token(refused);
        return this.lastToken;
      },
      onReady: (payload) => this.onReady(payload as Payload<'ready'>),
      onEvent: (event, payload) => this.onEvent(event as ServerEvent, payload),
    });
  }

  connect(): this {
    this.connection.open();
    return this;
  }

  close(): void {
    this.closed = true;
    for (const outbox of this.outboxes.values()) outbox.close();
    this.connection.close();
  }

  /** Cuts the connection as a bad network does; it comes back by itself. */
  drop(): void {
    this.connection.drop();
  }

  /** Does not wait any longer to connect again: the network is back. */
  retryNow(): void {
    this.connection.retryNow();
  }

  /** Nothing is being sent and nothing is known to be missing. */
  get isSettled(): boolean {
    const sending = [...this.outboxes.values()].some(({ size }) => size > 0);
    return this.connection.isReady && !this.syncing && !sending && this.behind.size === 0;
  }

  on<E extends ServerEvent>(event: E, listener: (payload: Payload<E>) => void): () => void {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener as (payload: never) => void));
    return () => listeners.delete(listener as (payload: never) => void);
  }

  ask<T extends object>(event: string, payload: unknown): Promise<Ack<T>> {
    return this.connection.ask<T>(event, payload);
  }

  /** Resolves with the stored message, however often it had to be tried. */
  send(outgoing: Omit<Outgoing, 'client_id'> & { client_id?: string }): Promise<Message> {
    const id = idOf(outgoing);
    const outbox =
      this.outboxes.get(id) ?? new Outbox((message) => this.connection.ask('send_message', message));
    this.outboxes.set(id, outbox);
    return outbox.add({ ...outgoing, client_id: outgoing.client_id ?? crypto.randomUUID() });
  }

  private onReady({ user, heads, ...rest }: Payload<'ready'>): void {
    const isFirst = this.user === undefined;
    this.user = user;
    const joined = new Set(heads.map(idOf));
    for (const id of this.conversations.keys()) if (!joined.has(id)) this.forget(id);
    for (const head of heads) this.begin(head, isFirst);
    void this.sync();
    for (const listener of this.listeners.get('ready') ?? []) listener({ user, heads, ...rest } as never);
  }

  private begin(head: ReaderHead, isFirst: boolean): void {
    const { unread_count, mention_count } = head;
    this.counters.set(idOf(head), { unread_count, mention_count });
    // What came before the first `ready` may have begun a store at its first message.
    if (this.fromHead && (isFirst || !this.canCatchUp(head))) this.store(head).beginAt(head);
    this.compare(head);
  }

  private canCatchUp(head: Head): boolean {
    const store = this.conversations.get(idOf(head));
    return store?.firstSeq !== undefined && head.last_seq - store.lastSeq <= MAX_CATCH_UP;
  }

  private compare(head: Head): void {
    if (this.store(head).isBehind(head)) this.behind.add(idOf(head));
  }

  private onEvent(event: ServerEvent, payload: unknown): void {
    this.apply(event, payload);
    for (const listener of this.listeners.get(event) ?? []) listener(payload as never);
  }

  private apply(event: ServerEvent, payload: unknown): void {
    switch (event) {
      case 'new_message':
        return this.receive(payload as Message, (store) => store.receive(payload as Message));
      case 'message_edited':
      case 'message_deleted':
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
        const { unread_count, mention_count, ...place } = payload as Payload<'unread_update'>;
        this.counters.set(idOf(place), { unread_count, mention_count });
        return;
      }
      case 'member_joined': {
        const joined = payload as Payload<'member_joined'>;
        if (joined.user.id === this.user?.id) this.joined(joined);
        return void this.sync();
      }
      case 'room_created':
        this.store({ room_id: (payload as Payload<'room_created'>).room.id });
        return;
      case 'member_left': {
        const left = payload as Payload<'member_left'>;
        if (left.user_id === this.user?.id) this.forget(left.room_id);
        return;
      }
      case 'room_deleted':
        return this.forget((payload as Payload<'room_deleted'>).room_id);
      case 'token_expiring':
        return void this.renew();
    }
  }

  /** Applies a live event; a jump in its numbers asks for what is missing. */
  private receive(
    { room_id, dm_id }: { room_id?: string | null; dm_id?: string | null },
    act: (store: ConversationStore) => void,
  ) {
    const place = room_id ? { room_id } : { dm_id: dm_id ?? '' };
    const store = this.store(place);
    act(store);
    if (!store.hasGap) return;
    this.behind.add(idOf(place));
    void this.sync();
  }

  private store(place: Place): ConversationStore {
    const id = idOf(place);
    const known = this.conversations.get(id);
    if (known) return known;
    const store = new ConversationStore(place.room_id ? { room_id: id } : { dm_id: id });
    this.conversations.set(id, store);
    return store;
  }

  private joined({ room_id, last_seq, last_rev }: Payload<'member_joined'>): void {
    const head = { room_id, last_seq, last_rev };
    if (this.fromHead && !this.conversations.has(room_id)) this.store(head).beginAt(head);
    this.compare(head);
  }

  /** Goes on with a new access token, if there is one. */
  private async renew(): Promise<void> {
    const token = await this.options.token().catch(() => undefined);
    if (token === undefined || token === this.lastToken) return;
    this.lastToken = token;
    await this.connection.ask('refresh_token', { token }).catch(() => undefined); // The next connection has it anyway.
  }

  private forget(id: string): void {
    this.conversations.delete(id);
    this.counters.delete(id);
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
    const stores = ids.flatMap((id) => this.conversations.get(id) ?? []);
    for (const id of ids) if (!this.conversations.has(id)) this.behind.delete(id);
    if (stores.length === 0) return true;
    const conversations = stores.map(({ place, lastSeq, lastRev }) => ({
      ...place,
      after_seq: lastSeq,
      after_rev: lastRev,
    }));
    const answer = await this.connection.ask<Synced>('sync', { conversations });
    if (!answer.ok) return false;
    for (const synced of answer.conversations) this.applySynced(synced);
    return true;
  }

  private applySynced(synced: Synced['conversations'][number]): void {
    const id = idOf(synced);
    const store = this.conversations.get(id);
    if (!store) return;
    if ('error' in synced) return this.forget(id);
    if (synced.reset && this.fromHead) store.beginAt(synced);
    else store.apply(synced);
    if (!synced.has_more && !synced.reset && !store.hasGap) this.behind.delete(id);
  }
}
