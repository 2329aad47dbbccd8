import type { Reaction } from '../contract/messages.js';
import type { ConversationRef } from '../events/domain-event-map.js';

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
  parent_id: string | null;
  also_in_room: boolean;
  created_at: Date;
}

/** A message as it is stored. */
export interface StoredMessage extends Draft {
  seq: number;
  top: number;
  rev: number;
  reactions: Reaction[];
  edited_at: Date | null;
  deleted: boolean;
  pinned: boolean;
}

/** The last numbers given out in a conversation. */
export interface SeqHead {
  seq: number;
  top: number;
}
