import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

export interface InvitationDoc {
  _id: ObjectId;
  code: string;
  uses_left: number;
  created_by: ObjectId;
  created_at: Date;
  expires_at: Date;
}

export const InvitationSchema = new Schema<InvitationDoc>(
  {
    code: { type: String, required: true },
    uses_left: { type: Number, required: true },
    created_by: { type: Schema.Types.ObjectId, required: true },
    created_at: { type: Date, required: true },
    expires_at: { type: Date, required: true },
  },
  { collection: 'invitations', versionKey: false },
);
InvitationSchema.index({ code: 1 }, { unique: true }); // isGood, use
InvitationSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 });
