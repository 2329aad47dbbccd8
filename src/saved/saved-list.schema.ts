import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

export interface SavedRow {
  message_id: ObjectId;
  conversation_id: ObjectId;
  saved_at: Date;
}

/** What one user saved: one document for each, so that the bound is part of the write. */
export interface SavedListDoc {
  _id: ObjectId;
  /** In the order in which they were saved. */
  saved: SavedRow[];
}

const { ObjectId: Id } = Schema.Types;

export const SavedListSchema = new Schema<SavedListDoc>(
  {
    _id: { type: Id, required: true },
    saved: {
      type: [new Schema<SavedRow>({ message_id: Id, conversation_id: Id, saved_at: Date }, { _id: false })],
      default: [],
    },
  },
  { collection: 'saved_lists', versionKey: false },
);
SavedListSchema.index({ 'saved.conversation_id': 1 }); // removeAll
