import { Schema } from 'mongoose';
import type { OutgoingWebhook, WebhookEvent } from '../contract/webhooks.js';
import type { ObjectId } from '../database/object-id.js';

export interface OutgoingWebhookDoc {
  _id: ObjectId;
  room_id: ObjectId;
  url: string;
  events: WebhookEvent[];
  active: boolean;
  disabled_reason: OutgoingWebhook['disabled_reason'];
  /** The key of the signatures comes from it and from the server's secret: who reads the database cannot sign. */
  salt: string;
  created_by: ObjectId;
  created_at: Date;
  /** How far it has told: of messages by `seq`, of changes by `rev`. */
  seq: number;
  rev: number;
  /** Tries of the event that is next. */
  attempts: number;
  /** Events in a row that were given up. */
  given_up: number;
  /** Until then nothing is sent: a pause after a failure. */
  retry_at: Date;
  /** Who is sending, and until when nobody else does. */
  lease: string;
  leased_until: Date;
}

const { ObjectId: Id } = Schema.Types;

export const OutgoingWebhookSchema = new Schema<OutgoingWebhookDoc>(
  {
    room_id: { type: Id, required: true },
    url: { type: String, required: true },
    events: { type: [String], required: true },
    active: { type: Boolean, required: true },
    disabled_reason: { type: String, default: null },
    salt: { type: String, required: true },
    created_by: { type: Id, required: true },
    created_at: { type: Date, required: true },
    seq: { type: Number, required: true },
    rev: { type: Number, required: true },
    attempts: { type: Number, default: 0 },
    given_up: { type: Number, default: 0 },
    retry_at: { type: Date, required: true },
    lease: { type: String, default: '' },
    leased_until: { type: Date, required: true },
  },
  { collection: 'outgoing_webhooks', versionKey: false },
);
OutgoingWebhookSchema.index({ room_id: 1 }); // ofRoom, removeRoom
OutgoingWebhookSchema.index({ active: 1, _id: 1 }); // idle
