import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

export interface DraftDoc {
  _id: ObjectId;
  user_id: ObjectId;
  conversation_id: ObjectId;
  type: 'room' | 'dm';
  parent_id: ObjectId | null;
  /** Empty when it was sent or thrown away: without the row a device that was offline would bring it back. */
  content: string;
  written_at: Date;
  removed_at: Date | null;
}

const REMOVED_KEPT_SECONDS = 7 * 24 * 3_600;
const { ObjectId: Id } = Schema.Types;

export const DraftSchema = new Schema<DraftDoc>(
  {
    user_id: { type: Id, required: true },
    conversation_id: { type: Id, required: true },
    type: { type: String, required: true },
    parent_id: { type: Id, default: null },
    content: { type: String },
    written_at: { type: Date, required: true },
    removed_at: { type: Date, default: null },
  },
  { collection: 'drafts', versionKey: false },
);
DraftSchema.index({ user_id: 1, conversation_id: 1, parent_id: 1 }, { unique: true }); // write; ofUser, forget
DraftSchema.index({ conversation_id: 1 }); // removeAll
DraftSchema.index({ removed_at: 1 }, { expireAfterSeconds: REMOVED_KEPT_SECONDS }); // tidies up
