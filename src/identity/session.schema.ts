import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** A sign-in: a family of refresh tokens and the access tokens made from them. */
export interface SessionDoc {
  _id: ObjectId;
  user_id: ObjectId;
  user_agent: string;
  ip: string;
  created_at: Date;
  /** When it last got new tokens. */
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export const SessionSchema = new Schema<SessionDoc>(
  {
    user_id: { type: Schema.Types.ObjectId, required: true },
    user_agent: { type: String, default: '' },
    ip: { type: String, default: '' },
    created_at: { type: Date, required: true },
    last_seen_at: { type: Date },
    expires_at: { type: Date, required: true },
    ended_at: { type: Date, default: null },
  },
  { collection: 'sessions', versionKey: false },
);
SessionSchema.index({ user_id: 1 }); // liveOf, forgetDevices
SessionSchema.index({ ended_at: 1 }); // endedSince
SessionSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 });

/** A refresh token, by its hash: good once. A used one that comes again is a lost answer, or the sign of a theft. */
export interface RefreshTokenDoc {
  _id: string;
  session_id: ObjectId;
  used_at: Date | null;
  expires_at: Date;
}

export const RefreshTokenSchema = new Schema<RefreshTokenDoc>(
  {
    _id: { type: String, required: true },
    session_id: { type: Schema.Types.ObjectId, required: true },
    used_at: { type: Date, default: null },
    expires_at: { type: Date, required: true },
  },
  { collection: 'refresh_tokens', versionKey: false },
);
RefreshTokenSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 });
