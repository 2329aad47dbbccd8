import { Schema } from 'mongoose';
import type { NotificationKind, NotificationReason } from '../contract/notifications.js';
import type { ObjectId } from '../database/object-id.js';

/** What is kept of a decision: `silent` tells the user why they were not notified, and nobody to notify them later. */
export type NotificationState = 'notified' | 'silent' | 'withdrawn';

/** A message notifies somebody once, and once more of the reactions to it. */
export type NotificationSlot = 'message' | 'reaction' | 'room';

export interface NotificationDoc {
  _id: ObjectId;
  user_id: ObjectId;
  /** The message, or the room that the user was put into. */
  subject_id: ObjectId;
  slot: NotificationSlot;
  kind: NotificationKind;
  state: NotificationState;
  reason: NotificationReason;
  conversation_id: ObjectId;
  type: 'room' | 'dm';
  message_id: ObjectId | null;
  parent_id: ObjectId | null;
  /** Of the message; what shows in its thread alone is read there. */
  seq: number;
  in_thread: boolean;
  actor_id: ObjectId;
  emoji: string | null;
  read_at: Date | null;
  /** Notified and not read: keeps all others out of the index on it. */
  unread: boolean;
  /** A push is owed, and no job has it yet. */
  push_due: boolean;
  /** Subscriptions that it was pushed to, or is being pushed to. */
  pushed: ObjectId[];
  created_at: Date;
}

const KEPT_SECONDS = 90 * 24 * 3_600;
const { ObjectId: Id } = Schema.Types;

export const NotificationSchema = new Schema<NotificationDoc>(
  {
    user_id: { type: Id, required: true },
    subject_id: { type: Id, required: true },
    slot: { type: String, required: true },
    kind: { type: String, required: true },
    state: { type: String, required: true },
    reason: { type: String, required: true },
    conversation_id: { type: Id, required: true },
    type: { type: String, required: true },
    message_id: { type: Id, default: null },
    parent_id: { type: Id, default: null },
    seq: { type: Number, required: true },
    in_thread: { type: Boolean, required: true },
    actor_id: { type: Id, required: true },
    emoji: { type: String, default: null },
    read_at: { type: Date, default: null },
    unread: { type: Boolean, required: true },
    push_due: { type: Boolean, required: true },
    pushed: { type: [Id], default: [] },
    created_at: { type: Date, required: true },
  },
  { collection: 'notifications', versionKey: false },
);
// Never twice, whichever nodes decide at once: insert; of, live.
NotificationSchema.index({ subject_id: 1, user_id: 1, slot: 1 }, { unique: true });
NotificationSchema.index({ user_id: 1, _id: 1 }, { partialFilterExpression: { state: 'notified' } }); // list
NotificationSchema.index(
  { user_id: 1, conversation_id: 1, seq: 1 },
  { partialFilterExpression: { unread: true } },
); // unreadCounts, readConversation
NotificationSchema.index({ user_id: 1, conversation_id: 1 }); // leave, forget
NotificationSchema.index({ conversation_id: 1 }); // removeAll
NotificationSchema.index({ push_due: 1 }, { partialFilterExpression: { push_due: true } }); // pushesDue
NotificationSchema.index({ created_at: 1 }, { expireAfterSeconds: KEPT_SECONDS });

/** How far the sweep over messages has come, and when some node may go on with it. One document. */
export interface NotificationSweepDoc {
  _id: 'messages';
  until: Date;
  next_at: Date;
}

export const NotificationSweepSchema = new Schema<NotificationSweepDoc>(
  {
    _id: { type: String, required: true },
    until: { type: Date, required: true },
    next_at: { type: Date, required: true },
  },
  { collection: 'notification_sweeps', versionKey: false },
);
