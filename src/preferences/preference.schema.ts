import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';
import type { ConversationSetting, StoredPreferences } from './preferences.rules.js';

/** One document for each user who ever changed anything, so that every bound is part of one write. */
export interface PreferenceDoc extends Omit<StoredPreferences, 'conversations' | 'muted_threads'> {
  _id: ObjectId;
  conversations: (ConversationSetting & { id: ObjectId })[];
  muted_threads: ObjectId[];
  /** Whether messages may concern the user that name nobody: keeps all others out of the index on it. */
  listens: boolean;
}

const { ObjectId: Id } = Schema.Types;

export const PreferenceSchema = new Schema<PreferenceDoc>(
  {
    _id: { type: Id, required: true },
    version: { type: Number, required: true },
    notify: { type: String, required: true },
    direct_messages: { type: Boolean, required: true },
    thread_replies: { type: Boolean, required: true },
    reactions: { type: Boolean, required: true },
    keywords: { type: [String], default: [] },
    push: { type: Boolean, required: true },
    push_content: { type: Boolean, required: true },
    quiet_hours: { type: Object, default: null },
    receipts: { type: Boolean, required: true },
    interface: { type: Object, default: {} },
    conversations: {
      type: [
        new Schema(
          { id: Id, type: { type: String }, notify: String, muted_until: Date },
          { _id: false, id: false },
        ),
      ],
      default: [],
    },
    muted_threads: { type: [Id], default: [] },
    listens: { type: Boolean, required: true },
  },
  { collection: 'preferences', versionKey: false, minimize: false },
);
PreferenceSchema.index({ listens: 1 }, { partialFilterExpression: { listens: true } }); // listening
