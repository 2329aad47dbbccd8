import { z } from 'zod';
import { limits } from './limits.js';
import { operation, publicOperation } from './operation.js';
import { Id, Time, text } from './text.js';
import { DisplayName, User } from './users.js';

/** What mentions everybody: `@here` must never mean a person. */
const reservedUsernames: ReadonlySet<string> = new Set(['here', 'room', 'all', 'everyone', 'channel']);

/** Upper case is accepted and stored as lower case. */
export const Username = text(limits.username.max, limits.username.min)
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/i,
    'must be letters, digits, dots, underscores or hyphens, beginning with a letter or digit',
  )
  .refine((name) => !reservedUsernames.has(name.toLowerCase()), 'is reserved')
  .meta({ examples: ['amy.okafor'] });

export const Email = text(limits.email.max)
  .regex(/^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/, 'must be an e-mail address')
  .meta({ examples: ['amy@example.org'] });

export const Password = text(limits.password.max, limits.password.min);

export const Session = z
  .object({
    token: z
      .string()
      .meta({ description: 'Access token (JWT) for the Authorization header and the socket handshake' }),
    refresh_token: z.string().meta({ description: 'Good for one refresh' }),
    expires_in: z.number().int().meta({ description: 'Seconds until the access token expires' }),
    user: User,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const register = publicOperation({
  id: 'register',
  tag: 'Auth',
  summary: 'Make an account',
  description: 'The first account of a server is its administrator.',
  input: z.object({
    username: Username,
    email: Email,
    password: Password,
    display_name: DisplayName.optional().meta({ description: 'The username when it is not given' }),
    invitation: text(64).optional().meta({ description: 'Needed where REGISTRATION is `invite`' }),
  }),
  output: Session,
  limit: 'register',
  errors: ['username_taken', 'email_taken', 'registration_closed', 'invitation_invalid'],
  http: [{ method: 'POST', path: '/auth/register', status: 201 }],
});

export const login = publicOperation({
  id: 'login',
  tag: 'Auth',
  summary: 'Sign in',
  description: 'Ten wrong passwords for an account within 15 minutes answer 429 for the rest of them.',
  input: z.object({ email: text(limits.email.max, 1), password: text(limits.password.max, 1) }),
  output: Session,
  limit: 'login',
  errors: ['invalid_credentials', 'account_deactivated'],
  http: [{ method: 'POST', path: '/auth/login', status: 200 }],
});

export const refresh = publicOperation({
  id: 'refresh',
  tag: 'Auth',
  summary: 'A new pair of tokens',
  description:
    'A refresh token is good once. For a minute it answers the same pair again, so that a lost answer may be asked for anew, ' +
    'as long as the new refresh token was not used. After that using it again ends the session: one of its two users stole it.',
  input: z.object({ refresh_token: text(512, 1) }),
  output: Session,
  limit: 'refresh',
  errors: ['refresh_token_invalid'],
  http: [{ method: 'POST', path: '/auth/refresh', status: 200 }],
});

export const logout = operation({
  id: 'logout',
  tag: 'Auth',
  summary: 'End the session: its tokens and its sockets, on every node',
  input: z.object({ refresh_token: text(512).optional() }),
  output: z.void(),
  limit: 'write',
  http: [{ method: 'POST', path: '/auth/logout', status: 204 }],
});

export const renewToken = operation({
  id: 'refresh_token',
  tag: 'Auth',
  summary: 'Keep a connection with a new access token',
  description: 'The answer to `token_expiring`. The token must be of the same session.',
  input: z.object({ token: text(4096, 1) }),
  output: z.object({
    expires_at: Time.meta({ description: 'When the connection ends unless it is renewed again' }),
  }),
  limit: 'refresh',
  errors: ['token_invalid', 'token_expired', 'session_ended'],
  event: 'refresh_token',
});

export const Invitation = z
  .object({ code: z.string(), uses_left: z.number().int(), expires_at: Time, created_at: Time, id: Id })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const createInvitation = operation({
  id: 'create_invitation',
  tag: 'Auth',
  summary: 'Invite people to this server (administrators)',
  input: z.object({
    uses: z.number().int().min(1).max(1000).default(1),
    expires_in: z
      .number()
      .int()
      .min(60)
      .max(90 * 86_400)
      .default(7 * 86_400)
      .meta({ description: 'Seconds' }),
  }),
  output: z.object({ invitation: Invitation }),
  limit: 'write',
  errors: ['permission_denied'],
  http: [{ method: 'POST', path: '/auth/invitations', status: 201 }],
});
