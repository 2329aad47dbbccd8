import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../database/object-id.js';
import type { OutgoingWebhookDoc } from './outgoing-webhook.schema.js';

export interface StoredWebhook
  extends Omit<OutgoingWebhookDoc, '_id' | 'room_id' | 'created_by' | 'retry_at' | 'lease' | 'leased_until'> {
  id: string;
  room_id: string;
  created_by: string;
  lease: string;
}

type Changes = Partial<
  Pick<
    OutgoingWebhookDoc,
    | 'url'
    | 'events'
    | 'active'
    | 'disabled_reason'
    | 'salt'
    | 'seq'
    | 'rev'
    | 'attempts'
    | 'given_up'
    | 'retry_at'
  >
> & { created_by?: string };

const LAST_ID = 'f'.repeat(24);

@Injectable()
export class OutgoingWebhookRepository {
  constructor(@InjectModel('OutgoingWebhook') private readonly hooks: Model<OutgoingWebhookDoc>) {}

  async create(hook: Omit<StoredWebhook, 'lease'>): Promise<void> {
    const { id, room_id, created_by, ...rest } = hook;
    const ids = { _id: toObjectId(id), room_id: toObjectId(room_id), created_by: toObjectId(created_by) };
    await this.hooks.create({ ...rest, ...ids, lease: '', retry_at: new Date(), leased_until: new Date(0) });
  }

  async find(id: string): Promise<StoredWebhook | null> {
    const found = await this.hooks.findById(toObjectId(id)).lean<OutgoingWebhookDoc>();
    return found && plain(found);
  }

  /** The oldest first. */
  async ofRoom(roomId: string): Promise<StoredWebhook[]> {
    const found = await this.hooks.find({ room_id: toObjectId(roomId) }).lean<OutgoingWebhookDoc[]>();
    return found.map(plain).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Those that are on, that wait for nothing, and that nobody is sending for: the first by their ids behind `after`. */
  async idle(after: string, count: number): Promise<StoredWebhook[]> {
    const now = new Date();
    const _id = { $gt: toObjectId(after), $lte: toObjectId(LAST_ID) };
    const found = await this.hooks
      .find({ active: true, _id, retry_at: { $lte: now }, leased_until: { $lte: now } })
      .sort({ _id: 1 })
      .limit(count)
      .lean<OutgoingWebhookDoc[]>();
    return found.map(plain);
  }

  /** From here on the caller alone sends for it, until then. Null when it is off, waits, or another sends. */
  async claim(id: string, leased_until: Date): Promise<StoredWebhook | null> {
    const now = new Date();
    const found = await this.hooks
      .findOneAndUpdate(
        { _id: toObjectId(id), active: true, retry_at: { $lte: now }, leased_until: { $lte: now } },
        { $set: { lease: randomUUID(), leased_until } },
        { returnDocument: 'after' },
      )
      .lean<OutgoingWebhookDoc>();
    return found && plain(found);
  }

  /** What who sends for it writes: how far it has come. Null when it is theirs no more, or was turned off. */
  async progress(
    { id, lease }: StoredWebhook,
    { created_by: _maker, ...changes }: Changes,
    leased_until: Date,
  ): Promise<StoredWebhook | null> {
    const found = await this.hooks
      .findOneAndUpdate(
        { _id: toObjectId(id), lease, active: true },
        { $set: { ...changes, leased_until } },
        { returnDocument: 'after' },
      )
      .lean<OutgoingWebhookDoc>();
    return found && plain(found);
  }

  async release({ id, lease }: StoredWebhook): Promise<void> {
    await this.hooks.updateOne({ _id: toObjectId(id), lease }, { $set: { leased_until: new Date(0) } });
  }

  /** What its admins change. Null when it is gone. */
  async update(id: string, { created_by, ...changes }: Changes): Promise<StoredWebhook | null> {
    const maker = created_by === undefined ? {} : { created_by: toObjectId(created_by) };
    const found = await this.hooks
      .findOneAndUpdate(
        { _id: toObjectId(id) },
        { $set: { ...changes, ...maker } },
        { returnDocument: 'after' },
      )
      .lean<OutgoingWebhookDoc>();
    return found && plain(found);
  }

  async remove(id: string): Promise<void> {
    await this.hooks.deleteOne({ _id: toObjectId(id) });
  }

  async removeRoom(roomId: string): Promise<void> {
    await this.hooks.deleteMany({ room_id: toObjectId(roomId) });
  }
}

const plain = ({ _id, room_id, created_by, ...doc }: OutgoingWebhookDoc): StoredWebhook => ({
  id: _id.toHexString(),
  room_id: room_id.toHexString(),
  created_by: created_by.toHexString(),
  url: doc.url,
  events: doc.events,
  active: doc.active,
  disabled_reason: doc.disabled_reason,
  salt: doc.salt,
  created_at: doc.created_at,
  seq: doc.seq,
  rev: doc.rev,
  attempts: doc.attempts,
  given_up: doc.given_up,
  lease: doc.lease,
});
