import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import type { IncomingWebhookDoc } from './incoming-webhook.schema.js';

export interface StoredIncomingWebhook {
  id: string;
  room_id: string;
  user_id: string;
  hash: string;
  active: boolean;
  created_by: string;
  created_at: Date;
}

@Injectable()
export class IncomingWebhookRepository {
  constructor(@InjectModel('IncomingWebhook') private readonly hooks: Model<IncomingWebhookDoc>) {}

  async create(
    { id, room_id, user_id, created_by, ...hook }: StoredIncomingWebhook,
    session: ClientSession,
  ): Promise<void> {
    const ids = { _id: toObjectId(id), room_id: toObjectId(room_id), user_id: toObjectId(user_id) };
    await this.hooks.create([{ ...hook, ...ids, created_by: toObjectId(created_by) }], { session });
  }

  async find(id: string): Promise<StoredIncomingWebhook | null> {
    const found = await this.hooks.findById(toObjectId(id)).lean<IncomingWebhookDoc>();
    return found && plain(found);
  }

  /** The oldest first. */
  async ofRoom(roomId: string): Promise<StoredIncomingWebhook[]> {
    const found = await this.hooks.find({ room_id: toObjectId(roomId) }).lean<IncomingWebhookDoc[]>();
    return found.map(plain).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Null when it is gone. */
  async update(
    id: string,
    changes: Partial<Pick<StoredIncomingWebhook, 'hash' | 'active'>>,
  ): Promise<StoredIncomingWebhook | null> {
    const found = await this.hooks
      .findOneAndUpdate({ _id: toObjectId(id) }, { $set: changes }, { returnDocument: 'after' })
      .lean<IncomingWebhookDoc>();
    return found && plain(found);
  }

  async remove(id: string): Promise<void> {
    await this.hooks.deleteOne({ _id: toObjectId(id) });
  }

  async removeRoom(roomId: string): Promise<void> {
    await this.hooks.deleteMany({ room_id: toObjectId(roomId) });
  }
}

const plain = (doc: IncomingWebhookDoc): StoredIncomingWebhook => ({
  id: doc._id.toHexString(),
  room_id: doc.room_id.toHexString(),
  user_id: doc.user_id.toHexString(),
  hash: doc.hash,
  active: doc.active,
  created_by: doc.created_by.toHexString(),
  created_at: doc.created_at,
});
