import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { Id, Limit, Time } from './text.js';
import { UserSummary } from './users.js';

/** A message gives somebody one notification at most, of the first of the first five that fits. */
export const notificationKinds = [
  'mention',
  'direct',
  'thread_reply',
  'keyword',
  'message',
  'reaction',
  'room_added',
  'missed_call',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const Notification = z
  .object({
    id: Id,
    kind: z.enum(notificationKinds).meta({
      description:
        '`keyword`: a word of the own list. `message`: any message, where one wants all. `room_added`: somebody put one into a room',
    }),
    message_id: Id.nullable(),
    parent_id: Id.nullable().meta({
      description: 'The message whose thread it is about, if it is about a reply',
    }),
    room_id: Id.nullable(),
    dm_id: Id.nullable(),
    actor: UserSummary.meta({ description: 'Who wrote, reacted, called or added' }),
    emoji: z.string().nullable().meta({ description: 'Of a reaction' }),
    excerpt: z.string().meta({
      description: `The message as plain text as it now is, cut to ${limits.excerpt.max}; the name of the room of \`room_added\``,
    }),
    read_at: Time.nullable(),
    created_at: Time,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

const UnreadCount = z.number().int().meta({ description: 'Notifications of the caller that are not read' });

export const listNotifications = operation({
  id: 'list_notifications',
  tag: 'Notifications',
  summary: 'What the caller was notified of, the newest first',
  description:
    '`before` is the id of the last one of the page before. What was taken back (the mention was edited out, the message ' +
    'deleted, the room left) is not listed. Kept for 90 days.',
  input: z.object({
    limit: Limit,
    before: Id.optional(),
    unread: z.stringbool().optional().meta({ description: '`true`: only what is not read' }),
  }),
  output: z.object({
    notifications: z.array(Notification),
    unread_count: UnreadCount,
    has_more: z.boolean(),
  }),
  limit: 'read',
  http: [{ method: 'GET', path: '/notifications', status: 200 }],
});

export const readNotifications = operation({
  id: 'read_notifications',
  tag: 'Notifications',
  summary: 'These notifications are read, or all up to one, or all; on every device',
  description:
    'Exactly one of `ids`, `up_to` and `all`. Reading a conversation or a thread past a message reads its notifications too. ' +
    'The own devices get `notifications_read`.',
  input: z
    .object({
      ids: z.array(Id).min(1).max(limits.idsPerRequest).optional(),
      up_to: Id.optional().meta({ description: 'This one and all older ones' }),
      all: z.literal(true).optional(),
    })
    .refine(
      (value) => Object.values(value).filter((given) => given !== undefined).length === 1,
      'needs exactly one of ids, up_to and all',
    ),
  output: z.object({ unread_count: UnreadCount }),
  limit: 'receipt',
  event: 'read_notifications',
  http: [{ method: 'POST', path: '/notifications/read', status: 200 }],
});

/** Why somebody was notified or not. All but `notified` are reasons against it, in the order in which they are asked. */
export const notificationReasons = [
  'own_message',
  'deleted',
  'not_a_member',
  'before_joining',
  'not_concerned',
  'blocked',
  'conversation_muted',
  'thread_muted',
  'level_none',
  'direct_messages_off',
  'thread_replies_off',
  'reactions_off',
  'not_here',
  'busy',
  'notified',
] as const;
export type NotificationReason = (typeof notificationReasons)[number];

export const NotificationRule = z
  .object({
    rule: z.enum(notificationReasons),
    outcome: z
      .enum(['passed', 'stopped', 'not_asked'])
      .meta({ description: '`stopped`: it is the reason; those after it were not asked' }),
    text: z.string().meta({ description: 'The rule in a sentence, in English' }),
  })
  .meta({ id: 'NotificationRule' });
export type NotificationRule = z.infer<typeof NotificationRule>;

export const explainNotification = operation({
  id: 'explain_notification',
  tag: 'Notifications',
  summary: 'Why a message did or did not notify the caller',
  description:
    'Said by the rules that decided it. Of who was concerned it is the decision of that moment, which is kept; of who was not, ' +
    'what the rules say now, which may be `notified` though it was not then.',
  input: z.object({ message_id: Id }),
  output: z.object({
    notified: z.boolean(),
    kind: z.enum(notificationKinds).nullable().meta({ description: 'As what it concerned the caller' }),
    reason: z.enum(notificationReasons),
    decided_at: Time.nullable().meta({ description: 'Null when it is what the rules say now' }),
    withdrawn: z
      .boolean()
      .meta({ description: 'It was taken back later: edited, deleted, or the caller has left' }),
    rules: z.array(NotificationRule),
  }),
  limit: 'read',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/messages/:message_id/notification', status: 200 }],
});
