import { Injectable } from '@nestjs/common';
import type { ConversationRef } from '../events/domain-event-map.js';

/** Where a conversation stands: the last numbers given out. `top` counts top-level messages. */
export interface ConversationHead {
  seq: number;
  top: number;
  rev: number;
}

export const emptyHead: ConversationHead = { seq: 0, top: 0, rev: 0 };

type Load = (conversations: ConversationRef[]) => Promise<Map<string, ConversationHead>>;

/** Heads of conversations for those who stand left of messages, where they are numbered. */
@Injectable()
export class ConversationHeads {
  private load: Load = () => Promise.resolve(new Map());

  /** The messages domain says here how heads are read: a constant number of queries for any number of conversations. */
  register(load: Load): void {
    this.load = load;
  }

  read(conversations: ConversationRef[]): Promise<Map<string, ConversationHead>> {
    return conversations.length === 0 ? Promise.resolve(new Map()) : this.load(conversations);
  }

  async readOne(conversation: ConversationRef): Promise<ConversationHead> {
    return (await this.load([conversation])).get(conversation.id) ?? emptyHead;
  }
}
