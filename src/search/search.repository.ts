import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/errors/app-error.js';
import { toObjectId } from '../database/object-id.js';
import { fromDoc } from '../messages/message.docs.js';
import type { StoredMessage } from '../messages/message.js';
import type { MessageDoc } from '../messages/message.schema.js';
import type { Period } from './days.js';

const MAX_TIME_MS_EXPIRED = 50;
const END_OF_TIME = 8.64e15;

/** What messages are read by. The conversations are always part of the query: nothing of others is ever read. */
export interface SearchFilter extends Period {
  terms: string[];
  /** Whether the latest messages of the conversation do without: then not even they are read by number. */
  rare: boolean;
  sender_ids: string[] | null;
}

/** A place in the order of everything: by time, then by id. */
export interface Moment {
  time: Date;
  id: string;
}

/** Until when a search may take. */
export class Deadline {
  private readonly at: number;

  constructor(ms: number) {
    this.at = Date.now() + ms;
  }

  /** Throws `search_too_broad` when it is over. */
  left(): number {
    const left = this.at - Date.now();
    if (left <= 0) throw new AppError('search_too_broad');
    return left;
  }
}

/** Reads messages for searches. The database gives up with the deadline, as `search_too_broad`. */
@Injectable()
export class SearchRepository {
  constructor(@InjectModel('Message') private readonly messages: Model<MessageDoc>) {}

  /** Those with `from <= seq < below`, the newest first. `index` names the one to read by. */
  inConversation(
    conversationId: string,
    { from, below }: { from: number; below: number },
    filter: SearchFilter,
    count: number,
    deadline: Deadline,
    index?: string,
  ): Promise<StoredMessage[]> {
    const query = this.messages
      .find({
        conversation_id: toObjectId(conversationId),
        seq: { $gte: from, $lt: below },
        ...conditions(filter),
      })
      .sort({ seq: -1 })
      .limit(count)
      .maxTimeMS(deadline.left());
    return this.bounded((index === undefined ? query : query.hint(index)).lean<MessageDoc[]>());
  }

  /** Those of all these conversations, the newest first, from behind the moment. `index` names the one to read by. */
  everywhere(
    conversationIds: string[],
    after: Moment | null,
    filter: SearchFilter,
    count: number,
    deadline: Deadline,
    index?: string,
  ): Promise<StoredMessage[]> {
    const behind = after && {
      $or: [
        { created_at: { $lt: after.time } },
        { created_at: after.time, _id: { $lt: toObjectId(after.id) } },
      ],
    };
    // Said twice: an index needs the end of a range, which it does not find in an alternative.
    const end = Math.min(
      filter.until?.getTime() ?? END_OF_TIME,
      after ? after.time.getTime() + 1 : END_OF_TIME,
    );
    const query = this.messages
      .find({
        conversation_id: { $in: conversationIds.map(toObjectId) },
        ...conditions({ ...filter, until: end < END_OF_TIME ? new Date(end) : null }),
        ...behind,
      })
      .sort({ created_at: -1, _id: -1 })
      .limit(count)
      .maxTimeMS(deadline.left());
    return this.bounded((index === undefined ? query : query.hint(index)).lean<MessageDoc[]>());
  }

  /** Those whose content has all the words, by the database's own judgement of how well: the text index. */
  byScore(
    conversationIds: string[],
    words: string[],
    filter: SearchFilter,
    count: number,
    deadline: Deadline,
  ): Promise<StoredMessage[]> {
    const which = {
      $text: { $search: words.map((word) => `"${word}"`).join(' ') },
      conversation_id: { $in: conversationIds.map(toObjectId) },
      ...conditions(filter),
    };
    return this.bounded(
      this.messages
        .find(which)
        .sort({ score: { $meta: 'textScore' } })
        .limit(count)
        .maxTimeMS(deadline.left())
        .lean<MessageDoc[]>(),
    );
  }

  /** Any that have the terms, in no order. */
  async sample(
    conversationIds: string[],
    terms: string[],
    count: number,
    deadline: Deadline,
  ): Promise<string[]> {
    const found = await this.bounded(
      this.messages
        .find({
          conversation_id: { $in: conversationIds.map(toObjectId) },
          terms: { $all: terms },
          deleted: false,
        })
        .limit(count)
        .maxTimeMS(deadline.left())
        .lean<MessageDoc[]>(),
    );
    return found.map(({ content }) => content);
  }

  /** The terms of each message with such a number. */
  async termsOf(
    conversationId: string,
    { from, below }: { from: number; below: number },
  ): Promise<string[][]> {
    const found = await this.messages
      .find(
        { conversation_id: toObjectId(conversationId), seq: { $gte: from, $lt: below } },
        { terms: 1, _id: 0 },
      )
      .lean<Pick<MessageDoc, 'terms'>[]>();
    return found.map(({ terms }) => terms ?? []);
  }

  /** When the message with this number was sent. */
  async sentAt(conversationId: string, seq: number, deadline: Deadline): Promise<Date | null> {
    const found = await this.messages
      .findOne({ conversation_id: toObjectId(conversationId), seq }, { created_at: 1 })
      .maxTimeMS(deadline.left())
      .lean<MessageDoc>();
    return found?.created_at ?? null;
  }

  private async bounded(query: PromiseLike<MessageDoc[]>): Promise<StoredMessage[]> {
    try {
      return (await query).map(fromDoc);
    } catch (error) {
      const expired = error instanceof Error && 'code' in error && error.code === MAX_TIME_MS_EXPIRED;
      throw expired ? new AppError('search_too_broad') : error;
    }
  }
}

const conditions = ({ terms, sender_ids, from, until }: SearchFilter) => ({
  deleted: false,
  ...(terms.length > 0 && { terms: { $all: terms } }),
  ...(sender_ids && { sender_id: { $in: sender_ids.map(toObjectId) } }),
  ...((from || until) && { created_at: { ...(from && { $gte: from }), ...(until && { $lt: until }) } }),
});
