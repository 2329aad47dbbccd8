import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Delivery } from '../contract/webhooks.js';
import { newId, toObjectId } from '../database/object-id.js';
import type { DeliveryDoc } from './delivery.schema.js';
import type { HookEvent } from './outgoing.rules.js';

export interface Attempt {
  state: Delivery['state'];
  response_status: number | null;
  error: string | null;
  duration_ms: number;
}

/** Ids begin with their time: this is before all of them. */
const FIRST = '0'.repeat(24);

@Injectable()
export class DeliveryRepository {
  constructor(@InjectModel('WebhookDelivery') private readonly deliveries: Model<DeliveryDoc>) {}

  async record(webhookId: string, event: HookEvent, attempt: Attempt): Promise<Delivery> {
    const attempted_at = new Date();
    const found = await this.deliveries
      .findOneAndUpdate(
        { webhook_id: toObjectId(webhookId), event_id: event.id },
        {
          $set: { ...attempt, attempted_at },
          $inc: { attempts: 1 },
          $setOnInsert: {
            _id: toObjectId(newId()),
            event: event.event,
            message_id: toObjectId(event.message.id),
            rev: event.rev,
            created_at: attempted_at,
          },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<DeliveryDoc>();
    return plain(found as DeliveryDoc);
  }

  /** The newest first. */
  async page(webhookId: string, { before, count }: { before?: string; count: number }): Promise<Delivery[]> {
    const range = { $gt: toObjectId(FIRST), ...(before !== undefined && { $lt: toObjectId(before) }) };
    const found = await this.deliveries
      .find({ webhook_id: toObjectId(webhookId), _id: range })
      .sort({ _id: -1 })
      .limit(count)
      .lean<DeliveryDoc[]>();
    return found.map(plain);
  }

  async find(webhookId: string, id: string): Promise<(Delivery & { rev: number }) | null> {
    const found = await this.deliveries
      .findOne({ _id: toObjectId(id), webhook_id: toObjectId(webhookId) })
      .lean<DeliveryDoc>();
    return found && { ...plain(found), rev: found.rev };
  }

  async removeAll(webhookId: string): Promise<void> {
    await this.deliveries.deleteMany({ webhook_id: toObjectId(webhookId) });
  }
}

const plain = (doc: DeliveryDoc): Delivery => ({
  id: doc._id.toHexString(),
  event_id: doc.event_id,
  event: doc.event,
  message_id: doc.message_id.toHexString(),
  state: doc.state,
  attempts: doc.attempts,
  response_status: doc.response_status,
  error: doc.error,
  duration_ms: doc.duration_ms,
  created_at: doc.created_at.toISOString(),
  attempted_at: doc.attempted_at.toISOString(),
});
