import { Schema } from 'mongoose';
import type { ChangeKind } from '../contract/inbox.js';
import type { ObjectId } from '../database/object-id.js';

const KEPT_SECONDS = 30 * 86_400;

/** A change of a message: a pointer, since the message holds its state. Numbered like messages, by insert. */
export interface ChangeDoc {
  _id: ObjectId;
  conversation_id: ObjectId;
  rev: number;
  kind: ChangeKind;
  message_id: ObjectId;
  user_id: ObjectId;
  emoji?: string;
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const ChangeSchema = new Schema<ChangeDoc>(
  {
    conversation_id: { type: Id, required: true },
    rev: { type: Number, required: true },
    kind: { type: String, required: true },
    message_id: { type: Id, required: true },
    user_id: { type: Id, required: true },
    emoji: { type: String },
    created_at: { type: Date, required: true },
  },
  { collection: 'message_changes', versionKey: false },
);
ChangeSchema.index({ conversation_id: 1, rev: 1 }, { unique: true }); // the claim; head, range
ChangeSchema.index({ created_at: 1 }, { expireAfterSeconds: KEPT_SECONDS }); // changedBetween, HeadRepository.movedSince

/** An earlier text of a message. `removed`: the text that it had when it was deleted. */
export interface EditDoc {
  _id: ObjectId;
  conversation_id: ObjectId;
  message_id: ObjectId;
  content: string;
  editor_id: ObjectId;
  edited_at: Date;
  removed: boolean;
}

export const EditSchema = new Schema<EditDoc>(
  {
    conversation_id: { type: Id, required: true },
    message_id: { type: Id, required: true },
    content: { type: String },
    editor_id: { type: Id, required: true },
    edited_at: { type: Date, required: true },
    removed: { type: Boolean, default: false },
  },
  { collection: 'message_edits', versionKey: false },
);
EditSchema.index({ message_id: 1, edited_at: 1 }); // editsOf
EditSchema.index({ conversation_id: 1 }); // removeAll
