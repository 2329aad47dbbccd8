import type { ConversationRef } from '../events/domain-event-map.js';
import type { StoredFile } from './file.js';
import type { FileDoc } from './file.schema.js';
import type { Media } from './file-type.js';

/** A message that has a file. */
export interface FileUse {
  message_id: string;
  sender_id: string;
  conversation: ConversationRef;
}

export type FileClaim = NonNullable<FileDoc['claim']>;

/** A file as the repository hands it out. */
export interface FileRecord extends StoredFile {
  owner_id: string;
  state: FileDoc['state'];
  media: Media;
  waits: boolean;
  parts: { key: string; size: number }[];
  offset: number;
  direct: FileDoc['direct'];
  claim: FileClaim | null;
  uses: FileUse[];
  expires_at: Date | null;
  created_at: Date;
}

export const toFileRecord = (doc: FileDoc): FileRecord => ({
  id: doc._id.toHexString(),
  owner_id: doc.owner_id.toHexString(),
  state: doc.state,
  file_name: doc.file_name,
  file_size: doc.file_size,
  content_type: doc.content_type,
  media: doc.media,
  width: doc.width,
  height: doc.height,
  duration_ms: doc.duration_ms,
  placeholder: doc.placeholder,
  variants: doc.variants,
  waits: doc.waits,
  parts: doc.parts.map(({ key, size }) => ({ key, size })),
  offset: doc.offset,
  direct: doc.direct ?? null,
  claim: doc.claim,
  uses: doc.uses.map(({ message_id, sender_id, conversation_id, type }) => ({
    message_id: message_id.toHexString(),
    sender_id: sender_id.toHexString(),
    conversation: { id: conversation_id.toHexString(), type },
  })),
  expires_at: doc.expires_at,
  created_at: doc.created_at,
});

/** What of it a message keeps. */
export const toStoredFile = (file: StoredFile): StoredFile => ({
  id: file.id,
  file_name: file.file_name,
  file_size: file.file_size,
  content_type: file.content_type,
  width: file.width,
  height: file.height,
  duration_ms: file.duration_ms,
  placeholder: file.placeholder,
  variants: file.variants,
});
