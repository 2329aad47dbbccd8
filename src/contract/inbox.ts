import { z } from 'zod';
import { limits } from './limits.js';
import { Message, onePlace, onePlaceMessage, Place } from './message.js';
import { operation } from './operation.js';
import { Problem } from './problem.js';
import { Id, Limit, Time } from './text.js';
import { UserSummary } from './users.js';

export const Counters = z.object({ unread_count: z.number().int(), mention_count: z.number().int() });
export type Counters = z.infer<typeof Counters>;

/** Where a conversation stands. In `ready` it carries the reader's counters, in `heads` it does not. */
export const Head = Place.extend({
  last_seq: z.number().int(),
  last_rev: z.number().int(),
}).meta({ id: 'Head' });
export type Head = z.infer<typeof Head>;
export const ReaderHead = Head.extend(Counters.shape).meta({ id: 'ReaderHead' });
export type ReaderHead = z.infer<typeof ReaderHead>;

export const changeKinds = [
  'edited',
  'deleted',
  'reaction_added',
  'reaction_removed',
  'pinned',
  'unpinned',
  'updated',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const Change = z
  .object({
    rev: z.number().int().meta({ description: 'Dense number of the change in the conversation' }),
    kind: z.enum(changeKinds),
    message_id: Id,
    message: Message.meta({ description: 'The message as it now is' }),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof Change>;

const Position = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const SyncedConversation = Place.extend({
  messages: z.array(Message).meta({ description: 'Ascending `seq`' }),
  changes: z.array(Change).meta({ description: 'Ascending `rev`' }),
  first_seq: z.number().int(),
  last_seq: z.number().int().meta({ description: 'Where the conversation stands' }),
  last_rev: z.number().int().meta({ description: 'Where its changes stand' }),
  has_more: z.boolean().meta({ description: 'Ask again from the last numbers received' }),
  reset: z
    .boolean()
    .optional()
    .meta({ description: 'The changes asked for are no longer kept: load this conversation anew' }),
}).meta({ id: 'SyncedConversation' });
export type SyncedConversation = z.infer<typeof SyncedConversation>;

export const RefusedConversation = Place.extend({ error: Problem }).meta({ id: 'RefusedConversation' });

export const sync = operation({
  id: 'sync',
  tag: 'Sync',
  summary: 'Everything after the numbers that the client has, once, in order',
  description:
    'Messages (thread replies too) after `after_seq` and changes after `after_rev`, ascending. While `has_more`, ask again from ' +
    'the last numbers received. A conversation that is not the caller’s gets an `error` and spoils nothing else.',
  input: z.object({
    conversations: z
      .array(
        Place.extend({ after_seq: Position.default(0), after_rev: Position.default(0) }).refine(
          onePlace,
          onePlaceMessage,
        ),
      )
      .min(1)
      .max(limits.syncConversations),
  }),
  output: z.object({ conversations: z.array(z.union([SyncedConversation, RefusedConversation])) }),
  limit: 'sync',
  event: 'sync',
  http: [{ method: 'POST', path: '/sync', status: 200 }],
});

export const markRead = operation({
  id: 'mark_read',
  tag: 'Inbox',
  summary: 'Everything up to this message is read; a position moves forward only',
  input: Place.extend({ message_id: Id }).refine(onePlace, onePlaceMessage),
  output: Counters,
  limit: 'receipt',
  errors: ['room_not_found', 'dm_not_found', 'not_a_member', 'message_not_found'],
  event: 'mark_read',
  http: [
    { method: 'POST', path: '/rooms/:room_id/read', status: 200 },
    { method: 'POST', path: '/direct-messages/:dm_id/read', status: 200 },
  ],
});

export const markUnread = operation({
  id: 'mark_unread',
  tag: 'Inbox',
  summary: 'This message and all after it are unread again',
  input: Place.extend({ message_id: Id }).refine(onePlace, onePlaceMessage),
  output: Counters,
  limit: 'receipt',
  errors: ['room_not_found', 'dm_not_found', 'not_a_member', 'message_not_found'],
  event: 'mark_unread',
  http: [
    { method: 'POST', path: '/rooms/:room_id/unread', status: 200 },
    { method: 'POST', path: '/direct-messages/:dm_id/unread', status: 200 },
  ],
});

export const Receipt = z
  .object({
    user: UserSummary,
    read_at: Time.meta({ description: 'When they last read on: this message, or one after it' }),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

export const listReceipts = operation({
  id: 'list_receipts',
  tag: 'Inbox',
  summary: 'Who has read a message, in the order of their ids, without its sender',
  description:
    'Those members whose position is at the message or after it; of a reply that stands in its thread alone, those followers who ' +
    'read on there. `after` is the id of the last user of the page before. A big ' +
    `room is read page by page; its readers are announced by \`message_read\` in rooms of up to ${limits.receiptBroadcastMembers} members only.`,
  input: z.object({ message_id: Id, limit: Limit, after: Id.optional() }),
  output: z.object({ read_by: z.array(Receipt), has_more: z.boolean() }),
  limit: 'read',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/messages/:message_id/receipts', status: 200 }],
});
