import { createHash } from 'node:crypto';
import type { ParleyClient } from '../../sdk/src/client.js';
import type { Message } from '../../src/contract/message.js';

/** So much of the conversation is held, as by a page that is open for days. */
const HELD = 300;
const SLACK = 100;

const hash = (text: string): bigint => BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);

/** One number for what was said and in which order; each message changes all that follows. */
export const inOrder = (before: bigint, { id, seq }: Message): bigint => hash(`${before} ${seq} ${id}`);

/** One number for what was acknowledged, in whichever order. */
export const acknowledgedAs = (before: bigint, { id, seq }: Message): bigint => before ^ hash(`${seq} ${id}`);

/** Watches what one client shows, in memory that does not grow with it. */
export class Follower {
  seen = 0;
  order = 0n;
  acknowledged = 0n;
  /** What came twice, too early or not at all. */
  readonly wrong: string[] = [];

  constructor(
    readonly client: ParleyClient,
    private readonly roomId: string,
  ) {
    client.on('ready', () => this.watch());
  }

  get store() {
    return this.client.conversations.get(this.roomId);
  }

  private watch(): void {
    const { store } = this;
    if (!store || store.isWatched) return;
    store.subscribe(() => this.look());
    this.look();
  }

  private look(): void {
    const { store } = this;
    if (!store) return;
    const { messages } = store;
    const news = messages.slice(messages.findLastIndex(({ seq }) => seq <= this.seen) + 1);
    for (const message of news) {
      if (message.seq > store.lastSeq) break;
      if (message.seq !== this.seen + 1) this.wrong.push(`${message.seq} after ${this.seen}`);
      this.seen = message.seq;
      this.order = inOrder(this.order, message);
    }
    if (store.size > HELD + SLACK) store.keepNewest(HELD);
  }
}
