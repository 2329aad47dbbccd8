import type { Change, Message, Reaction, SyncedConversation } from './generated/contract.js';
import { tellAll } from './listeners.js';
import type { PendingMessage } from './outbox.js';
import type { Place } from './place.js';

/** A numbered change as it comes live: reactions carry only themselves, everything else the whole message. */
export type LiveChange =
  | { rev: number; message: Message }
  | { rev: number; message_id: string; reaction: Reaction; added: boolean };

/** What there is to show. The same object until something changes. */
export interface Snapshot {
  /** In the order of the conversation, replies in threads too. */
  messages: readonly Message[];
  /** Own messages that are on their way or were given up: to be shown after the others. */
  pending: readonly PendingMessage[];
  /** 1 when everything back to the first message is here. */
  firstSeq: number | undefined;
}

/** The newest of a conversation without a gap, and how far its numbers had come: enough to go on from there. */
export interface KeptConversation {
  place: Place;
  messages: Message[];
  firstSeq: number;
  lastSeq: number;
  lastRev: number;
}

const MAX_ORPHANS = 200;

/**
 * What a client knows of one conversation. Applies messages by `seq` and changes by `rev`, each once and in order,
 * wherever they come from; holds what comes early and says when something is missing.
 */
export class ConversationStore {
  /** All that is before this number is here. */
  lastSeq = 0;
  lastRev = 0;
  private readonly byId = new Map<string, Message>();
  private readonly earlyMessages = new Map<number, Message>();
  private readonly earlyChanges = new Map<number, LiveChange>();
  /** Changes of messages that are not here yet. */
  private readonly orphans = new Map<string, LiveChange[]>();
  private readonly listeners = new Set<() => void>();
  private sorted: Message[] | undefined;
  /**
   * The lowest number from which on everything of the conversation's own line is here: 1 for who began at the beginning,
   * undefined for who began at a head and has loaded no page yet.
   */
  firstSeq: number | undefined = 1;

  private snapshot: Snapshot | undefined;

  constructor(
    readonly place: Place,
    private readonly pending: () => readonly PendingMessage[] = () => [],
    /** The next message of the conversation, each once and in order. */
    private readonly onNext: (message: Message) => void = () => undefined,
  ) {}

  /** Messages in the order of the conversation. */
  get messages(): Message[] {
    this.sorted ??= [...this.byId.values()].sort((a, b) => a.seq - b.seq);
    return this.sorted;
  }

  get size(): number {
    return this.byId.size;
  }

  /** Somebody shows it. */
  get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  get(id: string): Message | undefined {
    return this.byId.get(id);
  }

  /** True when a number was skipped: ask `sync`. */
  get hasGap(): boolean {
    return this.earlyMessages.size > 0 || this.earlyChanges.size > 0;
  }

  /** With `getSnapshot` what React calls an external store, and what others have under other names. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): Snapshot => {
    this.snapshot ??= { messages: this.messages, pending: this.stillPending(), firstSeq: this.firstSeq };
    return this.snapshot;
  };

  /** Another message is pending, or one no longer is. */
  pendingChanged(): void {
    this.snapshot = undefined;
    tellAll(this.listeners);
  }

  isBehind(head: { last_seq: number; last_rev: number }): boolean {
    return head.last_seq > this.lastSeq || head.last_rev > this.lastRev;
  }

  /**
   * Begins at a head instead of at the first message: what is before comes with pages, which leave the numbers alone.
   * What came early is kept, as far as it is after the head.
   */
  beginAt({ last_seq, last_rev }: { last_seq: number; last_rev: number }): void {
    this.byId.clear();
    this.orphans.clear();
    this.firstSeq = undefined;
    this.lastSeq = last_seq;
    this.lastRev = last_rev;
    for (const seq of this.earlyMessages.keys()) if (seq <= last_seq) this.earlyMessages.delete(seq);
    for (const rev of this.earlyChanges.keys()) if (rev <= last_rev) this.earlyChanges.delete(rev);
    this.drain();
  }

  /**
   * A page of history that adjoins what is here: the newest one, or the one before `firstSeq`. `isFirst` says that
   * there is nothing before it.
   */
  addPage(messages: Message[], isFirst: boolean): void {
    const [oldest] = messages;
    this.firstSeq = isFirst
      ? 1
      : Math.min(oldest?.seq ?? Number.MAX_SAFE_INTEGER, this.firstSeq ?? Number.MAX_SAFE_INTEGER);
    this.addContext(messages);
  }

  /** Messages from anywhere, a thread for example: known from now on, without being part of the line. */
  addContext(messages: Message[]): void {
    for (const message of messages) this.add(message);
    this.tell();
  }

  /** What is worth keeping for the next time; undefined when nothing was loaded yet. */
  newest(count: number): KeptConversation | undefined {
    const { place, firstSeq, lastSeq, lastRev } = this;
    if (firstSeq === undefined) return undefined;
    const line = this.messages.filter(({ seq }) => seq >= firstSeq);
    const messages = line.slice(-count);
    const first = line.length > count ? (messages[0]?.seq ?? firstSeq) : firstSeq;
    return { place, messages, firstSeq: first, lastSeq, lastRev };
  }

  /** Goes on from what was kept: `sync` brings the rest. */
  restore({ messages, firstSeq, lastSeq, lastRev }: KeptConversation): void {
    this.firstSeq = firstSeq;
    this.lastSeq = lastSeq;
    this.lastRev = lastRev;
    this.addContext(messages);
  }

  /** Forgets all but the newest, which can be loaded again: what is held stays bounded, however much comes. */
  keepNewest(count: number): void {
    const forgotten = this.messages.slice(0, -count);
    const oldest = this.messages[forgotten.length];
    if (forgotten.length === 0 || !oldest) return;
    for (const { id } of forgotten) this.byId.delete(id);
    if (this.firstSeq !== undefined) this.firstSeq = Math.max(this.firstSeq, oldest.seq);
    this.tell();
  }

  receive(message: Message): void {
    if (message.seq > this.lastSeq) this.earlyMessages.set(message.seq, message);
    this.drain();
  }

  change(change: LiveChange): void {
    if (change.rev > this.lastRev) this.earlyChanges.set(change.rev, change);
    this.drain();
  }

  /** An answer of `sync`. What came live meanwhile was held and follows. */
  apply({ messages, changes, reset, last_rev, first_seq }: SyncedConversation): void {
    if (reset) return this.clear(last_rev);
    this.removeBefore(first_seq);
    for (const message of messages)
      if (message.seq > this.lastSeq) this.earlyMessages.set(message.seq, message);
    for (const { rev, message } of changes as Change[]) {
      if (rev > this.lastRev) this.earlyChanges.set(rev, { rev, message });
    }
    this.drain();
  }

  /** What was before was removed for its age. Its numbers will not come any more. */
  removeBefore(firstSeq: number): void {
    if (firstSeq <= 1) return;
    for (const { id, seq } of this.byId.values()) if (seq < firstSeq) this.byId.delete(id);
    for (const seq of this.earlyMessages.keys()) if (seq < firstSeq) this.earlyMessages.delete(seq);
    if (this.firstSeq !== undefined && this.firstSeq <= firstSeq) this.firstSeq = 1; // Nothing is before it.
    this.lastSeq = Math.max(this.lastSeq, firstSeq - 1);
    this.drain();
  }

  /** The kept changes do not reach back far enough: everything is loaded anew, as it now is. */
  private clear(lastRev: number): void {
    this.byId.clear();
    this.orphans.clear();
    this.earlyMessages.clear();
    for (const rev of this.earlyChanges.keys()) if (rev <= lastRev) this.earlyChanges.delete(rev);
    this.firstSeq = 1;
    this.lastSeq = 0;
    this.lastRev = lastRev;
    this.drain();
  }

  private drain(): void {
    for (
      let next = this.earlyMessages.get(this.lastSeq + 1);
      next;
      next = this.earlyMessages.get(this.lastSeq + 1)
    ) {
      this.earlyMessages.delete(next.seq);
      this.lastSeq = next.seq;
      this.countReply(next);
      this.add(next);
      this.onNext(next);
    }
    for (
      let next = this.earlyChanges.get(this.lastRev + 1);
      next;
      next = this.earlyChanges.get(this.lastRev + 1)
    ) {
      this.earlyChanges.delete(next.rev);
      this.lastRev = next.rev;
      this.applyChange(next);
    }
    this.tell();
  }

  /** Without those that are here already, whichever of acknowledgement and event came first. */
  private stillPending(): readonly PendingMessage[] {
    const pending = this.pending();
    if (pending.length === 0) return pending;
    const stored = new Set(this.messages.map(({ client_id }) => client_id));
    return pending.filter(({ client_id }) => !stored.has(client_id));
  }

  private tell(): void {
    this.sorted = undefined;
    this.snapshot = undefined;
    tellAll(this.listeners);
  }

  private add(message: Message): void {
    this.put(message);
    for (const change of this.orphans.get(message.id) ?? []) this.applyChange(change);
    this.orphans.delete(message.id);
  }

  /** No change tells of a reply: the message that it answers is counted up here, unless it was read after the reply. */
  private countReply({ parent_id, created_at }: Message): void {
    const parent = parent_id === null ? undefined : this.byId.get(parent_id);
    if (!parent || (parent.last_reply_at ?? '') >= created_at) return;
    this.byId.set(parent.id, { ...parent, reply_count: parent.reply_count + 1, last_reply_at: created_at });
  }

  /** The later state wins: a sync may bring a message with changes whose own numbers come after. */
  private put(message: Message): void {
    const known = this.byId.get(message.id);
    if (!known || known.rev <= message.rev) this.byId.set(message.id, message);
  }

  /** For a page that was asked for before the change. Who waits longest is not waited for any more: memory is bounded. */
  private keepOrphan(id: string, change: LiveChange): void {
    const waiting = 'message' in change ? [] : (this.orphans.get(id) ?? []);
    this.orphans.delete(id);
    this.orphans.set(id, [...waiting, change]);
    const [oldest] = this.orphans.keys();
    if (this.orphans.size > MAX_ORPHANS && oldest !== undefined) this.orphans.delete(oldest);
  }

  private applyChange(change: LiveChange): void {
    const id = 'message' in change ? change.message.id : change.message_id;
    const known = this.byId.get(id);
    if (!known) return this.keepOrphan(id, change);
    if (known.rev >= change.rev) return;
    if ('message' in change) return this.put(change.message);
    const { emoji, user_id } = change.reaction;
    const others = known.reactions.filter(
      (reaction) => reaction.emoji !== emoji || reaction.user_id !== user_id,
    );
    const reactions = change.added ? [...others, change.reaction] : others;
    this.byId.set(id, { ...known, reactions, rev: change.rev });
  }
}
