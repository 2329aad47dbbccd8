import { Injectable } from '@nestjs/common';
import { HeadRepository } from './head.repository.js';
import type { SeqHead, StoredMessage } from './message.js';
import { MessageRepository } from './message.repository.js';

const MAX_WINDOW = 5_000;

/** Reads conversations by windows of numbers, which are dense: the cost does not depend on how long a conversation is. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly messages: MessageRepository,
    private readonly heads: HeadRepository,
  ) {}

  /** The last numbers given out. `atLeast` is one that is known to be, 0 when none is. */
  async head(conversationId: string, atLeast = 0): Promise<SeqHead> {
    const written =
      atLeast > 0 ? undefined : (await this.heads.written([conversationId])).get(conversationId);
    const head = await this.messages.head(conversationId, Math.max(atLeast, written?.seq ?? 0));
    // All that was there was removed for its age: only what is written still knows.
    if (head.seq === 0 && atLeast > 0) return this.head(conversationId);
    return { seq: Math.max(head.seq, written?.seq ?? 0), top: Math.max(head.top, written?.top ?? 0) };
  }

  /** The newest messages that show, ascending. */
  async newest(conversationId: string, count: number): Promise<StoredMessage[]> {
    const { seq } = await this.head(conversationId);
    return this.before(conversationId, seq + 1, count);
  }

  /** Messages that show before a number, the nearest ones, ascending. */
  async before(conversationId: string, seq: number, count: number): Promise<StoredMessage[]> {
    let found: StoredMessage[] = [];
    let begins = 1;
    for (
      let to = seq - 1, window = count;
      to >= begins && found.length < count;
      window = Math.min(window * 4, MAX_WINDOW)
    ) {
      const from = Math.max(1, to - window + 1);
      found = [...(await this.messages.shown(conversationId, from, to)), ...found];
      to = from - 1;
      // Asked where a window was not enough: before its beginning a room has nothing, however far the numbers go.
      if (begins === 1 && found.length < count && to >= begins)
        begins = ((await this.heads.written([conversationId])).get(conversationId)?.floor?.seq ?? 0) + 1;
    }
    return found.slice(-count);
  }

  /** Messages that show after a number, the nearest ones, ascending. */
  async after(conversationId: string, seq: number, count: number): Promise<StoredMessage[]> {
    const head = await this.head(conversationId);
    const found: StoredMessage[] = [];
    for (
      let from = seq + 1, window = count;
      from <= head.seq && found.length < count;
      window = Math.min(window * 4, MAX_WINDOW)
    ) {
      found.push(...(await this.messages.shown(conversationId, from, from + window - 1)));
      from += window;
    }
    return found.slice(0, count);
  }
}
