import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { Id, Time, text } from './text.js';
import { presenceStates, User } from './users.js';

export const Presence = z
  .object({
    user_id: Id,
    status: z.enum(presenceStates),
    last_seen_at: Time.nullable(),
    text: z.string(),
    emoji: z.string(),
  })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof Presence>;

export const setStatus = operation({
  id: 'set_status',
  tag: 'Presence',
  summary: 'Set the own state and custom status',
  description:
    '`online` shows what the connections say (online, away); `invisible` shows as `offline` to others.',
  input: z.object({
    state: z.enum([...presenceStates, 'invisible']),
    text: text(limits.statusText.max).default(''),
    emoji: text(limits.statusEmoji.max).default(''),
    expires_at: z.iso
      .datetime({ offset: true, error: 'must be an ISO 8601 time' })
      .nullable()
      .default(null)
      .meta({ description: 'When text and emoji go away by themselves; not in the past' }),
  }),
  output: z.object({ user: User }),
  limit: 'write',
  event: 'set_status',
  http: [{ method: 'PUT', path: '/users/me/status', status: 200 }],
});

export const presenceSubscribe = operation({
  id: 'presence_subscribe',
  tag: 'Presence',
  summary: 'Follow the presence of these people on this socket; replaces the set before',
  input: z.object({ user_ids: z.array(Id).max(limits.presenceSubscriptions) }),
  output: z.object({ presence: z.array(Presence) }),
  limit: 'read',
  event: 'presence_subscribe',
});
