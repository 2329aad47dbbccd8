import type { Payload, ServerEvent } from './contract.js';
import { ParleyError } from './errors.js';
import type { Presence } from './generated/contract.js';
import { tellAll } from './listeners.js';

interface Line {
  on<E extends ServerEvent>(event: E, listener: (payload: Payload<E>) => void): () => void;
  emit(event: 'presence_subscribe', input: { user_ids: string[] }): Promise<{ presence: Presence[] }>;
}

/** The server follows no more people for one connection. */
const MAX_FOLLOWED = 500;
/** All that one rendering asks for goes in one request. */
const GATHER_MS = 50;
const RETRY_MS = 5_000;

/** Who is here. Follows the people that somebody asked for, also after a reconnect. */
export class PresenceStore {
  private readonly known = new Map<string, Presence>();
  /** How often each is asked for. */
  private readonly wanted = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private followed = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly line: Line) {
    line.on('ready', () => {
      this.followed = '';
      this.schedule();
    });
    line.on('presence_update', (presence) => this.keep([presence]));
  }

  get(userId: string): Presence | undefined {
    return this.known.get(userId);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Follows these people until the function that it returns is called. */
  follow(userIds: readonly string[]): () => void {
    for (const id of userIds) this.wanted.set(id, (this.wanted.get(id) ?? 0) + 1);
    this.schedule();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      for (const id of userIds) this.unwant(id);
      this.schedule();
    };
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private unwant(id: string): void {
    const left = (this.wanted.get(id) ?? 1) - 1;
    if (left > 0) this.wanted.set(id, left);
    else this.wanted.delete(id);
  }

  private schedule(ms = GATHER_MS): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, ms);
  }

  private async ask(): Promise<void> {
    const user_ids = [...this.wanted.keys()].slice(-MAX_FOLLOWED).sort();
    const now = user_ids.join();
    if (now === this.followed) return;
    this.followed = now;
    // Nobody tells of these any more: what is known would grow old.
    for (const id of this.known.keys()) if (!this.wanted.has(id)) this.known.delete(id);
    try {
      this.keep((await this.line.emit('presence_subscribe', { user_ids })).presence);
    } catch (error) {
      this.followed = ''; // Asked again with the next connection, or on this one when the server is better.
      const passes = error instanceof ParleyError && (error.status === 429 || error.status >= 500);
      if (passes) this.schedule(error.retryAfterMs ?? RETRY_MS);
    }
  }

  private keep(presences: readonly Presence[]): void {
    for (const presence of presences) this.known.set(presence.user_id, presence);
    tellAll(this.listeners);
  }
}
