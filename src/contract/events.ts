import { z } from 'zod';
import { Call, Signal } from './calls.js';
import { Conversation } from './dm.js';
import { Draft } from './drafts.js';
import { CustomEmoji } from './emojis.js';
import { Head, ReaderHead } from './inbox.js';
import { limits } from './limits.js';
import { Message, Place } from './message.js';
import { Notification } from './notifications.js';
import { Preferences } from './preferences.js';
import { Presence } from './presence.js';
import { Problem } from './problem.js';
import { Report } from './reports.js';
import { MutedUntil, Role, Room, RoomInfo } from './rooms.js';
import { SavedMessage } from './saved.js';
import { Id, Time } from './text.js';
import { ThreadState } from './threads.js';
import { User, UserSummary } from './users.js';

/** By which number a connection gets them in order, and `sync` brings what it missed; `once`: told once, without a number. */
export type EventOrder = 'seq' | 'rev' | 'once';

const event = <P extends z.ZodType>(summary: string, payload: P, order: EventOrder = 'once') => ({
  summary,
  payload,
  order,
});

const Changed = z.object({ message: Message, rev: z.number().int() });
const Reacted = Place.extend({ message_id: Id, emoji: z.string(), user_id: Id, rev: z.number().int() });
const Typist = Place.extend({ user_id: Id, username: z.string(), parent_id: Id.optional() });
const Membership = z.object({ room_id: Id, user: UserSummary, role: Role });

/** Every event that the server sends. Nothing in a broadcast depends on who receives it. */
export const serverEvents = {
  ready: event(
    'After every connect: who one is, and where each conversation stands. Ask `sync` where it is ahead.',
    z.object({
      user: User,
      server_time: Time,
      contract_version: z.string().meta({ description: 'Version of what this document describes' }),
      heads: z.array(ReaderHead),
    }),
  ),
  heads: event(
    'Conversations whose head moved lately, at a slow beat; ask `sync` where one is behind.',
    z.object({ heads: z.array(Head) }),
  ),
  new_message: event('A message of a conversation.', Message, 'seq'),
  new_messages: event(
    'Messages of a conversation that came right behind each other, in place of a `new_message` for each. ' +
      'Only for clients that say `batches: true` in the handshake, and only in busy rooms.',
    z.object({ messages: z.array(Message) }),
    'seq',
  ),
  message_edited: event('A message has another text.', Changed, 'rev'),
  message_deleted: event('A message was deleted.', Changed, 'rev'),
  message_pinned: event('A message was pinned.', Changed, 'rev'),
  message_unpinned: event('A message was unpinned.', Changed, 'rev'),
  message_updated: event('Something else of a message changed, a link preview for example.', Changed, 'rev'),
  reaction_added: event('Somebody reacted.', Reacted, 'rev'),
  reaction_removed: event('Somebody took a reaction back.', Reacted, 'rev'),
  emojis_updated: event(
    'Custom emoji were made or removed, to everybody who is connected. After a gap ask for the list.',
    z.object({ added: z.array(CustomEmoji), removed: z.array(Id) }),
  ),
  user_typing: event(
    'Somebody types; over when it is not repeated in time.',
    Typist.extend({ expires_in_ms: z.number().int() }),
  ),
  user_stopped_typing: event('Somebody stopped typing.', Typist),
  presence_update: event('Somebody came, went or changed their status.', Presence),
  unread_update: event(
    "The reader's counters of a conversation moved, to all devices of the reader. They count the messages up to `last_seq`.",
    Place.extend({
      unread_count: z.number().int(),
      mention_count: z.number().int(),
      last_seq: z.number().int(),
    }),
  ),
  thread_update: event(
    'One read on in a thread, or follows it or no more, to all devices of the reader.',
    Place.extend(ThreadState.shape),
  ),
  message_read: event(
    `Somebody read up to a message; in DMs and in rooms of up to ${limits.receiptBroadcastMembers} members.`,
    Place.extend({ user_id: Id, message_id: Id, seq: z.number().int(), read_at: Time }),
  ),
  room_created: event('A room that one is a member of from its beginning.', z.object({ room: Room })),
  room_updated: event(
    'Name, description, pins, who may write how often, or the number of members changed.',
    z.object({ room: RoomInfo }),
  ),
  room_archived: event('A room was archived, or opened again.', z.object({ room: RoomInfo })),
  room_deleted: event('A room is gone with all that was in it.', z.object({ room_id: Id })),
  history_removed: event(
    'Messages before `first_seq` were removed for their age: forget them, and ask for the counters of the room again. Numbers stay.',
    z.object({ room_id: Id, first_seq: z.number().int() }),
  ),
  member_joined: event(
    'Somebody joined a room.',
    Membership.extend({ last_seq: z.number().int(), last_rev: z.number().int() }),
  ),
  member_left: event('Somebody left a room or was taken out of it.', z.object({ room_id: Id, user_id: Id })),
  member_updated: event(
    'A member has another role, or was muted or unmuted; a mute with an end ends without an event.',
    Membership.extend({ muted_until: MutedUntil }),
  ),
  report_created: event(
    'A message was reported; to who looks after the room, or of a DM to administrators.',
    z.object({ report: Report }),
  ),
  report_resolved: event(
    'Somebody decided about a report; to the same people.',
    z.object({ report: Report }),
  ),
  blocked_update: event(
    'Whom one blocks now, all of them, to all own devices.',
    z.object({ user_ids: z.array(Id) }),
  ),
  dm_created: event('A conversation that one is in was made.', z.object({ conversation: Conversation })),
  dm_hidden: event(
    'One took a conversation off the list, on another device perhaps; it is back with the first message after `last_seq`.',
    z.object({ dm_id: Id, last_seq: z.number().int() }),
  ),
  dm_shown: event(
    'One opened a conversation again that was hidden.',
    z.object({ conversation: Conversation }),
  ),
  preferences_updated: event(
    'The own preferences, changed on another device perhaps, to all own devices.',
    z.object({ preferences: Preferences }),
  ),
  notification: event(
    'Something notifies; one that is known already says what it is now. To all own devices.',
    z.object({ notification: Notification, unread_count: z.number().int() }),
  ),
  notifications_read: event(
    'Notifications were read, on another device perhaps: these, or with `null` all there are.',
    z.object({ ids: z.array(Id).nullable(), unread_count: z.number().int() }),
  ),
  notification_removed: event(
    'Notifications were taken back: edited out, deleted, or one left the conversation.',
    z.object({ ids: z.array(Id), unread_count: z.number().int() }),
  ),
  call_ringing: event('A call: of the caller, or for the callee to take.', z.object({ call: Call })),
  call_accepted: event(
    'One of the devices took the call: the others stop ringing.',
    z.object({ call: Call }),
  ),
  call_ended: event('The call is over; `outcome` says how.', z.object({ call: Call })),
  call_signaled: event(
    'From the device at the other end, to the one that talks here alone.',
    z.object({ call_id: Id, user_id: Id, signal: Signal }),
  ),
  saved_updated: event(
    'One saved a message, or takes it off the saved ones (`saved: null`), to all own devices.',
    z.object({ message_id: Id, saved: SavedMessage.nullable() }),
  ),
  draft_updated: event(
    'A draft was written on another device, or is gone (its content is empty), to the other own devices.',
    z.object({ draft: Draft }),
  ),
  token_expiring: event(
    'The access token is about to expire: send `refresh_token`.',
    z.object({ expires_in_ms: z.number().int() }),
  ),
  session_ended: event('The session has ended; the connection closes.', z.object({ error: Problem })),
  server_restarting: event(
    'This node goes away: connect again, to another.',
    z.object({ reconnect_in_ms: z.number().int() }),
  ),
  error: event(
    'An event that was sent without an acknowledgement callback failed.',
    z.object({ event: z.string(), error: Problem }),
  ),
} as const;

export type ServerEvent = keyof typeof serverEvents;
export type Payload<E extends ServerEvent> = z.infer<(typeof serverEvents)[E]['payload']>;
export type ServerToClientEvents = { [E in ServerEvent]: (payload: Payload<E>) => void };

/** What acknowledges every event that a client sends. */
export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: Problem };
