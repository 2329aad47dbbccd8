import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { ChangeDoc, EditDoc } from './change.schema.js';
import type { Head } from './head.repository.js';
import type { Floor, HeadDoc } from './head.schema.js';
import type { MessageDoc } from './message.schema.js';

/** Removes the beginning of a conversation. Its numbers go on as if it were there. */
@Injectable()
export class AgedRepository {
  constructor(
    @InjectModel('Message') private readonly messages: Model<MessageDoc>,
    @InjectModel('MessageChange') private readonly changes: Model<ChangeDoc>,
    @InjectModel('MessageEdit') private readonly edits: Model<EditDoc>,
    @InjectModel('ConversationHead') private readonly heads: Model<HeadDoc>,
  ) {}

  /** When the message with this number was stored, and its `top`. */
  async at(conversationId: string, seq: number): Promise<{ created_at: Date; top: number } | null> {
    return this.messages
      .findOne({ conversation_id: toObjectId(conversationId), seq }, { created_at: 1, top: 1 })
      .lean<Pick<MessageDoc, 'created_at' | 'top'>>();
  }

  /** From now on the conversation begins after this message. Its numbers stay known when no message is left to tell them. */
  async raise(conversationId: string, floor: Floor, { seq, top, rev }: Head): Promise<void> {
    const { seq: at, top: floorTop } = floor;
    await this.heads.updateOne(
      { _id: toObjectId(conversationId) },
      { $max: { seq, top, rev, floor: { seq: at, top: floorTop } } },
      { upsert: true },
    );
  }

  /** Up to which number messages were removed already. */
  async removedUntil(conversationId: string): Promise<number> {
    const head = await this.heads.findById(toObjectId(conversationId)).lean<HeadDoc>();
    return head?.removed_until ?? 0;
  }

  async idsBetween(conversationId: string, after: number, to: number): Promise<string[]> {
    const filter = { conversation_id: toObjectId(conversationId), seq: { $gt: after, $lte: to } };
    const found = await this.messages.find(filter, { _id: 1 }).lean<{ _id: ObjectId }[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** Last of all what says that they were there. */
  async remove(conversationId: string, ids: string[], until: number): Promise<void> {
    const message_id = { $in: ids.map(toObjectId) };
    const conversation_id = toObjectId(conversationId);
    await this.edits.deleteMany({ conversation_id, message_id });
    await this.changes.deleteMany({ conversation_id, message_id });
    await this.messages.deleteMany({ _id: message_id });
    await this.heads.updateOne({ _id: conversation_id }, { $max: { removed_until: until } });
  }
}
