import type { CallSummary, Message, Reaction } from '../contract/message.js';
import type { NotificationKind, NotificationReason } from '../contract/notifications.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { NotificationSlot, NotificationState } from './notification.schema.js';

/** What of a message matters to who is notified, stored or as the contract shows it. */
export interface Told {
  id: string;
  conversation: ConversationRef;
  kind: 'text' | 'call';
  seq: number;
  rev: number;
  sender_id: string;
  content: string;
  mentions: string[];
  mentions_room: boolean;
  mentions_here: boolean;
  parent_id: string | null;
  also_in_room: boolean;
  deleted: boolean;
  reactions: Reaction[];
  call: CallSummary | null;
}

export const toTold = (message: Message, conversation: ConversationRef): Told => ({
  ...message,
  conversation,
});

export const inTimeline = ({ parent_id, also_in_room }: Told): boolean => parent_id === null || also_in_room;

/** A decision about somebody that is to be kept. */
export interface NewNotification {
  user_id: string;
  subject_id: string;
  slot: NotificationSlot;
  kind: NotificationKind;
  reason: NotificationReason;
  conversation: ConversationRef;
  message_id: string | null;
  parent_id: string | null;
  seq: number;
  in_thread: boolean;
  actor_id: string;
  emoji: string | null;
}

export interface StoredNotification extends NewNotification {
  id: string;
  state: NotificationState;
  read_at: Date | null;
  pushed: string[];
  created_at: Date;
}
