import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { SanctionReason } from './rooms.js';
import { Id, Limit, Time, text } from './text.js';
import { User } from './users.js';

export const accountStates = ['active', 'deactivated', 'erased'] as const;

/** A user as administrators see them. */
export const Account = User.extend({
  email: z.string().meta({ description: 'Empty when the account was erased' }),
  email_verified: z.boolean(),
  state: z.enum(accountStates),
  deactivated_at: Time.nullable(),
}).meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

const UserId = z.object({ user_id: Id });
const AccountResult = z.object({ account: Account });

export const listAccounts = operation({
  id: 'list_accounts',
  tag: 'Administration',
  summary: 'All accounts, in the order of usernames (administrators)',
  description: '`query` finds as the directory does, and by the beginning of the e-mail address.',
  input: z.object({
    query: text(limits.searchText.max).default(''),
    state: z.enum(accountStates).optional(),
    limit: Limit,
    after: Id.optional().meta({ description: 'The last user of the page before' }),
  }),
  output: z.object({ accounts: z.array(Account), has_more: z.boolean() }),
  limit: 'read',
  errors: ['permission_denied', 'user_not_found'],
  http: [{ method: 'GET', path: '/admin/users', status: 200 }],
});

export const deactivateUser = operation({
  id: 'deactivate_user',
  tag: 'Administration',
  summary: 'Close an account: its sessions end, and nobody can sign in to it (administrators)',
  description: 'One that is closed already stays as it is.',
  input: UserId.extend({ reason: SanctionReason.default('') }),
  output: AccountResult,
  limit: 'write',
  errors: ['permission_denied', 'user_not_found', 'last_administrator'],
  http: [{ method: 'POST', path: '/admin/users/:user_id/deactivate', status: 200 }],
});

export const reactivateUser = operation({
  id: 'reactivate_user',
  tag: 'Administration',
  summary: 'Open a closed account again, as it was (administrators)',
  input: UserId,
  output: AccountResult,
  limit: 'write',
  errors: ['permission_denied', 'user_not_found'],
  http: [{ method: 'POST', path: '/admin/users/:user_id/reactivate', status: 200 }],
});

export const setServerRole = operation({
  id: 'set_server_role',
  tag: 'Administration',
  summary: 'Make somebody an administrator of the server, or no more (administrators)',
  description: 'One administrator stays, whatever is asked for at once: 409 `last_administrator`.',
  input: UserId.extend({ server_role: z.enum(['admin', 'user']) }),
  output: AccountResult,
  limit: 'write',
  errors: ['permission_denied', 'user_not_found', 'last_administrator'],
  http: [{ method: 'PUT', path: '/admin/users/:user_id/server-role', status: 200 }],
});

export const createPasswordResetLink = operation({
  id: 'create_password_reset_link',
  tag: 'Administration',
  summary: 'A link by which somebody sets a new password: to be handed over in person (administrators)',
  description:
    'Good once, for an hour. For servers that send no mail, and for people who have lost their address.',
  input: UserId,
  output: z.object({ url: z.string(), expires_at: Time }),
  limit: 'write',
  errors: ['permission_denied', 'user_not_found'],
  http: [{ method: 'POST', path: '/admin/users/:user_id/password-reset-link', status: 201 }],
});
