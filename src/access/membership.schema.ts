import { Schema } from 'mongoose';
import type { Role } from '../contract/permissions.js';
import type { ObjectId } from '../database/object-id.js';

/** Who is in which conversation. A DM's participants have a membership too: one question, one collection. */
export interface MembershipDoc {
  _id: ObjectId;
  conversation_id: ObjectId;
  type: 'room' | 'dm';
  user_id: ObjectId;
  role: Role;
  joined_at: Date;
  /** The head when the user joined: what was there before is not unread. */
  joined_seq: number;
  joined_top: number;
  /** Set instead of removing the row, so that a node whose Redis was away can see who left. */
  left_at: Date | null;
  /** A DM that the user took off their list, until its head is past this. */
  hidden_seq: number | null;
  /** Stays when the membership ends: leaving and joining again does not end a mute. */
  muted_until: Date | null;
  mute_reason: string;
  updated_at: Date;
}

export const MembershipSchema = new Schema<MembershipDoc>(
  {
    conversation_id: { type: Schema.Types.ObjectId, required: true },
    type: { type: String, enum: ['room', 'dm'], required: true },
    user_id: { type: Schema.Types.ObjectId, required: true },
    role: { type: String, required: true },
    joined_at: { type: Date, required: true },
    joined_seq: { type: Number, default: 0 },
    joined_top: { type: Number, default: 0 },
    left_at: { type: Date, default: null },
    hidden_seq: { type: Number, default: null },
    muted_until: { type: Date, default: null },
    mute_reason: { type: String, default: '' },
    updated_at: { type: Date, required: true },
  },
  { collection: 'memberships', versionKey: false },
);
MembershipSchema.index({ conversation_id: 1, user_id: 1 }, { unique: true }); // find, members
MembershipSchema.index({ conversation_id: 1, left_at: 1 }); // count
// At most one owner, whatever races: changeRole; foremost finds the owner by it.
MembershipSchema.index(
  { conversation_id: 1 },
  { unique: true, partialFilterExpression: { role: 'owner', left_at: null } },
);
MembershipSchema.index({ user_id: 1, left_at: 1 }); // ofUser
MembershipSchema.index({ updated_at: 1 }); // changedSince
