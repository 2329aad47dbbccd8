import { Schema } from 'mongoose';
import type { AuditAction } from '../contract/audit.js';
import type { ObjectId } from '../database/object-id.js';

/** Something that somebody did by the power of a role. Written once, never changed. */
export interface AuditDoc {
  _id: ObjectId;
  action: AuditAction;
  actor_id: ObjectId;
  room_id: ObjectId | null;
  target_id: ObjectId | null;
  message_id: ObjectId | null;
  reason: string;
  details: Record<string, string | number | boolean | null>;
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const AuditSchema = new Schema<AuditDoc>(
  {
    action: { type: String, required: true },
    actor_id: { type: Id, required: true },
    room_id: { type: Id, default: null },
    target_id: { type: Id, default: null },
    message_id: { type: Id, default: null },
    reason: { type: String, default: '' },
    details: { type: Object, default: {} },
    created_at: { type: Date, required: true },
  },
  // `{}` would be left out.
  { collection: 'audit_entries', versionKey: false, minimize: false },
);
AuditSchema.index({ room_id: 1, _id: 1 }); // page, of a room
AuditSchema.index({ actor_id: 1, _id: 1 }); // page, of who did it
