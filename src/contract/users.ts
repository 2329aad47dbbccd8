import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { HttpUrl, Id, Limit, Time, text } from './text.js';

export const presenceStates = ['online', 'away', 'busy', 'offline'] as const;
export type PresenceState = (typeof presenceStates)[number];

export const DisplayName = text(limits.displayName.max, 1).refine(
  (name) => name.trim() !== '',
  'must not be blank',
);

export const UserSummary = z
  .object({
    id: Id,
    username: z.string(),
    display_name: z.string(),
    avatar_url: z.string().nullable(),
    bot: z.boolean().optional().meta({ description: 'True for a program; else not there' }),
  })
  .meta({ id: 'UserSummary' });
export type UserSummary = z.infer<typeof UserSummary>;

export const Status = z
  .object({
    state: z
      .enum([...presenceStates, 'invisible'])
      .meta({ description: '`invisible` is seen by oneself only' }),
    text: z.string(),
    emoji: z.string(),
    expires_at: Time.nullable(),
  })
  .meta({ id: 'Status' });
export type Status = z.infer<typeof Status>;

export const User = UserSummary.extend({
  email: z.string().optional().meta({ description: 'Only in what one asks of oneself' }),
  email_verified: z
    .boolean()
    .optional()
    .meta({ description: 'Only in what one asks of oneself: whether a mailed link was opened' }),
  active: z
    .boolean()
    .meta({ description: 'False when it was deactivated or erased: nobody can write to it' }),
  server_role: z
    .enum(['admin', 'user'])
    .meta({ description: 'The first account of a server administers it' }),
  status: Status,
  last_seen_at: Time.nullable(),
  created_at: Time,
}).meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const getMe = operation({
  id: 'get_me',
  tag: 'Users',
  summary: 'The signed-in user',
  input: z.object({}),
  output: z.object({ user: User }),
  limit: 'read',
  http: [{ method: 'GET', path: '/users/me', status: 200 }],
});

/** What `avatar_url` of somebody with an uploaded picture looks like, so that it can be sent back as it came. */
const ownPicture = /^\/api\/pictures\/[\w-]{32}$/;

export const updateMe = operation({
  id: 'update_me',
  tag: 'Users',
  summary: 'Change the own profile',
  input: z.object({
    display_name: DisplayName.optional(),
    avatar_url: z
      .union([HttpUrl, z.string().regex(ownPicture, 'must be a picture of this server')])
      .nullable()
      .optional()
      .meta({
        description:
          'An address elsewhere is fetched once, and its picture kept here: nobody who sees it is known there',
      }),
    avatar_file_id: Id.optional().meta({ description: 'An own upload to be the picture from now on' }),
  }),
  output: z.object({ user: User }),
  limit: 'write',
  errors: ['file_not_found', 'file_in_use', 'file_refused'],
  http: [{ method: 'PATCH', path: '/users/me', status: 200 }],
});

export const searchUsers = operation({
  id: 'search_users',
  tag: 'Users',
  summary: 'Directory: people by the beginning of a username or of a word of the display name',
  input: z.object({ query: text(limits.searchText.max).default(''), limit: Limit, after: Id.optional() }),
  output: z.object({
    users: z.array(User).meta({ description: 'In the order of usernames' }),
    has_more: z.boolean(),
  }),
  limit: 'read',
  http: [{ method: 'GET', path: '/users', status: 200 }],
});

export const getUser = operation({
  id: 'get_user',
  tag: 'Users',
  summary: 'One user',
  input: z.object({ user_id: Id }),
  output: z.object({ user: User }),
  limit: 'read',
  errors: ['user_not_found'],
  http: [{ method: 'GET', path: '/users/:user_id', status: 200 }],
});
