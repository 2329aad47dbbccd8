import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { limits } from '../contract/limits.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { SavedListDoc } from './saved-list.schema.js';

const FULL = `saved.${limits.savedMessages - 1}`;

export interface Saved {
  message_id: string;
  conversation_id: string;
  saved_at: Date;
}

@Injectable()
export class SavedListRepository {
  constructor(@InjectModel('SavedList') private readonly lists: Model<SavedListDoc>) {}

  /** The latest saved first. */
  async list(userId: string): Promise<Saved[]> {
    const found = await this.lists.findById(toObjectId(userId)).lean<SavedListDoc>();
    return (found?.saved ?? []).map(plain).reverse();
  }

  /** `full`: the condition is part of the write. */
  async add(userId: string, saved: Saved): Promise<'saved' | 'unchanged' | 'full'> {
    const message_id = toObjectId(saved.message_id);
    const filter = {
      _id: toObjectId(userId),
      'saved.message_id': { $ne: message_id },
      [FULL]: { $exists: false },
    };
    const row = { message_id, conversation_id: toObjectId(saved.conversation_id), saved_at: saved.saved_at };
    const write = async (upsert: boolean): Promise<boolean> => {
      const done = await this.lists.updateOne(filter, { $push: { saved: row } }, { upsert });
      return done.modifiedCount + done.upsertedCount > 0;
    };
    try {
      if (await write(true)) return 'saved';
    } catch (error) {
      // It tried to insert what is there: on the list already, full, or another device began it in the same moment.
      if (!isDuplicateKey(error)) throw error;
      if (await write(false)) return 'saved';
    }
    const known = await this.lists.exists({ _id: filter._id, 'saved.message_id': message_id });
    return known ? 'unchanged' : 'full';
  }

  /** False when it was not on the list. */
  async remove(userId: string, messageId: string): Promise<boolean> {
    const done = await this.lists.updateOne(
      { _id: toObjectId(userId) },
      { $pull: { saved: { message_id: toObjectId(messageId) } } },
    );
    return done.modifiedCount > 0;
  }

  async removeAll(conversationId: string): Promise<void> {
    const conversation_id = toObjectId(conversationId);
    await this.lists.updateMany(
      { 'saved.conversation_id': conversation_id },
      { $pull: { saved: { conversation_id } } },
    );
  }

  async removeThese(conversationId: string, messageIds: string[]): Promise<void> {
    await this.lists.updateMany(
      { 'saved.conversation_id': toObjectId(conversationId) },
      { $pull: { saved: { message_id: { $in: messageIds.map(toObjectId) } } } },
    );
  }

  async forget(userId: string): Promise<void> {
    await this.lists.deleteOne({ _id: toObjectId(userId) });
  }
}

const plain = ({ message_id, conversation_id, saved_at }: SavedListDoc['saved'][number]): Saved => ({
  message_id: message_id.toHexString(),
  conversation_id: conversation_id.toHexString(),
  saved_at,
});
