import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** A message that was deleted, and whose text may still stand in others that it was forwarded with. */
export interface RedactionDoc {
  /** The message. */
  _id: ObjectId;
  deleted_at: Date;
}

export const RedactionSchema = new Schema<RedactionDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    deleted_at: { type: Date, required: true },
  },
  { collection: 'redactions', versionKey: false },
);
RedactionSchema.index({ deleted_at: 1 }); // due
