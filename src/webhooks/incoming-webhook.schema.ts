import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

export interface IncomingWebhookDoc {
  _id: ObjectId;
  room_id: ObjectId;
  /** The bot that posts: its name is the webhook's. */
  user_id: ObjectId;
  /** Of the secret in the URL. */
  hash: string;
  active: boolean;
  created_by: ObjectId;
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const IncomingWebhookSchema = new Schema<IncomingWebhookDoc>(
  {
    room_id: { type: Id, required: true },
    user_id: { type: Id, required: true },
    hash: { type: String, required: true },
    active: { type: Boolean, required: true },
    created_by: { type: Id, required: true },
    created_at: { type: Date, required: true },
  },
  { collection: 'incoming_webhooks', versionKey: false },
);
IncomingWebhookSchema.index({ room_id: 1 }); // ofRoom, removeRoom
