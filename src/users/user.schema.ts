import { Schema } from 'mongoose';
import type { Status } from '../contract/users.js';
import type { ObjectId } from '../database/object-id.js';

export interface StoredStatus {
  /** What the user chose; what others see depends on the connections too. */
  state: Status['state'];
  text: string;
  emoji: string;
  /** After this the text and the emoji are gone. */
  expires_at: Date | null;
}

export interface UserDoc {
  _id: ObjectId;
  /** Stored in lower case, so that it is unique without regard to case. */
  username: string;
  /** As it was written: what mail is sent to. */
  email: string;
  email_lower: string;
  /** Somebody opened a link that was mailed to the address. */
  email_verified: boolean;
  password_hash: string;
  /** Counts what makes earlier sign-ins worthless: see `AccountRepository.standing`. */
  credentials_rev: number;
  display_name: string;
  /** What the directory finds the user by: see `nameWords`. */
  name_words: string[];
  avatar_url: string | null;
  server_role: 'admin' | 'user';
  /** A program: it has tokens and no password. */
  bot?: boolean;
  status: StoredStatus;
  last_seen_at: Date | null;
  created_at: Date;
  /** Closed, by its owner or an administrator; it can be opened again. */
  deactivated_at: Date | null;
  /** Emptied for good: what is left is what messages need to have a sender. */
  erased_at: Date | null;
  /** What an erasure still has to take away elsewhere; null when nothing is left. */
  erasure: { messages: boolean } | null;
}

const StatusSchema = new Schema<StoredStatus>(
  {
    state: { type: String, default: 'online' },
    text: { type: String, default: '' },
    emoji: { type: String, default: '' },
    expires_at: { type: Date, default: null },
  },
  { _id: false },
);

export const UserSchema = new Schema<UserDoc>(
  {
    username: { type: String, required: true },
    email: { type: String, required: true },
    email_lower: { type: String, required: true },
    email_verified: { type: Boolean, default: false },
    password_hash: { type: String, required: true, select: false },
    credentials_rev: { type: Number, default: 0 },
    display_name: { type: String, required: true },
    name_words: { type: [String], default: [] },
    avatar_url: { type: String, default: null },
    server_role: { type: String, enum: ['admin', 'user'], default: 'user' },
    bot: { type: Boolean },
    status: { type: StatusSchema, default: () => ({}) },
    last_seen_at: { type: Date, default: null },
    created_at: { type: Date, required: true },
    deactivated_at: { type: Date, default: null },
    erased_at: { type: Date, default: null },
    erasure: { type: new Schema({ messages: Boolean }, { _id: false }), default: null },
  },
  { collection: 'users', versionKey: false },
);
// The names decide who of two that register at once has the account: see `takenBy`.
UserSchema.index({ username: 1 }, { unique: true }); // create, idsByUsername, search
UserSchema.index({ email_lower: 1 }, { unique: true }); // create, findByEmail
UserSchema.index({ name_words: 1, username: 1 }); // search
UserSchema.index({ server_role: 1 }, { partialFilterExpression: { server_role: 'admin' } }); // administrators
UserSchema.index(
  { 'erasure.messages': 1 },
  { partialFilterExpression: { 'erasure.messages': { $exists: true } } },
); // erasuresUnderWay
