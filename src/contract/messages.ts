import { z } from 'zod';
import { isEmoji, qualifiedEmoji } from './emoji.js';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { exactlyOne, Id, Limit, Time, text } from './text.js';
import { UserSummary } from './users.js';

/** Where something is: in a room or in a DM, never both. */
export const Place = z.object({ room_id: Id.optional(), dm_id: Id.optional() });
export type Place = z.infer<typeof Place>;
export const onePlace = exactlyOne('room_id', 'dm_id');
export const onePlaceMessage = 'needs exactly one of room_id and dm_id';

export const File = z
  .object({
    id: Id,
    url: z.string().meta({ description: 'Where the bytes are; it may be good for a limited time only' }),
    thumbnail_url: z.string().nullable(),
    file_name: z.string(),
    file_size: z.number().int(),
    content_type: z.string(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    duration_ms: z.number().int().nullable(),
  })
  .meta({ id: 'File' });

export const Reaction = z.object({ emoji: z.string(), user_id: Id }).meta({ id: 'Reaction' });
export type Reaction = z.infer<typeof Reaction>;

export const Message = z
  .object({
    id: Id,
    kind: z.enum(['text', 'call']),
    room_id: Id.nullable(),
    dm_id: Id.nullable(),
    seq: z.number().int().meta({ description: 'Dense number in the conversation: 1, 2, 3, …' }),
    rev: z
      .number()
      .int()
      .meta({ description: 'Number of the latest change of this message, 0 when there was none' }),
    client_id: z
      .string()
      .nullable()
      .meta({ description: 'What the sender named it, so that sending it again finds it' }),
    sender_id: Id,
    sender: UserSummary.meta({ description: 'The sender with the name and picture of today' }),
    content: z.string().meta({ description: 'Empty when it was deleted' }),
    mentions: z.array(Id).meta({ description: 'Users whom it mentions' }),
    mentions_room: z
      .boolean()
      .meta({ description: '`@room`: it mentions everybody in the room, who are not listed in `mentions`' }),
    mentions_here: z
      .boolean()
      .meta({ description: '`@here`: meant for those who are online; counts as a mention for everybody' }),
    attachments: z.array(File),
    reactions: z.array(Reaction).meta({ description: 'One for each user and emoji' }),
    parent_id: Id.nullable().meta({ description: 'The message whose thread this is a reply in' }),
    reply_count: z.number().int().meta({ description: 'Replies in its thread' }),
    last_reply_at: Time.nullable(),
    also_in_room: z.boolean().meta({ description: 'A reply that was shown in the conversation too' }),
    edited: z.boolean(),
    edited_at: Time.nullable(),
    deleted: z.boolean().meta({ description: 'A deleted message keeps its place, without content' }),
    pinned: z.boolean(),
    link_previews: z.array(z.unknown()),
    created_at: Time,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

const Content = text(limits.content.max, 1).refine((content) => content.trim() !== '', 'must not be blank');
const MessageId = z.object({ message_id: Id });
const MessageResult = z.object({ message: Message });

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
    content: Content,
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
  }).refine(exactlyOne('room_id', 'dm_id', 'user_id'), 'needs exactly one of room_id, dm_id and user_id'),
  output: MessageResult.extend({ created: z.boolean() }),
  limit: null,
  errors: [
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
  ],
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
  errors: ['message_not_found'],
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
  errors: ['message_not_found'],
  http: [{ method: 'GET', path: '/messages/:message_id/thread', status: 200 }],
});

export const editMessage = operation({
  id: 'edit_message',
  tag: 'Messages',
  summary: 'Edit an own message',
  input: MessageId.extend({ content: Content }),
  output: MessageResult,
  limit: 'write',
  errors: ['message_not_found', 'permission_denied', 'message_deleted', 'room_archived', 'muted', 'blocked'],
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
  errors: ['message_not_found', 'permission_denied', 'room_archived'],
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
  errors: ['message_not_found'],
  http: [{ method: 'GET', path: '/messages/:message_id/history', status: 200 }],
});

/** In one spelling: ❤ without its variation selector is ❤️. */
const Emoji = text(limits.emoji.max, 1)
  .overwrite(qualifiedEmoji)
  .refine(isEmoji, 'must be one emoji')
  .meta({ description: 'One emoji of Unicode; it is kept fully-qualified', examples: ['👍', '❤️'] });
const ReactionInput = MessageId.extend({ emoji: Emoji });
const ReactionResult = z.object({ success: z.literal(true), message: Message });

export const addReaction = operation({
  id: 'add_reaction',
  tag: 'Reactions',
  summary: 'React to a message; once for each user and emoji',
  input: ReactionInput,
  output: ReactionResult,
  limit: 'reaction',
  errors: [
    'message_not_found',
    'message_deleted',
    'reaction_limit_reached',
    'room_archived',
    'muted',
    'blocked',
  ],
  event: 'add_reaction',
  http: [{ method: 'POST', path: '/messages/:message_id/reactions', status: 201 }],
});

export const removeReaction = operation({
  id: 'remove_reaction',
  tag: 'Reactions',
  summary: 'Take a reaction back',
  input: ReactionInput,
  output: ReactionResult,
  limit: 'reaction',
  errors: ['message_not_found', 'room_archived', 'muted', 'blocked'],
  event: 'remove_reaction',
  http: [{ method: 'DELETE', path: '/messages/:message_id/reactions/:emoji', status: 200 }],
});

const pinErrors = ['message_not_found', 'permission_denied', 'message_deleted', 'room_archived'] as const;

export const pinMessage = operation({
  id: 'pin_message',
  tag: 'Pins',
  summary: 'Pin a message to its room (admins); ten at most',
  input: MessageId,
  output: MessageResult,
  limit: 'write',
  errors: [...pinErrors, 'pin_limit_reached'],
  http: [{ method: 'POST', path: '/messages/:message_id/pin', status: 200 }],
});

export const unpinMessage = operation({
  id: 'unpin_message',
  tag: 'Pins',
  summary: 'Unpin a message (admins)',
  input: MessageId,
  output: MessageResult,
  limit: 'write',
  errors: pinErrors,
  http: [{ method: 'DELETE', path: '/messages/:message_id/pin', status: 200 }],
});

export const listPinned = operation({
  id: 'list_pinned',
  tag: 'Pins',
  summary: 'Pinned messages of a room in chronological order',
  input: z.object({ room_id: Id }),
  output: z.object({ messages: z.array(Message) }),
  limit: 'read',
  errors: ['room_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/rooms/:room_id/pinned', status: 200 }],
});
