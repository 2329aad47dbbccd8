import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

export interface DirectMessageDoc {
  _id: ObjectId;
  /** In ascending order, for ever: who talks with other people talks somewhere else. */
  participant_ids: ObjectId[];
  /** The same ids as one text: an index over an array could not keep sets of people unique. */
  key: string;
  created_at: Date;
}

export const DirectMessageSchema = new Schema<DirectMessageDoc>(
  {
    participant_ids: { type: [Schema.Types.ObjectId], required: true },
    key: { type: String, required: true },
    created_at: { type: Date, required: true },
  },
  { collection: 'direct_messages', versionKey: false },
);
DirectMessageSchema.index({ key: 1 }, { unique: true }); // create, findByKey
DirectMessageSchema.index({ participant_ids: 1 }); // specification: conversations of a user
