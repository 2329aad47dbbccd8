import { z } from 'zod';
import { limits } from './limits.js';
import { operation, publicOperation } from './operation.js';
import { HttpUrl, Id, Limit, Time, text } from './text.js';
import { DisplayName, UserSummary } from './users.js';

export const webhookEvents = [
  'message_created',
  'message_edited',
  'message_deleted',
  'reaction_added',
  'reaction_removed',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export const IncomingWebhook = z
  .object({
    id: Id,
    room_id: Id,
    name: z.string(),
    user: UserSummary.meta({ description: 'The bot that its messages come from' }),
    active: z.boolean(),
    created_by: Id,
    created_at: Time,
  })
  .meta({ id: 'IncomingWebhook' });
export type IncomingWebhook = z.infer<typeof IncomingWebhook>;

export const OutgoingWebhook = z
  .object({
    id: Id,
    room_id: Id,
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    active: z.boolean(),
    disabled_reason: z.enum(['failures', 'maker_left']).nullable().meta({
      description:
        'Why the server turned it off: what it sent failed again and again, or who made it cannot see the room any more',
    }),
    created_by: Id,
    created_at: Time,
  })
  .meta({ id: 'OutgoingWebhook' });
export type OutgoingWebhook = z.infer<typeof OutgoingWebhook>;

export const Delivery = z
  .object({
    id: Id,
    event_id: z.string().meta({ description: 'The same in every attempt, and in `parley-delivery`' }),
    event: z.enum(webhookEvents),
    message_id: Id,
    state: z
      .enum(['pending', 'delivered', 'failed'])
      .meta({ description: '`pending`: it will be tried again' }),
    attempts: z.number().int(),
    response_status: z.number().int().nullable(),
    error: z.string().nullable().meta({ description: 'Why there was no answer of 200 to 299' }),
    duration_ms: z.number().int().meta({ description: 'Of the last attempt' }),
    created_at: Time,
    attempted_at: Time,
  })
  .meta({ id: 'WebhookDelivery' });
export type Delivery = z.infer<typeof Delivery>;

const RoomId = z.object({ room_id: Id });
const WebhookId = RoomId.extend({ webhook_id: Id });
const roomErrors = ['room_not_found', 'not_a_member', 'permission_denied', 'room_archived'] as const;
const Events = z
  .array(z.enum(webhookEvents))
  .min(1)
  .refine((events) => new Set(events).size === events.length, 'must name each event once');
const WithUrl = z.object({
  webhook: IncomingWebhook,
  url: z.string().meta({ description: 'Where to post to. It is a secret, and shown this once' }),
});
const WithSecret = z.object({
  webhook: OutgoingWebhook,
  secret: z.string().meta({ description: 'Key of the signatures' }),
});

export const createIncomingWebhook = operation({
  id: 'create_incoming_webhook',
  tag: 'Webhooks',
  summary: 'A secret URL that posts into a room (admins)',
  description:
    'Its messages come from a bot of its own, a member of the room like others: make it a moderator where only those write. ' +
    `A room has ${limits.webhooksPerRoom} of each kind at most.`,
  input: RoomId.extend({ name: DisplayName }),
  output: WithUrl,
  limit: 'write',
  errors: [...roomErrors, 'webhook_limit_reached'],
  http: [{ method: 'POST', path: '/rooms/:room_id/webhooks/incoming', status: 201 }],
});

export const listIncomingWebhooks = operation({
  id: 'list_incoming_webhooks',
  tag: 'Webhooks',
  summary: 'Incoming webhooks of a room (admins)',
  input: RoomId,
  output: z.object({ webhooks: z.array(IncomingWebhook) }),
  limit: 'read',
  errors: roomErrors,
  http: [{ method: 'GET', path: '/rooms/:room_id/webhooks/incoming', status: 200 }],
});

export const updateIncomingWebhook = operation({
  id: 'update_incoming_webhook',
  tag: 'Webhooks',
  summary: 'Rename an incoming webhook, turn it off or on (admins)',
  input: WebhookId.extend({ name: DisplayName.optional(), active: z.boolean().optional() }),
  output: z.object({ webhook: IncomingWebhook }),
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found'],
  http: [{ method: 'PATCH', path: '/rooms/:room_id/webhooks/incoming/:webhook_id', status: 200 }],
});

export const rotateIncomingWebhook = operation({
  id: 'rotate_incoming_webhook',
  tag: 'Webhooks',
  summary: 'Give an incoming webhook another URL; the one before is good no more (admins)',
  input: WebhookId,
  output: WithUrl,
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found'],
  http: [{ method: 'POST', path: '/rooms/:room_id/webhooks/incoming/:webhook_id/rotate', status: 200 }],
});

export const deleteIncomingWebhook = operation({
  id: 'delete_incoming_webhook',
  tag: 'Webhooks',
  summary: 'Delete an incoming webhook; its bot leaves the room (admins)',
  input: WebhookId,
  output: z.void(),
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id/webhooks/incoming/:webhook_id', status: 204 }],
});

const Posted = text(limits.content.max).optional();

export const postToWebhook = publicOperation({
  id: 'post_to_webhook',
  tag: 'Webhooks',
  summary: 'Post into a room by the secret URL of a webhook',
  description:
    '`text` is what Slack’s webhooks call `content`: one of the two is needed, and Slack’s links `<url|name>` are understood. ' +
    '`username` stands before the text in bold. Sent again with the same `client_id` it answers with the message that exists. ' +
    'One webhook is bound by the rate of messages of one person, and by slow mode.',
  input: z
    .object({
      webhook_id: Id,
      secret: z.string().max(limits.webhookSecret.max),
      content: Posted,
      text: Posted,
      username: DisplayName.optional(),
      client_id: text(limits.clientId.max, 1).optional(),
    })
    .refine(({ content, text: slack }) => (content ?? slack ?? '').trim() !== '', 'needs content or text'),
  output: z.object({ message_id: Id, created: z.boolean() }),
  limit: 'webhook',
  errors: [
    'webhook_not_found',
    'room_not_found',
    'not_a_member',
    'room_archived',
    'room_read_only',
    'muted',
    'slow_mode',
    'rate_limited',
  ],
  http: [{ method: 'POST', path: '/hooks/:webhook_id/:secret', status: 201, existing: 200 }],
});

export const createOutgoingWebhook = operation({
  id: 'create_outgoing_webhook',
  tag: 'Webhooks',
  summary: 'Have the server tell a URL what happens in a room (admins)',
  description:
    'Each event is one POST with `{ id, event, webhook_id, room_id, message, emoji?, user_id?, rev? }` and the headers ' +
    '`parley-event`, `parley-delivery` (the `id`) and `parley-signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. ' +
    'Anything but 200 to 299 within 10 s is tried again with growing pauses; an event may come twice, with the same `id`. New ' +
    'messages come in the order of `seq`, changes in the order of `rev`, and a message as it is when it is sent. ' +
    'Redirects are not followed, and addresses of private networks are refused. What fails again and again turns the webhook off.',
  input: RoomId.extend({ url: HttpUrl, events: Events.default(['message_created']) }),
  output: WithSecret,
  limit: 'write',
  errors: [...roomErrors, 'webhook_limit_reached', 'address_refused'],
  http: [{ method: 'POST', path: '/rooms/:room_id/webhooks/outgoing', status: 201 }],
});

export const listOutgoingWebhooks = operation({
  id: 'list_outgoing_webhooks',
  tag: 'Webhooks',
  summary: 'Outgoing webhooks of a room (admins)',
  input: RoomId,
  output: z.object({ webhooks: z.array(OutgoingWebhook) }),
  limit: 'read',
  errors: roomErrors,
  http: [{ method: 'GET', path: '/rooms/:room_id/webhooks/outgoing', status: 200 }],
});

export const updateOutgoingWebhook = operation({
  id: 'update_outgoing_webhook',
  tag: 'Webhooks',
  summary: 'Change an outgoing webhook, turn it off or on (admins)',
  description: 'Turned on again, it tells what happens from then on, and belongs to who turned it on.',
  input: WebhookId.extend({
    url: HttpUrl.optional(),
    events: Events.optional(),
    active: z.boolean().optional(),
  }),
  output: z.object({ webhook: OutgoingWebhook }),
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found', 'address_refused'],
  http: [{ method: 'PATCH', path: '/rooms/:room_id/webhooks/outgoing/:webhook_id', status: 200 }],
});

export const rotateOutgoingWebhook = operation({
  id: 'rotate_outgoing_webhook',
  tag: 'Webhooks',
  summary: 'Give an outgoing webhook another key; the next attempt is signed with it (admins)',
  input: WebhookId,
  output: WithSecret,
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found'],
  http: [{ method: 'POST', path: '/rooms/:room_id/webhooks/outgoing/:webhook_id/rotate', status: 200 }],
});

export const deleteOutgoingWebhook = operation({
  id: 'delete_outgoing_webhook',
  tag: 'Webhooks',
  summary: 'Delete an outgoing webhook with its log; nothing more is sent (admins)',
  input: WebhookId,
  output: z.void(),
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id/webhooks/outgoing/:webhook_id', status: 204 }],
});

export const listDeliveries = operation({
  id: 'list_webhook_deliveries',
  tag: 'Webhooks',
  summary: 'What an outgoing webhook sent in the last seven days, the newest first (admins)',
  input: WebhookId.extend({ limit: Limit, before: Id.optional() }),
  output: z.object({ deliveries: z.array(Delivery), has_more: z.boolean() }),
  limit: 'read',
  errors: [...roomErrors, 'webhook_not_found'],
  http: [{ method: 'GET', path: '/rooms/:room_id/webhooks/outgoing/:webhook_id/deliveries', status: 200 }],
});

export const redeliver = operation({
  id: 'redeliver_webhook',
  tag: 'Webhooks',
  summary: 'Send an event once more, now, whatever became of it (admins)',
  description:
    'With the same `id` and the message as it is now. Answers what came of it; it is not tried again by itself.',
  input: WebhookId.extend({ delivery_id: Id }),
  output: z.object({ delivery: Delivery }),
  limit: 'write',
  errors: [...roomErrors, 'webhook_not_found', 'not_found'],
  http: [
    {
      method: 'POST',
      path: '/rooms/:room_id/webhooks/outgoing/:webhook_id/deliveries/:delivery_id/redeliver',
      status: 200,
    },
  ],
});
