import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 500;
/** An answer is current while the last reading of changes began less than this ago. */
const CURRENT_MS = 1_000;
/** Nobody asked for so long: it rests. */
const REST_AFTER_MS = 60_000;
/** What was stored a moment ago may carry the time of a node whose clock is behind. */
const OVERLAP_MS = 5_000;

/**
 * Reads what has changed in the database twice a second, for as long as somebody remembers things by it: what a cache
 * holds stays current without being read again, however seldom each of it is asked for, and although every event was lost.
 */
export class ChangeFeed {
  private readAt = Number.NEGATIVE_INFINITY;
  private readUntil = new Date(0);
  private wantedAt = 0;
  private isRunning = false;
  private isStopped = false;

  /** `read` makes the cache forget what changed since then; `clear` makes it forget everything. */
  constructor(
    private readonly read: (since: Date) => Promise<void>,
    private readonly clear: () => void,
  ) {}

  /** Whether the cache has forgotten all that changed until a moment ago. Asking keeps it so. */
  isCurrent(): boolean {
    this.wantedAt = performance.now();
    if (!this.isRunning && !this.isStopped) void this.run();
    return this.wantedAt - this.readAt < CURRENT_MS;
  }

  stop(): void {
    this.isStopped = true;
    this.readAt = Number.NEGATIVE_INFINITY;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (!this.isStopped && performance.now() - this.wantedAt < REST_AFTER_MS) {
      await this.readOn();
      await delay(EVERY_MS, undefined, { ref: false });
    }
    this.isRunning = false;
  }

  private async readOn(): Promise<void> {
    const began = { at: performance.now(), time: new Date() };
    try {
      if (began.at - this.readAt > OVERLAP_MS) {
        // It rested, or the database was away: what changed meanwhile may be much.
        this.clear();
        this.readUntil = began.time;
      }
      await this.read(new Date(this.readUntil.getTime() - OVERLAP_MS));
      if (this.isStopped) return;
      this.readAt = began.at;
      this.readUntil = began.time;
    } catch {
      // What is remembered ages by itself until the database is back.
    }
  }
}
