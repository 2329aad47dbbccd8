import { toObjectId } from '../database/object-id.js';
import type { StoredMessage } from './message.js';
import type { MessageDoc } from './message.schema.js';
import type { Mentions } from './messages.rules.js';
import { searchTerms } from './search-terms.js';

/** The mentions of a message with what keeps all other messages out of the indexes on them. */
export const mentionFields = ({ mentions, mentions_room, mentions_here }: Mentions) => ({
  mentions: mentions.map(toObjectId),
  has_mentions: mentions.length > 0,
  mentions_room,
  mentions_here,
  mentions_all: mentions_room || mentions_here,
});

/** Between what is stored and what the code works with. */
export const toDoc = (message: StoredMessage): MessageDoc => ({
  _id: toObjectId(message.id),
  conversation_id: toObjectId(message.conversation.id),
  type: message.conversation.type,
  kind: message.kind,
  seq: message.seq,
  top: message.top,
  rev: message.rev,
  sender_id: toObjectId(message.sender_id),
  ...(message.client_id !== null && { client_id: message.client_id }),
  content: message.content,
  ...mentionFields(message),
  reactions: message.reactions.map(({ emoji, user_id }) => ({ emoji, user_id: toObjectId(user_id) })),
  attachments: message.attachments,
  link_previews: message.link_previews,
  forwarded_from: message.forwarded_from,
  call: message.call,
  parent_id: message.parent_id === null ? null : toObjectId(message.parent_id),
  also_in_room: message.also_in_room,
  edited_at: message.edited_at,
  deleted: message.deleted,
  deleted_at: null,
  pinned: message.pinned,
  terms: searchTerms(message),
  created_at: message.created_at,
});

export const fromDoc = (doc: MessageDoc): StoredMessage => ({
  id: doc._id.toHexString(),
  conversation: { id: doc.conversation_id.toHexString(), type: doc.type },
  kind: doc.kind,
  seq: doc.seq,
  top: doc.top,
  rev: doc.rev,
  sender_id: doc.sender_id.toHexString(),
  client_id: doc.client_id ?? null,
  content: doc.content,
  mentions: doc.mentions.map((id) => id.toHexString()),
  mentions_room: doc.mentions_room ?? false,
  mentions_here: doc.mentions_here ?? false,
  reactions: doc.reactions.map(({ emoji, user_id }) => ({ emoji, user_id: user_id.toHexString() })),
  attachments: doc.attachments ?? [],
  link_previews: doc.link_previews ?? [],
  forwarded_from: doc.forwarded_from ?? null,
  call: doc.call ?? null,
  parent_id: doc.parent_id?.toHexString() ?? null,
  also_in_room: doc.also_in_room,
  edited_at: doc.edited_at,
  deleted: doc.deleted,
  pinned: doc.pinned,
  ...(doc.previews_removed && { previews_removed: true }),
  created_at: doc.created_at,
});
