import { Injectable } from '@nestjs/common';
import type { ConversationRef } from '../events/domain-event-map.js';

type Load = (conversation: ConversationRef, userIds: string[]) => Promise<Map<string, number>>;

/** How far people have read, for notifications, which stand left of the inbox. */
@Injectable()
export class ReadPositions {
  private load: Load = () => Promise.resolve(new Map());

  /** The inbox says here how positions are read: one query for any number of people. */
  register(load: Load): void {
    this.load = load;
  }

  /** The `seq` that each has read up to; who has read nothing is left out. */
  of(conversation: ConversationRef, userIds: string[]): Promise<Map<string, number>> {
    return userIds.length === 0 ? Promise.resolve(new Map()) : this.load(conversation, userIds);
  }
}
