import { z } from 'zod';
import { limits } from './limits.js';
import { Message, MessageId, MessageResult, onePlace, onePlaceMessage, Place } from './message.js';
import { operation } from './operation.js';
import { exactlyOne, Id, Limit, Time, text } from './text.js';
import { UserSummary } from './users.js';

const isBlank = (content: string): boolean => content.trim() === '';

/** What may keep anything from being sent, whatever it brings along. */
export const sendErrors = [
  'rate_limited',
  'room_not_found',
  'dm_not_found',
  'user_not_found',
  'not_a_member',
  'permission_denied',
  'room_archived',
  'message_not_found',
  'message_deleted',
  'muted',
  'room_read_only',
  'slow_mode',
  'blocked',
  'user_deactivated',
] as const;

export const sendMessage = operation({
  id: 'send_message',
  tag: 'Messages',
  summary: 'Send a message',
  description:
    'Acknowledged means stored, once, in order. Sending the same `client_id` again answers with the message that exists ' +
    '(`created: false`), is not rate-limited and broadcasts nothing. Everyone in the conversation gets `new_message`. ' +
    '`@room` and `@here` mention everybody in a room, in one of more than ' +
    `${limits.freeGroupMentionMembers} members only when a moderator or above writes it; else, and in a DM, they are plain text.`,
  input: Place.extend({
    content: text(limits.content.max).default('').meta({ description: 'May be left out with attachments' }),
    attachment_ids: z
      .array(Id)
      .max(limits.attachmentsPerMessage)
      .refine((ids) => new Set(ids).size === ids.length, 'must not name a file twice')
      .optional()
      .meta({ description: 'Own files that were uploaded and not sent yet, in this order' }),
    mentions: z.array(Id).max(limits.mentionsPerMessage).optional().meta({
      description: 'Members to mention beside those whom the server finds in the content',
    }),
    parent_id: Id.optional().meta({ description: 'The message that this replies to, in its thread' }),
    also_in_room: z.boolean().optional().meta({ description: 'Show a reply in the conversation too' }),
    client_id: text(limits.clientId.max, 1).optional().meta({
      description: 'Any word that is unique for the sender in the conversation, a UUID for example',
    }),
    user_id: Id.optional().meta({
      description: 'Somebody to write to: the conversation of the two is found, or made with this message',
    }),
  })
    .refine(exactlyOne('room_id', 'dm_id', 'user_id'), 'needs exactly one of room_id, dm_id and user_id')
    .refine(
      ({ content, attachment_ids = [] }) => !isBlank(content) || attachment_ids.length > 0,
      'needs content or an attachment',
    ),
  output: MessageResult.extend({ created: z.boolean() }),
  limit: null,
  errors: [...sendErrors, 'file_not_found', 'file_in_use'],
  event: 'send_message',
  http: [
    { method: 'POST', path: '/rooms/:room_id/messages', status: 201, existing: 200 },
    { method: 'POST', path: '/direct-messages/:dm_id/messages', status: 201, existing: 200 },
    { method: 'POST', path: '/users/:user_id/messages', status: 201, existing: 200 },
  ],
});

export const listMessages = operation({
  id: 'list_messages',
  tag: 'Messages',
  summary: 'History of a conversation, a page in ascending order',
  description:
    'The newest page without a cursor. `before`, `after` and `around` take the id of a message of the conversation. ' +
    '`has_more` speaks of the direction asked for (of older ones for `around`). Thread replies are left out unless they were sent to the room too.',
  input: Place.extend({ limit: Limit, before: Id.optional(), after: Id.optional(), around: Id.optional() })
    .refine(onePlace, onePlaceMessage)
    .refine(
      ({ before, after, around }) =>
        [before, after, around].filter((cursor) => cursor !== undefined).length <= 1,
      'takes one of before, after and around',
    ),
  output: z.object({ messages: z.array(Message), has_more: z.boolean() }),
  limit: 'read',
  errors: ['room_not_found', 'dm_not_found', 'not_a_member', 'message_not_found'],
  http: [
    { method: 'GET', path: '/rooms/:room_id/messages', status: 200 },
    { method: 'GET', path: '/direct-messages/:dm_id/messages', status: 200 },
  ],
});

export const getMessage = operation({
  id: 'get_message',
  tag: 'Messages',
  summary: 'One message',
  input: MessageId,
  output: MessageResult,
  limit: 'read',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/messages/:message_id', status: 200 }],
});

export const getThread = operation({
  id: 'get_thread',
  tag: 'Threads',
  summary: 'A message and the replies to it, in ascending order',
  input: MessageId.extend({ limit: Limit, before: Id.optional(), after: Id.optional() }).refine(
    ({ before, after }) => before === undefined || after === undefined,
    'takes one of before and after',
  ),
  output: z.object({
    parent_message: Message,
    replies: z.array(Message),
    participants: z.array(UserSummary),
    following: z.boolean().meta({ description: 'Whether who asks follows the thread' }),
    has_more: z.boolean(),
  }),
  limit: 'read',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/messages/:message_id/thread', status: 200 }],
});

export const editMessage = operation({
  id: 'edit_message',
  tag: 'Messages',
  summary: 'Edit an own message',
  description: 'An operator may set a time after which nobody edits; it says 403 `edit_window_over` then.',
  input: MessageId.extend({
    content: text(limits.content.max).meta({ description: 'Blank only where attachments stay' }),
  }),
  output: MessageResult,
  limit: 'write',
  errors: [
    'message_not_found',
    'not_a_member',
    'permission_denied',
    'edit_window_over',
    'message_deleted',
    'room_archived',
    'muted',
    'blocked',
    'user_deactivated',
  ],
  event: 'edit_message',
  http: [{ method: 'PATCH', path: '/messages/:message_id', status: 200 }],
});

export const deleteMessage = operation({
  id: 'delete_message',
  tag: 'Messages',
  summary: "Delete an own message, or as a moderator another's",
  description: 'The message keeps its place without content. Deleting again changes nothing.',
  input: MessageId,
  output: MessageResult,
  limit: 'write',
  errors: ['message_not_found', 'not_a_member', 'permission_denied', 'room_archived'],
  event: 'delete_message',
  http: [{ method: 'DELETE', path: '/messages/:message_id', status: 204 }],
});

export const messageHistory = operation({
  id: 'message_history',
  tag: 'Messages',
  summary: 'Earlier texts of a message, oldest first',
  input: MessageId,
  output: z.object({
    edits: z.array(z.object({ content: z.string(), edited_at: Time, editor_id: Id })),
  }),
  limit: 'read',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/messages/:message_id/history', status: 200 }],
});
