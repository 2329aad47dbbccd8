import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** Whom one user has blocked: one document for each who blocks, so that the bound is part of the write. */
export interface BlockListDoc {
  _id: ObjectId;
  /** In the order in which they were blocked. */
  blocked_ids: ObjectId[];
}

export const BlockListSchema = new Schema<BlockListDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    blocked_ids: { type: [Schema.Types.ObjectId], default: [] },
  },
  { collection: 'block_lists', versionKey: false },
);
BlockListSchema.index({ blocked_ids: 1 }); // apartFrom
