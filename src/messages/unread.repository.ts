import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { MessageDoc } from './message.schema.js';

export interface Position {
  conversation_id: string;
  seq: number;
}

/** What of the top-level messages after a position is not unread, and what of them mentions the reader. */
export interface AfterPosition {
  own: number;
  deleted: number;
  mentions: number;
}

/**
 * Counts after positions, each by an index of its own. Four queries, however many conversations. `@room` and `@here`
 * mention everybody else by a flag; who is mentioned by name too is not counted twice.
 */
@Injectable()
export class UnreadRepository {
  constructor(@InjectModel('Message') private readonly messages: Model<MessageDoc>) {}

  async after(userId: string, positions: Position[]): Promise<Map<string, AfterPosition>> {
    if (positions.length === 0) return new Map();
    const reader = toObjectId(userId);
    const [own, deleted, mentions, groupMentions] = await Promise.all([
      this.count(positions, { sender_id: reader }),
      this.count(positions, { deleted: true, sender_id: { $ne: reader } }),
      this.count(positions, { mentions: reader, has_mentions: true }),
      this.count(positions, { mentions_all: true, mentions: { $ne: reader }, sender_id: { $ne: reader } }),
    ]);
    return new Map(
      positions.map(({ conversation_id: id }) => [
        id,
        {
          own: own.get(id) ?? 0,
          deleted: deleted.get(id) ?? 0,
          mentions: (mentions.get(id) ?? 0) + (groupMentions.get(id) ?? 0),
        },
      ]),
    );
  }

  private async count(positions: Position[], which: object): Promise<Map<string, number>> {
    const branches = positions.map(({ conversation_id, seq }) => ({
      conversation_id: toObjectId(conversation_id),
      seq: { $gt: seq },
      ...which,
      parent_id: null,
    }));
    const rows = await this.messages.aggregate<{ _id: ObjectId; count: number }>([
      { $match: branches.length === 1 ? (branches[0] as object) : { $or: branches } },
      { $group: { _id: '$conversation_id', count: { $sum: 1 } } },
    ]);
    return new Map(rows.map(({ _id, count }) => [_id.toHexString(), count]));
  }
}
