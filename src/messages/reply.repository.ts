import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { Stretch } from './head.service.js';
import { fromDoc } from './message.docs.js';
import type { StoredMessage } from './message.js';
import type { MessageDoc } from './message.schema.js';

/** That somebody wrote in a thread, or is mentioned in it: the first and the last time, by `seq`. */
export interface ThreadTrace {
  parent_id: string;
  user_id: string;
  by: 'reply' | 'mention';
  first: number;
  last: number;
  last_at: Date;
}

interface TraceRow {
  _id: { parent_id: ObjectId; user_id: ObjectId };
  first: number;
  last: number;
  last_at: Date;
}

/** As the partial index on `parent_id` says it: DocumentDB uses the index only where the query repeats its condition. */
const isReply = { $type: 'objectId' as const };

/** Replies by their thread. */
@Injectable()
export class ReplyRepository {
  constructor(@InjectModel('Message') private readonly messages: Model<MessageDoc>) {}

  /** Replies to a message, ascending; the newest page unless `after`. */
  async page(
    parentId: string,
    range: { before?: number; after?: number },
    count: number,
  ): Promise<StoredMessage[]> {
    const seq = {
      ...(range.before !== undefined && { $lt: range.before }),
      ...(range.after !== undefined && { $gt: range.after }),
    };
    const backwards = range.after === undefined;
    const found = await this.messages
      .find({
        parent_id: { ...isReply, $eq: toObjectId(parentId) },
        ...(Object.keys(seq).length > 0 && { seq }),
      })
      .sort({ seq: backwards ? -1 : 1 })
      .limit(count)
      .lean<MessageDoc[]>();
    const messages = found.map(fromDoc);
    return backwards ? messages.reverse() : messages;
  }

  /** Who replied in each of these threads, the first ones first. */
  async repliers(parentIds: string[], count: number): Promise<Map<string, string[]>> {
    if (parentIds.length === 0) return new Map();
    const rows = await this.group(
      { parent_id: { ...isReply, $in: parentIds.map(toObjectId) }, deleted: false },
      'reply',
    );
    const repliers = new Map<string, string[]>();
    for (const { parent_id, user_id } of rows.sort((a, b) => a.first - b.first)) {
      const known = repliers.get(parent_id) ?? [];
      if (known.length < count) repliers.set(parent_id, [...known, user_id]);
    }
    return repliers;
  }

  /** Replies of others after a position in each thread, without deleted ones. */
  async unread(
    userId: string,
    positions: { parent_id: string; seq: number }[],
  ): Promise<Map<string, number>> {
    if (positions.length === 0) return new Map();
    const branches = positions.map(({ parent_id, seq }) => ({
      parent_id: { ...isReply, $eq: toObjectId(parent_id) },
      seq: { $gt: seq },
      sender_id: { $ne: toObjectId(userId) },
      deleted: false,
    }));
    const rows = await this.messages.aggregate<{ _id: ObjectId; count: number }>([
      { $match: branches.length === 1 ? (branches[0] as object) : { $or: branches } },
      { $group: { _id: '$parent_id', count: { $sum: 1 } } },
    ]);
    return new Map(rows.map(({ _id, count }) => [_id.toHexString(), count]));
  }

  /** Who wrote in a thread, and when this user was mentioned in it. */
  async tracesIn(parentId: string, userId: string): Promise<ThreadTrace[]> {
    const [replies, mentions] = await Promise.all([
      this.group({ parent_id: { ...isReply, $eq: toObjectId(parentId) } }, 'reply'),
      this.group(
        { parent_id: { ...isReply, $eq: toObjectId(parentId) }, mentions: toObjectId(userId) },
        'mention',
      ),
    ]);
    return [...replies, ...mentions.filter(({ user_id }) => user_id === userId)];
  }

  /** Who wrote or is mentioned in threads, as far as these stretches of conversations reach. */
  async tracesOf(stretches: Stretch[]): Promise<ThreadTrace[]> {
    if (stretches.length === 0) return [];
    const branches = stretches.map(({ conversation_id, after, since, to }) => ({
      conversation_id: toObjectId(conversation_id),
      seq: { $gt: after, $lte: to },
      ...(since && { created_at: { $gte: since } }),
      parent_id: { $ne: null },
    }));
    const match = branches.length === 1 ? (branches[0] as object) : { $or: branches };
    const [replies, mentions] = await Promise.all([
      this.group(match, 'reply'),
      this.group({ ...match, has_mentions: true }, 'mention'),
    ]);
    return [...replies, ...mentions];
  }

  private async group(match: object, by: ThreadTrace['by']): Promise<ThreadTrace[]> {
    const user_id = by === 'reply' ? '$sender_id' : '$mentions';
    const rows = await this.messages.aggregate<TraceRow>([
      { $match: match },
      ...(by === 'mention' ? [{ $unwind: '$mentions' }] : []),
      {
        $group: {
          _id: { parent_id: '$parent_id', user_id },
          first: { $min: '$seq' },
          last: { $max: '$seq' },
          last_at: { $max: '$created_at' },
        },
      },
    ]);
    return rows.map(({ _id, first, last, last_at }) => ({
      parent_id: _id.parent_id.toHexString(),
      user_id: _id.user_id.toHexString(),
      by,
      first,
      last,
      last_at,
    }));
  }
}
