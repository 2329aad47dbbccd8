import { newId } from '../../src/database/object-id.js';
import type { StoredMessage } from '../../src/messages/message.js';

interface Given {
  conversation_id: string;
  seq: number;
  sender_id: string;
  created_at: Date;
  content: string;
  files?: object[];
}

/** A message as a send would store it, at a time of one's choice. */
export const storedMessage = (given: Given): StoredMessage => ({
  id: newId(),
  conversation: { id: given.conversation_id, type: 'room' },
  sender_id: given.sender_id,
  client_id: null,
  kind: 'text',
  content: given.content,
  mentions: [],
  mentions_room: false,
  mentions_here: false,
  attachments: (given.files ?? []).map((file) => ({
    id: newId(),
    file_name: 'file',
    file_size: 1,
    content_type: 'application/octet-stream',
    width: null,
    height: null,
    duration_ms: null,
    placeholder: null,
    variants: [],
    ...file,
  })),
  link_previews: [],
  forwarded_from: null,
  call: null,
  parent_id: null,
  also_in_room: false,
  created_at: given.created_at,
  seq: given.seq,
  top: given.seq,
  rev: 0,
  reactions: [],
  edited_at: null,
  deleted: false,
  pinned: false,
});
