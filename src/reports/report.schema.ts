import { Schema } from 'mongoose';
import type { Report } from '../contract/reports.js';
import type { ObjectId } from '../database/object-id.js';

export interface ReportDoc {
  _id: ObjectId;
  conversation_id: ObjectId;
  type: 'room' | 'dm';
  message_id: ObjectId;
  reporter_id: ObjectId;
  reason: Report['reason'];
  note: string;
  state: Report['state'];
  /** Until then somebody is at it: what they do takes a moment, and nobody else does something else meanwhile. */
  claimed_until: Date | null;
  action: Report['action'];
  resolved_by: ObjectId | null;
  resolved_at: Date | null;
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const ReportSchema = new Schema<ReportDoc>(
  {
    conversation_id: { type: Id, required: true },
    type: { type: String, required: true },
    message_id: { type: Id, required: true },
    reporter_id: { type: Id, required: true },
    reason: { type: String, required: true },
    note: { type: String, default: '' },
    state: { type: String, default: 'open' },
    claimed_until: { type: Date, default: null },
    action: { type: String, default: null },
    resolved_by: { type: Id, default: null },
    resolved_at: { type: Date, default: null },
    created_at: { type: Date, required: true },
  },
  { collection: 'reports', versionKey: false },
);
ReportSchema.index({ message_id: 1, reporter_id: 1 }, { unique: true }); // add: once by each
ReportSchema.index({ conversation_id: 1, state: 1, _id: 1 }); // ofRoom, removeAll
ReportSchema.index({ type: 1, state: 1, _id: 1 }); // ofDms
ReportSchema.index({ reporter_id: 1 }); // forgetNotes
