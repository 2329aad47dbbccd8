import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** Who may not come into a room. */
export interface BanDoc {
  _id: ObjectId;
  room_id: ObjectId;
  user_id: ObjectId;
  reason: string;
  banned_by: ObjectId;
  created_at: Date;
  /** Null when it has no end. */
  expires_at: Date | null;
}

export const BanSchema = new Schema<BanDoc>(
  {
    room_id: { type: Schema.Types.ObjectId, required: true },
    user_id: { type: Schema.Types.ObjectId, required: true },
    reason: { type: String, default: '' },
    banned_by: { type: Schema.Types.ObjectId, required: true },
    created_at: { type: Date, required: true },
    expires_at: { type: Date, default: null },
  },
  { collection: 'room_bans', versionKey: false },
);
BanSchema.index({ room_id: 1, user_id: 1 }, { unique: true }); // put, among, page, removeAll
BanSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 }); // tidies up; what has ended counts no more before that
