import { Schema } from 'mongoose';
import type { TokenScope } from '../contract/scopes.js';
import type { ObjectId } from '../database/object-id.js';

/** A token of a bot. Its id is that of its session: whether it is good, only the session says. */
export interface ApiTokenDoc {
  _id: ObjectId;
  user_id: ObjectId;
  /** Nobody who reads the database can sign in with it. */
  hash: string;
  name: string;
  scopes: TokenScope[];
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
}

export const ApiTokenSchema = new Schema<ApiTokenDoc>(
  {
    user_id: { type: Schema.Types.ObjectId, required: true },
    hash: { type: String, required: true },
    name: { type: String, required: true },
    scopes: { type: [String], required: true },
    created_at: { type: Date, required: true },
    expires_at: { type: Date, required: true },
    last_used_at: { type: Date, default: null },
  },
  { collection: 'api_tokens', versionKey: false },
);
ApiTokenSchema.index({ hash: 1 }, { unique: true }); // use
ApiTokenSchema.index({ user_id: 1 }); // ofUser
ApiTokenSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 });
