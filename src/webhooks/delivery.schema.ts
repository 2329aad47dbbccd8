import { Schema } from 'mongoose';
import type { Delivery, WebhookEvent } from '../contract/webhooks.js';
import type { ObjectId } from '../database/object-id.js';

const KEPT_SECONDS = 7 * 86_400;

/** What became of one event of one webhook. */
export interface DeliveryDoc {
  _id: ObjectId;
  webhook_id: ObjectId;
  event_id: string;
  event: WebhookEvent;
  message_id: ObjectId;
  /** Of the change, 0 of a new message. */
  rev: number;
  state: Delivery['state'];
  attempts: number;
  response_status: number | null;
  error: string | null;
  duration_ms: number;
  created_at: Date;
  attempted_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const DeliverySchema = new Schema<DeliveryDoc>(
  {
    webhook_id: { type: Id, required: true },
    event_id: { type: String, required: true },
    event: { type: String, required: true },
    message_id: { type: Id, required: true },
    rev: { type: Number, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, default: 0 },
    response_status: { type: Number, default: null },
    error: { type: String, default: null },
    duration_ms: { type: Number, required: true },
    created_at: { type: Date, required: true },
    attempted_at: { type: Date, required: true },
  },
  { collection: 'webhook_deliveries', versionKey: false },
);
DeliverySchema.index({ webhook_id: 1, event_id: 1 }, { unique: true }); // record
DeliverySchema.index({ webhook_id: 1, _id: 1 }); // page
DeliverySchema.index({ created_at: 1 }, { expireAfterSeconds: KEPT_SECONDS });
