import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** A link into a room. One that was revoked is gone. */
export interface RoomInvitationDoc {
  _id: ObjectId;
  room_id: ObjectId;
  code: string;
  created_by: ObjectId;
  max_uses: number | null;
  uses: number;
  /** So many that they never end where there is no `max_uses`: one condition for all. */
  uses_left: number;
  created_at: Date;
  expires_at: Date | null;
}

export const RoomInvitationSchema = new Schema<RoomInvitationDoc>(
  {
    room_id: { type: Schema.Types.ObjectId, required: true },
    code: { type: String, required: true },
    created_by: { type: Schema.Types.ObjectId, required: true },
    max_uses: { type: Number, default: null },
    uses: { type: Number, default: 0 },
    uses_left: { type: Number, required: true },
    created_at: { type: Date, required: true },
    expires_at: { type: Date, default: null },
  },
  { collection: 'room_invitations', versionKey: false },
);
RoomInvitationSchema.index({ code: 1 }, { unique: true }); // byCode
RoomInvitationSchema.index({ room_id: 1, _id: 1 }); // page, remove, removeAll
RoomInvitationSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 }); // tidies up
