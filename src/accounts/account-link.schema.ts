import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** What a link is good for: once, and until it expires. Stored by the hash of what the link carries. */
export interface AccountLinkDoc {
  _id: string;
  user_id: ObjectId;
  purpose: 'password' | 'email';
  /** The address that is confirmed by it. */
  email?: string;
  expires_at: Date;
}

export const AccountLinkSchema = new Schema<AccountLinkDoc>(
  {
    _id: { type: String, required: true },
    user_id: { type: Schema.Types.ObjectId, required: true },
    purpose: { type: String, required: true },
    email: { type: String },
    expires_at: { type: Date, required: true },
  },
  { collection: 'account_links', versionKey: false },
);
AccountLinkSchema.index({ user_id: 1, purpose: 1 }); // removeOf
AccountLinkSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 });
