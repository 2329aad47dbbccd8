import { z } from 'zod';
import { Email, Password } from './auth.js';
import { limits } from './limits.js';
import { operation, publicOperation } from './operation.js';
import { text } from './text.js';
import { User } from './users.js';

/** The password that one has now: not held against the rules for new ones, which may be stricter than they were. */
const CurrentPassword = text(limits.password.max, 1);

/** What a link of a mail carries behind the `#`. */
const LinkToken = text(limits.linkToken.max, 1);

const aboutPasswords =
  'A wrong password answers 403 `wrong_password` and counts as a failed sign-in; too many of them answer 429.';

export const changePassword = operation({
  id: 'change_password',
  tag: 'Account',
  summary: 'Another password; all other sessions end',
  description: aboutPasswords,
  input: z.object({ current_password: CurrentPassword, password: Password }),
  output: z.void(),
  limit: 'credentials',
  errors: ['wrong_password'],
  http: [{ method: 'POST', path: '/users/me/password', status: 204 }],
});

export const changeEmail = operation({
  id: 'change_email',
  tag: 'Account',
  summary: 'Another e-mail address',
  description:
    'Where the server sends mail, the address becomes the new one when the link is opened that is mailed to it, and ' +
    '`confirmation_sent` is true. Else it becomes the new one at once. ' +
    aboutPasswords,
  input: z.object({ email: Email, password: CurrentPassword }),
  output: z.object({ user: User, confirmation_sent: z.boolean() }),
  limit: 'credentials',
  errors: ['wrong_password', 'email_taken'],
  http: [{ method: 'POST', path: '/users/me/email', status: 200 }],
});

export const resendVerification = operation({
  id: 'resend_verification',
  tag: 'Account',
  summary: 'Mail the link again that confirms the own address',
  description: 'Nothing is mailed when it is confirmed already (`email_verified` of the own user).',
  input: z.object({}),
  output: z.void(),
  limit: 'credentials',
  errors: ['mail_not_configured'],
  http: [{ method: 'POST', path: '/users/me/email/verification', status: 204 }],
});

export const confirmEmail = publicOperation({
  id: 'confirm_email',
  tag: 'Account',
  summary: 'Confirm an e-mail address by the link that was mailed to it',
  description:
    'The link is `/confirm-email#token=…` below the address of the server. It is good once, for a day.',
  input: z.object({ token: LinkToken }),
  output: z.void(),
  limit: 'link',
  errors: ['link_invalid', 'email_taken'],
  http: [{ method: 'POST', path: '/auth/email/confirm', status: 204 }],
});

export const requestPasswordReset = publicOperation({
  id: 'request_password_reset',
  tag: 'Account',
  summary: 'Mail a link by which a forgotten password is replaced',
  description:
    'The answer and the time that it takes are the same whether the address is known or not. Counted by IP address and by ' +
    'e-mail address. On a server that sends no mail, 501 `mail_not_configured`: an administrator can make the link.',
  input: z.object({ email: Email }),
  output: z.void(),
  limit: 'password_reset',
  errors: ['mail_not_configured'],
  http: [{ method: 'POST', path: '/auth/password-reset', status: 204 }],
});

export const confirmPasswordReset = publicOperation({
  id: 'confirm_password_reset',
  tag: 'Account',
  summary: 'Replace a forgotten password; all sessions end',
  description:
    'The link is `/reset-password#token=…` below the address of the server. It is good once, for an hour. A password that is ' +
    'refused does not use it up.',
  input: z.object({ token: LinkToken, password: Password }),
  output: z.void(),
  limit: 'link',
  errors: ['link_invalid'],
  http: [{ method: 'POST', path: '/auth/password-reset/confirm', status: 204 }],
});

export const deactivateAccount = operation({
  id: 'deactivate_account',
  tag: 'Account',
  summary: 'Close the own account for the time being; all sessions end',
  description:
    'The directory does not list it, nobody can write to it, and signing in answers 403 `account_deactivated` until an ' +
    `administrator opens it again. What was written stays. ${aboutPasswords}`,
  input: z.object({ password: CurrentPassword }),
  output: z.void(),
  limit: 'credentials',
  errors: ['wrong_password', 'last_administrator'],
  http: [{ method: 'POST', path: '/users/me/deactivate', status: 204 }],
});

export const eraseAccount = operation({
  id: 'erase_account',
  tag: 'Account',
  summary: 'Erase the own account for good; all sessions end',
  description:
    'At once gone are address, name, picture, password and sessions; memberships, blocks and all that is only theirs follow ' +
    'within minutes. The username becomes `deleted-…`, messages keep their place without saying whose they were. With ' +
    '`erase_messages` they are deleted too, in every conversation. A room that they own passes to who has the highest role ' +
    `there, and of those to who has been there longest. ${aboutPasswords}`,
  input: z.object({ password: CurrentPassword, erase_messages: z.boolean().default(false) }),
  output: z.void(),
  limit: 'credentials',
  errors: ['wrong_password', 'last_administrator'],
  http: [{ method: 'POST', path: '/users/me/erase', status: 204 }],
});
