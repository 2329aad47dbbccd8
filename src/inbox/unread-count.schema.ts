import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** How far somebody has read in a conversation. Counters are derived from it, never stored. */
export interface UnreadCountDoc {
  _id: ObjectId;
  user_id: ObjectId;
  room_id?: ObjectId;
  dm_id?: ObjectId;
  /** `seq` and `top` of the last message read. */
  seq: number;
  top: number;
  /** Of the membership that this position belongs to: one from before leaving and joining again is void. */
  joined_at: Date;
  message_id: ObjectId | null;
  read_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const UnreadCountSchema = new Schema<UnreadCountDoc>(
  {
    user_id: { type: Id, required: true },
    room_id: { type: Id },
    dm_id: { type: Id },
    seq: { type: Number, required: true },
    top: { type: Number, required: true },
    joined_at: { type: Date, required: true },
    message_id: { type: Id, default: null },
    read_at: { type: Date, required: true },
  },
  { collection: 'unread_counts', versionKey: false },
);
UnreadCountSchema.index(
  { user_id: 1, room_id: 1 },
  { unique: true, partialFilterExpression: { room_id: { $exists: true } } },
); // ofUser, find, move
UnreadCountSchema.index(
  { user_id: 1, dm_id: 1 },
  { unique: true, partialFilterExpression: { dm_id: { $exists: true } } },
); // find, move
UnreadCountSchema.index({ user_id: 1 }); // ofUser
UnreadCountSchema.index(
  { room_id: 1, user_id: 1 },
  { partialFilterExpression: { room_id: { $exists: true } } },
); // readers, ofMany, removeRoom
UnreadCountSchema.index({ dm_id: 1, user_id: 1 }, { partialFilterExpression: { dm_id: { $exists: true } } }); // readers, ofMany
