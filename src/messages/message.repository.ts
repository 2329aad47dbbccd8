import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo } from 'mongoose';
import { AppError } from '../common/errors/app-error.js';
import { DURABLE } from '../database/durable.js';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import { fromDoc, toDoc } from './message.docs.js';
import type { SeqHead, StoredMessage } from './message.js';
import type { MessageDoc } from './message.schema.js';

/** What shows in a room: top-level messages and replies that were sent to the room too. */
const inTimeline = { $or: [{ parent_id: null }, { also_in_room: true }] };

export interface ReplyStats {
  count: number;
  last_at: Date | null;
}

@Injectable()
export class MessageRepository {
  constructor(@InjectModel('Message') private readonly messages: Model<MessageDoc>) {}

  /** One round trip; stops at the first that cannot be stored. What a failure means, `reread` finds out. */
  async insert(messages: StoredMessage[]): Promise<void> {
    const [failure] = (await this.write(messages, true)).values();
    if (failure) throw failure;
  }

  /** One round trip; what cannot be stored is answered with its error, by its place. Throws when nothing is certain. */
  async insertEach(messages: StoredMessage[]): Promise<ReadonlyMap<number, Error>> {
    return this.write(messages, false);
  }

  /** The last numbers given out; `atLeast` is a number that was given out already. */
  async head(conversationId: string, atLeast: number): Promise<SeqHead> {
    const [last] = await this.messages
      .find({ conversation_id: toObjectId(conversationId), seq: { $gte: atLeast } }, { seq: 1, top: 1 })
      .sort({ seq: -1 })
      .limit(1)
      .lean<MessageDoc[]>();
    return last ? { seq: last.seq, top: last.top } : { seq: 0, top: 0 };
  }

  async byIds(ids: string[]): Promise<StoredMessage[]> {
    if (ids.length === 0) return [];
    return this.find({ _id: { $in: ids.map(toObjectId) } });
  }

  async byId(id: string): Promise<StoredMessage | null> {
    const [found] = await this.byIds([id]);
    return found ?? null;
  }

  /** Throws `message_not_found`. Whether the caller may read it is asked after that. */
  async get(id: string): Promise<StoredMessage> {
    const found = await this.byId(id);
    if (!found) throw new AppError('message_not_found');
    return found;
  }

  /** One of this conversation. Throws `message_not_found`. */
  async getIn(conversationId: string, id: string): Promise<StoredMessage> {
    const found = await this.get(id);
    if (found.conversation.id !== conversationId) throw new AppError('message_not_found');
    return found;
  }

  async byClientIds(
    conversationId: string,
    keys: { sender_id: string; client_id: string }[],
  ): Promise<StoredMessage[]> {
    if (keys.length === 0) return [];
    const found = await this.find({
      conversation_id: toObjectId(conversationId),
      sender_id: { $in: [...new Set(keys.map((key) => key.sender_id))].map(toObjectId) },
      client_id: { $in: keys.map((key) => key.client_id) },
    });
    return found;
  }

  /**
   * Messages that show in the conversation with `from <= seq <= to`, ascending. Both ends are given, since numbers are
   * dense: an open end would make a store that does not read in the order of an index sort all there is.
   */
  async shown(conversationId: string, from: number, to: number): Promise<StoredMessage[]> {
    return this.window(conversationId, from, to, inTimeline);
  }

  /** Everything with `after < seq < before`, replies too, ascending, at most `count`. */
  async range(
    conversationId: string,
    after: number,
    before: number,
    count: number,
  ): Promise<StoredMessage[]> {
    return this.window(conversationId, after + 1, Math.min(before - 1, after + count), {});
  }

  /**
   * Stored in `from <= created_at < to`, in that order, at most `count` and all of the last moment: whoever goes on from
   * there misses none. Only what can concern somebody by itself, unless `all`.
   */
  async storedBetween(
    { from, to }: { from: Date; to: Date },
    { all, count }: { all: boolean; count: number },
  ): Promise<StoredMessage[]> {
    const naming = {
      $or: [
        { type: 'dm' as const },
        { has_mentions: true },
        { mentions_all: true },
        { parent_id: { $ne: null } },
      ],
    };
    const found = await this.messages
      .find({ created_at: { $gte: from, $lt: to }, ...(!all && naming) })
      .sort({ created_at: 1 })
      .limit(count)
      .lean<MessageDoc[]>();
    if (found.length < count) return found.map(fromDoc);
    const last = found.at(-1)?.created_at as Date;
    const moment = await this.find({ created_at: last, ...(!all && naming) });
    return [...found.filter(({ created_at }) => created_at < last).map(fromDoc), ...moment];
  }

  /** Counted, never kept: a count that is written beside the reply would drift when a node dies between the two. */
  async replyStats(parentIds: string[]): Promise<Map<string, ReplyStats>> {
    if (parentIds.length === 0) return new Map();
    const rows = await this.messages.aggregate<{ _id: ObjectId; count: number; last_at: Date }>([
      // The type says again what the partial index is for: DocumentDB would else read the whole collection.
      {
        $match: { parent_id: { $in: parentIds.map(toObjectId), $type: 'objectId' as const }, deleted: false },
      },
      { $group: { _id: '$parent_id', count: { $sum: 1 }, last_at: { $max: '$created_at' } } },
    ]);
    return new Map(rows.map(({ _id, count, last_at }) => [_id.toHexString(), { count, last_at }]));
  }

  /** Messages, at most `count`, that still hold what they were forwarded from. */
  async forwardsOf(messageId: string, count: number): Promise<StoredMessage[]> {
    const found = await this.messages
      .find({ 'forwarded_from.message_id': messageId, 'forwarded_from.deleted': false })
      .limit(count)
      .lean<MessageDoc[]>();
    return found.map(fromDoc);
  }

  /** Whether a preview in any message has this picture. */
  async anyShows(imageUrl: string): Promise<boolean> {
    return (await this.messages.exists({ 'link_previews.image_url': imageUrl })) !== null;
  }

  /** What somebody wrote from then on and is not deleted, the earliest first. */
  async writtenBy(userId: string, since: Date, limit: number): Promise<StoredMessage[]> {
    const found = await this.messages
      .find({ sender_id: toObjectId(userId), created_at: { $gte: since, $lte: new Date() }, deleted: false })
      .sort({ created_at: 1 })
      .limit(limit)
      .lean<MessageDoc[]>();
    return found.map(fromDoc);
  }

  async removeAll(conversationId: string): Promise<void> {
    await this.messages.deleteMany({ conversation_id: toObjectId(conversationId) });
  }

  /** The command itself: what the driver does around an insert (sizes, batches, ids) costs as much as the insert. */
  private async write(messages: StoredMessage[], ordered: boolean): Promise<ReadonlyMap<number, Error>> {
    const { db } = this.messages.db;
    if (!db) throw new AppError('service_unavailable');
    const { name } = this.messages.collection;
    const answer = await db.command({
      ...{ insert: name, ordered, documents: messages.map(toDoc), writeConcern: DURABLE },
    });
    if (answer.writeConcernError) throw new mongo.MongoServerError(answer.writeConcernError);
    const errors: { index: number; errmsg: string; code: number }[] = answer.writeErrors ?? [];
    return new Map(errors.map((error) => [error.index, new mongo.MongoServerError(error)]));
  }

  private async window(
    conversationId: string,
    from: number,
    to: number,
    which: object,
  ): Promise<StoredMessage[]> {
    if (to < from) return [];
    const found = await this.messages
      .find({ conversation_id: toObjectId(conversationId), seq: { $gte: from, $lte: to }, ...which })
      .sort({ seq: 1 })
      .lean<MessageDoc[]>();
    return found.map(fromDoc);
  }

  private async find(filter: object): Promise<StoredMessage[]> {
    const found = await this.messages.find(filter).lean<MessageDoc[]>();
    return found.map(fromDoc);
  }
}
