import type { Conversation } from '../contract/dm.js';
import type { Draft } from '../contract/drafts.js';
import type { CustomEmoji } from '../contract/emojis.js';
import type { ChangeKind } from '../contract/inbox.js';
import type { Message } from '../contract/message.js';
import type { Notification } from '../contract/notifications.js';
import type { Role } from '../contract/permissions.js';
import type { Report } from '../contract/reports.js';
import type { Room, RoomInfo } from '../contract/rooms.js';
import type { SavedMessage } from '../contract/saved.js';
import type { UserSummary } from '../contract/users.js';

/** A room or a DM, wherever which of the two does not matter. */
export interface ConversationRef {
  id: string;
  type: 'room' | 'dm';
}

/** What the domains tell each other. Past tense: it is stored already. */
export interface DomainEventMap {
  session_ended: { session_id: string; user_id: string };
  user_updated: { user_id: string };
  user_registered: { user_id: string; email: string };
  room_created: { room: Room; member_ids: string[] };
  room_updated: { room: RoomInfo };
  room_archived: { room: RoomInfo };
  room_deleted: { room_id: string };
  /** Messages before this one are not part of the room any more. */
  history_removed: { room_id: string; first_seq: number };
  member_joined: {
    conversation: ConversationRef;
    user: UserSummary;
    role: Role;
    last_seq: number;
    last_rev: number;
    /** Who put them in, if they did not come by themselves. */
    added_by?: string;
  };
  member_left: { conversation: ConversationRef; user_id: string };
  member_updated: {
    conversation: ConversationRef;
    user: UserSummary;
    role: Role;
    /** As the contract shows it. */
    muted_until: string | null;
  };
  report_created: { conversation: ConversationRef; report: Report };
  report_resolved: { conversation: ConversationRef; report: Report };
  /** All whom this user blocks now; `changed` is who was added or taken away. */
  blocks_changed: { user_id: string; changed: string; user_ids: string[] };
  /** `dm` as all of them see it at its beginning. */
  dm_created: { conversation: ConversationRef; user_ids: string[]; dm: Conversation };
  dm_hidden: { conversation: ConversationRef; user_id: string; last_seq: number };
  /** Opened again after it was hidden; `dm` as this user sees it. */
  dm_shown: { user_id: string; dm: Conversation };
  /** What somebody prefers. `listens`: messages may concern them that name nobody. */
  preferences_changed: { user_id: string; listens: boolean; receipts: boolean };
  /** Somebody has read a conversation up to a message, or what shows in a thread alone. */
  conversation_read: { conversation: ConversationRef; user_id: string; seq: number };
  thread_read: { conversation: ConversationRef; user_id: string; parent_id: string; seq: number };
  /** What is new for users, each with what they have unread now. */
  notifications_added: {
    added: { user_id: string; notification: Notification; unread_count: number }[];
  };
  /** `ids` null: all there were. */
  notifications_read: { user_id: string; ids: string[] | null; unread_count: number };
  notifications_removed: { user_id: string; ids: string[]; unread_count: number };
  /** `top` is that of the last of the messages. */
  messages_created: { conversation: ConversationRef; messages: Message[]; top: number };
  message_changed: {
    conversation: ConversationRef;
    kind: ChangeKind;
    rev: number;
    message: Message;
    user_id: string;
    emoji?: string;
  };
  emojis_changed: { added: CustomEmoji[]; removed: string[] };
  saved_changed: { user_id: string; message_id: string; saved: SavedMessage | null };
  /** `device` wrote it, when one did. */
  draft_changed: { user_id: string; draft: Draft; device?: { socket_id?: string; session_id: string } };
  /** The outgoing webhooks of a room are others now. */
  webhooks_changed: { room_id: string };
  /** A user read on in a thread, or follows it or no more. `message_id` is the message that it hangs on. */
  thread_updated: {
    conversation: ConversationRef;
    user_id: string;
    message_id: string;
    following: boolean;
    unread_count: number;
  };
}

/** Events that other nodes must hear of, since caches and subscriptions follow them. */
export const clusterEvents: ReadonlySet<keyof DomainEventMap> = new Set<keyof DomainEventMap>([
  'session_ended',
  'user_updated',
  'room_created',
  'room_updated',
  'room_archived',
  'room_deleted',
  'member_joined',
  'member_left',
  'member_updated',
  'blocks_changed',
  'draft_changed',
  'emojis_changed',
  'preferences_changed',
  'dm_created',
  'webhooks_changed',
]);
