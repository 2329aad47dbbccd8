import type { Payload, ServerEvent } from './contract.js';
import { tellAll } from './listeners.js';
import { idOf, type Place } from './place.js';

interface Line {
  on<E extends ServerEvent>(event: E, listener: (payload: Payload<E>) => void): () => void;
  tell(event: 'typing_start' | 'typing_stop', input: Place & { parent_id?: string }): void;
}

export interface Typist {
  user_id: string;
  username: string;
}

/** Shown for 3 s by the others: repeated before that, so that a slow packet makes no gap. */
const REPEAT_MS = 2_000;
const IDLE_MS = 3_000;

const none: readonly Typist[] = [];
const keyOf = (
  place: { room_id?: string | null; dm_id?: string | null },
  parentId?: string | null,
): string => (parentId ? `${idOf(place)}/${parentId}` : idOf(place));

/** Tells the others that one types: at the first key, again while it lasts, and when it is over. */
export class TypingNotifier {
  private toldAt = Number.NEGATIVE_INFINITY;
  private idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (event: 'typing_start' | 'typing_stop') => void) {}

  /** To be called for each change of the text. */
  keystroke(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MS);
    if (Date.now() - this.toldAt < REPEAT_MS) return;
    this.toldAt = Date.now();
    this.tell('typing_start');
  }

  /** The text was sent or emptied, or its field was left. */
  stop(): void {
    clearTimeout(this.idle);
    if (this.toldAt === Number.NEGATIVE_INFINITY) return;
    this.toldAt = Number.NEGATIVE_INFINITY;
    this.tell('typing_stop');
  }
}

/** Who types where. Each stays named until they stop, send, or do not repeat it in time. */
export class TypingStore {
  private readonly typists = new Map<string, readonly Typist[]>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly line: Line) {
    line.on('user_typing', ({ user_id, username, parent_id, expires_in_ms, ...place }) =>
      this.started(keyOf(place, parent_id), { user_id, username }, expires_in_ms),
    );
    line.on('user_stopped_typing', ({ user_id, parent_id, ...place }) =>
      this.stopped(keyOf(place, parent_id), user_id),
    );
    line.on('new_message', (message) => this.stopped(keyOf(message, message.parent_id), message.sender_id));
  }

  /** The same array until it changes. */
  in(place: Place, parentId?: string): readonly Typist[] {
    return this.typists.get(keyOf(place, parentId)) ?? none;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** For one field in which one writes. */
  notifier(place: Place, parentId?: string): TypingNotifier {
    const input = { ...place, ...(parentId !== undefined && { parent_id: parentId }) };
    return new TypingNotifier((event) => this.line.tell(event, input));
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private started(key: string, typist: Typist, expiresInMs: number): void {
    const timer = `${key}:${typist.user_id}`;
    clearTimeout(this.timers.get(timer));
    this.timers.set(
      timer,
      setTimeout(() => this.stopped(key, typist.user_id), expiresInMs),
    );
    const known = this.typists.get(key) ?? none;
    if (known.some(({ user_id }) => user_id === typist.user_id)) return;
    this.set(key, [...known, typist]);
  }

  private stopped(key: string, userId: string): void {
    clearTimeout(this.timers.get(`${key}:${userId}`));
    this.timers.delete(`${key}:${userId}`);
    const known = this.typists.get(key) ?? none;
    if (!known.some(({ user_id }) => user_id === userId)) return;
    this.set(
      key,
      known.filter(({ user_id }) => user_id !== userId),
    );
  }

  private set(key: string, typists: readonly Typist[]): void {
    if (typists.length > 0) this.typists.set(key, typists);
    else this.typists.delete(key);
    tellAll(this.listeners);
  }
}
