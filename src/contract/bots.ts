import { z } from 'zod';
import { Username } from './auth.js';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { tokenScopes } from './scopes.js';
import { HttpUrl, Id, Limit, Time, text } from './text.js';
import { DisplayName } from './users.js';

export const Bot = z
  .object({
    id: Id.meta({ description: 'Of its user: what `add_members` takes' }),
    username: z.string(),
    display_name: z.string(),
    avatar_url: z.string().nullable(),
    owner_id: Id,
    active: z.boolean().meta({ description: 'An inactive one has no tokens' }),
    created_at: Time,
  })
  .meta({ id: 'Bot' });
export type Bot = z.infer<typeof Bot>;

export const BotToken = z
  .object({
    id: Id,
    name: z.string(),
    scopes: z.array(z.enum(tokenScopes)),
    created_at: Time,
    expires_at: Time.nullable(),
    last_used_at: Time.nullable().meta({ description: 'To the minute' }),
  })
  .meta({ id: 'BotToken' });
export type BotToken = z.infer<typeof BotToken>;

const BotId = z.object({ bot_id: Id });
const BotResult = z.object({ bot: Bot });

export const createBot = operation({
  id: 'create_bot',
  tag: 'Bots',
  summary: 'Make a bot: a user without a password, who belongs to who made it',
  description:
    `It signs in with its tokens, and gets into rooms as people do: it joins public ones, and admins bring it into others. ` +
    `Nobody owns more than ${limits.botsPerOwner}.`,
  input: z.object({ username: Username, display_name: DisplayName }),
  output: BotResult,
  limit: 'write',
  errors: ['username_taken', 'bot_limit_reached'],
  http: [{ method: 'POST', path: '/bots', status: 201 }],
});

export const listBots = operation({
  id: 'list_bots',
  tag: 'Bots',
  summary: 'The caller’s bots; those of everybody for who administers the server and asks for `all`',
  input: z.object({
    all: z.stringbool().default(false),
    limit: Limit,
    after: Id.optional(),
  }),
  output: z.object({ bots: z.array(Bot), has_more: z.boolean() }),
  limit: 'read',
  errors: ['permission_denied'],
  http: [{ method: 'GET', path: '/bots', status: 200 }],
});

export const updateBot = operation({
  id: 'update_bot',
  tag: 'Bots',
  summary: 'Change a bot, give it to somebody else, or turn it off (owner, administrators)',
  description:
    '`active: false` ends all its tokens at once, on every node; what it wrote stays. Turned on again it needs new tokens. ' +
    'A bot is turned off with the account of its owner: who wants it to go on gives it to somebody first.',
  input: BotId.extend({
    display_name: DisplayName.optional(),
    avatar_url: HttpUrl.nullable()
      .optional()
      .meta({ description: 'It is fetched once, and its picture kept here' }),
    owner_id: Id.optional(),
    active: z.boolean().optional(),
  }),
  output: BotResult,
  limit: 'write',
  errors: ['bot_not_found', 'user_not_found', 'bot_limit_reached', 'file_refused'],
  http: [{ method: 'PATCH', path: '/bots/:bot_id', status: 200 }],
});

export const createBotToken = operation({
  id: 'create_bot_token',
  tag: 'Bots',
  summary: 'A token that a bot signs in with; it is shown this once',
  description:
    '`Authorization: Bearer <token>` over REST, `auth: { token }` over sockets. `read` reads and receives events, `write` does the ' +
    `rest; no token reaches accounts, bots or tokens. A bot has ${limits.tokensPerBot} tokens at most.`,
  input: BotId.extend({
    name: text(limits.tokenName.max, 1),
    scopes: z
      .array(z.enum(tokenScopes))
      .min(1)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'must name each scope once'),
    expires_at: z.iso
      .datetime()
      .refine((time) => Date.parse(time) > Date.now(), 'must be in the future')
      .optional()
      .meta({ description: 'Without it the token is good until it is revoked' }),
  }),
  output: z.object({ token: BotToken, secret: z.string() }),
  limit: 'write',
  errors: ['bot_not_found', 'bot_inactive', 'token_limit_reached'],
  http: [{ method: 'POST', path: '/bots/:bot_id/tokens', status: 201 }],
});

export const listBotTokens = operation({
  id: 'list_bot_tokens',
  tag: 'Bots',
  summary: 'Tokens of a bot that are good',
  input: BotId,
  output: z.object({ tokens: z.array(BotToken) }),
  limit: 'read',
  errors: ['bot_not_found'],
  http: [{ method: 'GET', path: '/bots/:bot_id/tokens', status: 200 }],
});

export const revokeBotToken = operation({
  id: 'revoke_bot_token',
  tag: 'Bots',
  summary: 'End a token at once, with the connections that it opened',
  input: BotId.extend({ token_id: Id }),
  output: z.void(),
  limit: 'write',
  errors: ['bot_not_found', 'not_found'],
  http: [{ method: 'DELETE', path: '/bots/:bot_id/tokens/:token_id', status: 204 }],
});
