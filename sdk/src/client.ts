import { Connection } from './connection.js';
import type {
  Ack,
  ClientEvent,
  EventInput,
  EventOutput,
  Input,
  Output,
  Payload,
  RestOperation,
  ServerEvent,
} from './contract.js';
import type { ConversationStore, KeptConversation } from './conversation-store.js';
import { Conversations } from './conversations.js';
import type { CountersStore } from './counters.js';
import { ParleyError } from './errors.js';
import type { Message, User } from './generated/contract.js';
import { newId } from './id.js';
import { tellAll } from './listeners.js';
import { Outbox, type Outgoing, type PendingMessage } from './outbox.js';
import type { OutboxStorage } from './outbox-storage.js';
import { idOf, type Place } from './place.js';
import { PresenceStore } from './presence.js';
import { type Api, type CallOptions, Rest, type TokenSource } from './rest.js';
import { TypingStore } from './typing.js';

export interface ClientOptions {
  /** Nodes of the server; one is enough. */
  urls: readonly string[];
  /** The access token; asked for each connection, with the problem when the last one was refused. `SignIn` has one. */
  token: TokenSource;
  /** Where messages wait that are not acknowledged yet; in memory unless given. */
  outbox?: OutboxStorage;
  /** A message that could not be sent for so long is given up; a day unless given. */
  expireAfterMs?: number;
  ackTimeoutMs?: number;
  /** How long to wait before the next connection; full-jitter exponential up to 10 s unless given. */
  backoffMs?: (attempt: number) => number;
  /**
   * Where a conversation that is not known yet begins: at its first message, which loads all of it, or at its head, for
   * clients that load pages of history by themselves (`ConversationStore.addPage`).
   */
  beginAt?: 'first' | 'head';
  /** The connection has become ready, or was lost. */
  onLine?: (isReady: boolean) => void;
}

/**
 * Keeps what its user sees equal to what the server stores: live events as they come, `sync` for what was missed, an
 * outbox for what is to be sent.
 */
export class ParleyClient {
  user: User | undefined;
  /** Who is here. */
  readonly presence: PresenceStore;
  /** Who types. */
  readonly typing: TypingStore;
  private readonly connection: Connection;
  private readonly rest: Rest;
  private readonly outbox: Outbox;
  private readonly all: Conversations;
  private readonly listeners = new Map<string, Set<(payload: never) => void>>();
  private lastToken: string | undefined;

  constructor(private readonly options: ClientOptions) {
    const token: TokenSource = async (...refused) => {
      this.lastToken = await options.token(...refused);
      return this.lastToken;
    };
    this.rest = new Rest({ urls: options.urls, token });
    this.connection = new Connection({
      ...options,
      token,
      onReady: (payload) => this.onReady(payload as Payload<'ready'>),
      onEvent: (event, payload) => this.onEvent(event as ServerEvent, payload),
    });
    this.outbox = new Outbox({
      send: (message) => this.ask('send_message', message),
      storage: options.outbox,
      expireAfterMs: options.expireAfterMs,
      onChange: (id) => this.conversations.get(id)?.pendingChanged(),
    });
    this.all = new Conversations({
      fromHead: options.beginAt === 'head',
      sync: (input) => this.ask('sync', input),
      pendingIn: (id) => this.outbox.pendingIn(id),
      recount: async (place) =>
        place.room_id === undefined
          ? (await this.call('get_dm', place)).conversation
          : (await this.call('get_room', place)).room,
      onStored: (message) => this.onStored(message),
    });
    this.presence = new PresenceStore(this);
    this.typing = new TypingStore(this);
  }

  /** By the id of the room or direct message. */
  get conversations(): ReadonlyMap<string, ConversationStore> {
    return this.all.stores;
  }

  /** What is unread in each. */
  get counters(): CountersStore {
    return this.all.counters;
  }

  /** Every operation of the contract, over HTTP. */
  get api(): Api {
    return this.rest.api;
  }

  /** Shows what `ConversationStore.newest` gave the last time, until there is a connection. */
  restore(kept: KeptConversation): void {
    this.all.restore(kept);
  }

  connect(): this {
    void this.outbox.restore();
    this.connection.open();
    return this;
  }

  close(): void {
    this.all.close();
    this.outbox.close();
    this.presence.close();
    this.typing.close();
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
    return this.connection.isReady && this.all.isSettled && this.outbox.size === 0;
  }

  on<E extends ServerEvent>(event: E, listener: (payload: Payload<E>) => void): () => void {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener as (payload: never) => void));
    return () => listeners.delete(listener as (payload: never) => void);
  }

  /** An operation over HTTP, by its name: the same as the method of `api`. */
  call<O extends RestOperation>(operation: O, input: Input<O>, options?: CallOptions): Promise<Output<O>> {
    return this.rest.call(operation, input, options);
  }

  /** Sends an event and resolves with its result; rejects with a `ParleyError`. */
  async emit<E extends ClientEvent>(event: E, input: EventInput<E>): Promise<EventOutput<E>> {
    const answer = await this.ask<object>(event, input);
    if (!answer.ok) throw new ParleyError(answer.error);
    const { ok: _ok, ...result } = answer;
    return result as EventOutput<E>;
  }

  /** Sends an event that is worth nothing later: never waits for a connection, never fails. */
  tell<E extends ClientEvent>(event: E, input: EventInput<E>): void {
    if (this.connection.isReady) this.ask(event, input).catch(() => undefined);
  }

  /** Sends an event and resolves with the acknowledgement as it came. */
  ask<T extends object>(event: string, payload: unknown): Promise<Ack<T>> {
    return this.connection.ask<T>(event, payload);
  }

  /** Resolves with the stored message, however often it had to be tried; rejects when it was refused or has expired. */
  send(outgoing: Omit<Outgoing, 'client_id'> & { client_id?: string }): Promise<Message> {
    return this.outbox.add({ ...outgoing, client_id: outgoing.client_id ?? newId() });
  }

  /** Own messages of a conversation that are on their way or were given up, in order. */
  pendingIn(place: Place): readonly PendingMessage[] {
    return this.outbox.pendingIn(idOf(place));
  }

  /** Sends again what was given up. */
  retry(clientId: string): void {
    this.outbox.retry(clientId);
  }

  /** Forgets what was given up. */
  discard(clientId: string): void {
    this.outbox.discard(clientId);
  }

  private onReady(payload: Payload<'ready'>): void {
    this.user = payload.user;
    this.all.begin(payload);
    this.inform('ready', payload);
  }

  private onEvent(event: ServerEvent, payload: unknown): void {
    this.all.apply(event, payload);
    if (event === 'new_message') this.onStored(payload as Message);
    if (event === 'token_expiring') void this.renew();
    this.inform(event, payload);
  }

  /** Another person may use the same `client_id`. */
  private onStored(message: Message): void {
    if (message.sender_id === this.user?.id) this.outbox.acknowledge(message);
  }

  private inform(event: ServerEvent, payload: unknown): void {
    tellAll(this.listeners.get(event) ?? [], payload as never);
  }

  /** Goes on with a new access token, if there is one. */
  private async renew(): Promise<void> {
    const before = this.lastToken;
    const token = await this.options.token().catch(() => undefined);
    if (token === undefined || token === before) return;
    this.lastToken = token;
    await this.ask('refresh_token', { token }).catch(() => undefined); // The next connection has it anyway.
  }
}
