import type { CallSummary, LinkPreview, Reaction } from '../contract/message.js';
import { newId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { StoredFile } from '../uploads/file.js';

/** Where a forwarded message was said first. */
export interface StoredForward {
  message_id: string;
  conversation: ConversationRef;
  sender_id: string;
  created_at: Date;
  /** As it was then. Gone, with the files, when that message is deleted. */
  content: string;
  deleted: boolean;
}

/** A message that was accepted and has no number yet. Its id is fixed here and kept through every try. */
export interface Draft {
  id: string;
  conversation: ConversationRef;
  sender_id: string;
  client_id: string | null;
  kind: 'text' | 'call';
  content: string;
  mentions: string[];
  mentions_room: boolean;
  mentions_here: boolean;
  attachments: StoredFile[];
  link_previews: LinkPreview[];
  forwarded_from: StoredForward | null;
  call: CallSummary | null;
  parent_id: string | null;
  also_in_room: boolean;
  created_at: Date;
}

/** A draft with nothing in it but what is said here. */
export const newDraft = (
  fields: Pick<Draft, 'conversation' | 'sender_id' | 'client_id'> & Partial<Draft>,
): Draft => ({
  id: newId(),
  kind: 'text',
  content: '',
  mentions: [],
  mentions_room: false,
  mentions_here: false,
  attachments: [],
  link_previews: [],
  forwarded_from: null,
  call: null,
  parent_id: null,
  also_in_room: false,
  created_at: new Date(),
  ...fields,
});

/** A message as it is stored. */
export interface StoredMessage extends Draft {
  seq: number;
  top: number;
  rev: number;
  reactions: Reaction[];
  edited_at: Date | null;
  deleted: boolean;
  pinned: boolean;
  /** Their sender took them off: it gets none any more. */
  previews_removed?: boolean;
}

/** The last numbers given out in a conversation. */
export interface SeqHead {
  seq: number;
  top: number;
}
