import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** A browser that wants to be told of notifications also when no page of ours is open in it. */
export interface PushSubscriptionDoc {
  _id: ObjectId;
  user_id: ObjectId;
  /** In which the browser asked: with its end no more is pushed to it. */
  session_id: ObjectId;
  endpoint: string;
  /** Keys of the browser, in base64url: nobody else can read what is pushed to it. */
  p256dh: string;
  auth: string;
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const PushSubscriptionSchema = new Schema<PushSubscriptionDoc>(
  {
    user_id: { type: Id, required: true },
    session_id: { type: Id, required: true },
    endpoint: { type: String, required: true },
    p256dh: { type: String, required: true },
    auth: { type: String, required: true },
    created_at: { type: Date, required: true },
  },
  { collection: 'push_subscriptions', versionKey: false },
);
PushSubscriptionSchema.index({ endpoint: 1 }, { unique: true }); // save: a browser belongs to one account
PushSubscriptionSchema.index({ user_id: 1, created_at: 1 }); // ofUser, usersAmong, forget
PushSubscriptionSchema.index({ session_id: 1 }); // removeSession

/** The key pair by which push services know this server. One document, unless the settings name a pair. */
export interface VapidKeyDoc {
  _id: 'vapid';
  public_key: string;
  private_key: string;
}

export const VapidKeySchema = new Schema<VapidKeyDoc>(
  {
    _id: { type: String, required: true },
    public_key: { type: String, required: true },
    private_key: { type: String, required: true },
  },
  { collection: 'server_keys', versionKey: false },
);
