import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** The bots of one person: one document for each who owns any, so that the bound is part of the write. */
export interface BotOwnerDoc {
  _id: ObjectId;
  bot_ids: ObjectId[];
}

export const BotOwnerSchema = new Schema<BotOwnerDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    bot_ids: { type: [Schema.Types.ObjectId], default: [] },
  },
  { collection: 'bot_owners', versionKey: false },
);
BotOwnerSchema.index({ bot_ids: 1 }); // ownerOf
