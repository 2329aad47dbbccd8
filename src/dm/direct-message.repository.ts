import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isDuplicateKey, isWriteConflict } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import { inTransaction } from '../database/transaction.js';
import type { DirectMessageDoc } from './direct-message.schema.js';

/** A conversation as the repository hands it out. */
export interface StoredDm {
  id: string;
  participant_ids: string[];
  created_at: Date;
}

export interface NewDm {
  id: string;
  participant_ids: string[];
  key: string;
}

@Injectable()
export class DirectMessageRepository {
  constructor(@InjectModel('DirectMessage') private readonly dms: Model<DirectMessageDoc>) {}

  /**
   * The conversation, together with what `addMembers` writes of it in the same transaction: nobody ever finds half of it.
   * Null when another is first, as the unique key says, or is about to be: look again.
   */
  async create(
    { id, participant_ids, key }: NewDm,
    addMembers: (session: ClientSession) => Promise<void>,
  ): Promise<StoredDm | null> {
    const doc = {
      _id: toObjectId(id),
      participant_ids: participant_ids.map(toObjectId),
      key,
      created_at: new Date(),
    };
    try {
      await inTransaction(this.dms.db, async (session) => {
        await addMembers(session);
        // Last, since all others who make the same conversation wait from here to the end of the transaction.
        await this.dms.create([doc], { session });
      });
      return plain(doc);
    } catch (error) {
      if (isDuplicateKey(error) || isWriteConflict(error)) return null;
      throw error;
    }
  }

  async find(id: string): Promise<StoredDm | null> {
    const found = await this.dms.findById(toObjectId(id)).lean<DirectMessageDoc>();
    return found && plain(found);
  }

  async findByKey(key: string): Promise<StoredDm | null> {
    const found = await this.dms.findOne({ key }).lean<DirectMessageDoc>();
    return found && plain(found);
  }

  async findMany(ids: string[]): Promise<StoredDm[]> {
    if (ids.length === 0) return [];
    const found = await this.dms.find({ _id: { $in: ids.map(toObjectId) } }).lean<DirectMessageDoc[]>();
    return found.map(plain);
  }
}

const plain = ({ _id, participant_ids, created_at }: DirectMessageDoc): StoredDm => ({
  id: _id.toHexString(),
  participant_ids: participant_ids.map((id) => id.toHexString()),
  created_at,
});
