import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { AuditAction } from '../contract/audit.js';
import { FIRST_ID, LAST_ID, newId, type ObjectId, toObjectId } from '../database/object-id.js';
import type { AuditDoc } from './audit.schema.js';

export interface NewEntry {
  action: AuditAction;
  actor_id: string;
  room_id?: string;
  target_id?: string;
  message_id?: string;
  reason?: string;
  details?: AuditDoc['details'];
}

export interface StoredEntry {
  id: string;
  action: AuditAction;
  actor_id: string;
  room_id: string | null;
  target_id: string | null;
  message_id: string | null;
  reason: string;
  details: AuditDoc['details'];
  created_at: Date;
}

@Injectable()
export class AuditRepository {
  constructor(@InjectModel('AuditEntry') private readonly entries: Model<AuditDoc>) {}

  async add({ actor_id, room_id, target_id, message_id, ...entry }: NewEntry): Promise<void> {
    await this.entries.create({
      ...entry,
      _id: toObjectId(newId()),
      actor_id: toObjectId(actor_id),
      room_id: idOf(room_id),
      target_id: idOf(target_id),
      message_id: idOf(message_id),
      created_at: new Date(),
    });
  }

  /** The latest first, from before the entry `before`. */
  async page(
    of: { room_id?: string; actor_id?: string },
    { before = LAST_ID, limit }: { before?: string; limit: number },
  ): Promise<StoredEntry[]> {
    const found = await this.entries
      .find({
        ...(of.room_id !== undefined && { room_id: toObjectId(of.room_id) }),
        ...(of.actor_id !== undefined && { actor_id: toObjectId(of.actor_id) }),
        _id: { $gt: toObjectId(FIRST_ID), $lt: toObjectId(before) },
      })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<AuditDoc[]>();
    return found.map(plain);
  }
}

const idOf = (id: string | undefined): ObjectId | null => (id === undefined ? null : toObjectId(id));

const plain = ({ _id, actor_id, room_id, target_id, message_id, ...entry }: AuditDoc): StoredEntry => ({
  ...entry,
  id: _id.toHexString(),
  actor_id: actor_id.toHexString(),
  room_id: room_id?.toHexString() ?? null,
  target_id: target_id?.toHexString() ?? null,
  message_id: message_id?.toHexString() ?? null,
});
