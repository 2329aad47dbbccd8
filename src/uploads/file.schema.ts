import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';
import type { DirectUpload } from '../storage/storage.js';
import type { StoredFile } from './file.js';
import type { Media } from './file-type.js';

/** A message that has the file. */
export interface FileUseDoc {
  message_id: ObjectId;
  sender_id: ObjectId;
  conversation_id: ObjectId;
  type: 'room' | 'dm';
}

export interface FileDoc extends Omit<StoredFile, 'id'> {
  _id: ObjectId;
  owner_id: ObjectId;
  /** `incoming` until all bytes are there, `removed` when they are to go. */
  state: 'incoming' | 'ready' | 'removed';
  media: Media;
  /** Whether a job is still to look at it. */
  waits: boolean;
  /** Of an upload in parts: what is there, and how much that is. */
  parts: { key: string; size: number }[];
  offset: number;
  /** Of an upload whose parts go straight to the storage: what the storage calls it. */
  direct: DirectUpload | null;
  /** Whose it is to become: set before the message is stored, so that only one can have it. */
  claim: {
    conversation_id: string;
    type: 'room' | 'dm';
    message_id: string;
    client_id: string | null;
  } | null;
  /** Its message first, then those that it was forwarded with. */
  uses: FileUseDoc[];
  /** When to look whether it is still wanted; null while a message has it. */
  expires_at: Date | null;
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

const UseSchema = new Schema<FileUseDoc>(
  {
    message_id: { type: Id },
    sender_id: { type: Id },
    conversation_id: { type: Id },
    type: { type: String },
  },
  { _id: false },
);

export const FileSchema = new Schema<FileDoc>(
  {
    owner_id: { type: Id, required: true },
    state: { type: String, required: true },
    file_name: { type: String, required: true },
    file_size: { type: Number, required: true },
    content_type: { type: String, default: 'application/octet-stream' },
    media: { type: String, default: 'other' },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    duration_ms: { type: Number, default: null },
    placeholder: { type: String, default: null },
    variants: { type: [String], default: [] },
    waits: { type: Boolean, default: false },
    parts: { type: [new Schema({ key: String, size: Number }, { _id: false })], default: [] },
    offset: { type: Number, default: 0 },
    direct: { type: Object, default: null },
    claim: { type: Object, default: null },
    uses: { type: [UseSchema], default: [] },
    expires_at: { type: Date, default: null },
    created_at: { type: Date, required: true },
  },
  { collection: 'files', versionKey: false },
);
FileSchema.index({ owner_id: 1, state: 1 }); // storedBy, discardUnsent
FileSchema.index({ expires_at: 1 }, { partialFilterExpression: { expires_at: { $type: 'date' } } }); // expired
FileSchema.index({ waits: 1, created_at: 1 }, { partialFilterExpression: { waits: true } }); // waiting
FileSchema.index({ 'uses.conversation_id': 1, _id: 1 }); // sentIn, releaseAll
