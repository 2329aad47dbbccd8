import { Schema } from 'mongoose';
import type { CallSummary, LinkPreview, Reaction } from '../contract/message.js';
import type { ObjectId } from '../database/object-id.js';
import type { StoredFile } from '../uploads/file.js';
import type { StoredForward } from './message.js';

export interface MessageDoc {
  _id: ObjectId;
  conversation_id: ObjectId;
  type: 'room' | 'dm';
  kind: 'text' | 'call';
  /** Dense number in the conversation. The unique index on it is what makes an insert a claim. */
  seq: number;
  /** How many top-level messages there are up to this one: unread counts are differences of it. */
  top: number;
  /** Number of the latest change, 0 when there was none. */
  rev: number;
  sender_id: ObjectId;
  client_id?: string;
  content: string;
  mentions: ObjectId[];
  /** Whether `mentions` holds anybody: keeps all other messages out of the index on it. */
  has_mentions: boolean;
  /** A flag in place of a list of everybody: a send may not grow with the room. */
  mentions_room: boolean;
  mentions_here: boolean;
  /** Either of the two: keeps all other messages out of the index on it. */
  mentions_all: boolean;
  reactions: { emoji: string; user_id: ObjectId }[];
  attachments: StoredFile[];
  link_previews: LinkPreview[];
  forwarded_from: StoredForward | null;
  call: CallSummary | null;
  parent_id: ObjectId | null;
  also_in_room: boolean;
  edited_at: Date | null;
  deleted: boolean;
  deleted_at: Date | null;
  pinned: boolean;
  previews_removed?: boolean;
  /** What search finds it by: see `searchTerms`. Empty when it was deleted. */
  terms: string[];
  created_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const MessageSchema = new Schema<MessageDoc>(
  {
    conversation_id: { type: Id, required: true },
    type: { type: String, required: true },
    kind: { type: String, required: true },
    seq: { type: Number, required: true },
    top: { type: Number, required: true },
    rev: { type: Number, required: true },
    sender_id: { type: Id, required: true },
    client_id: { type: String },
    content: { type: String },
    mentions: { type: [Id] },
    has_mentions: { type: Boolean },
    mentions_room: { type: Boolean },
    mentions_here: { type: Boolean },
    mentions_all: { type: Boolean },
    reactions: { type: [new Schema<Reaction>({ emoji: String, user_id: Id }, { _id: false })] },
    attachments: { type: [Object], default: [] },
    link_previews: { type: [Object], default: [] },
    forwarded_from: { type: Object, default: null },
    call: { type: Object, default: null },
    parent_id: { type: Id, default: null },
    also_in_room: { type: Boolean },
    edited_at: { type: Date, default: null },
    deleted: { type: Boolean },
    deleted_at: { type: Date, default: null },
    pinned: { type: Boolean },
    previews_removed: { type: Boolean },
    terms: { type: [String], default: [], select: false },
    created_at: { type: Date, required: true },
  },
  { collection: 'messages', versionKey: false },
);

MessageSchema.index({ conversation_id: 1, seq: 1 }, { unique: true }); // the claim; head, shown, range
MessageSchema.index(
  { conversation_id: 1, sender_id: 1, client_id: 1 },
  { unique: true, partialFilterExpression: { client_id: { $exists: true } } },
); // idempotency; byClientIds
MessageSchema.index({ conversation_id: 1, sender_id: 1, seq: 1 }); // UnreadRepository.own
MessageSchema.index(
  { conversation_id: 1, seq: 1, deleted: 1 },
  { partialFilterExpression: { deleted: true } },
); // UnreadRepository.deleted
MessageSchema.index(
  { mentions: 1, conversation_id: 1, seq: 1 },
  { partialFilterExpression: { has_mentions: true } },
); // UnreadRepository.mentions
MessageSchema.index(
  { conversation_id: 1, mentions_all: 1, seq: 1 },
  { partialFilterExpression: { mentions_all: true } },
); // UnreadRepository.groupMentions
MessageSchema.index({ conversation_id: 1, rev: 1 }, { partialFilterExpression: { rev: { $gt: 0 } } }); // ChangeRepository.headRev
MessageSchema.index(
  { parent_id: 1, seq: 1 },
  { partialFilterExpression: { parent_id: { $type: 'objectId' } } },
); // ReplyRepository, replyStats
MessageSchema.index({ conversation_id: 1, terms: 1 }); // SearchRepository.inConversation, everywhere, sample
MessageSchema.index({ content: 'text' }, { default_language: 'none', language_override: 'text_language' }); // SearchRepository.byScore. The language of a chat is not known: words as they are
MessageSchema.index(
  { 'forwarded_from.message_id': 1 },
  { partialFilterExpression: { 'forwarded_from.message_id': { $exists: true } } },
); // forwardsOf
MessageSchema.index(
  { 'link_previews.image_url': 1 },
  { partialFilterExpression: { 'link_previews.image_url': { $exists: true } } },
); // anyShows
MessageSchema.index({ created_at: 1 }); // storedBetween, HeadRepository.movedSince
MessageSchema.index({ sender_id: 1, created_at: 1 }); // writtenBy
