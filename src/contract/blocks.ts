import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { Id } from './text.js';
import { UserSummary } from './users.js';

const UserId = z.object({ user_id: Id });

export const listBlocked = operation({
  id: 'list_blocked',
  tag: 'Blocking',
  summary: 'Whom the caller has blocked, in the order in which they did',
  description:
    'Between two of whom one has blocked the other, nobody opens a conversation of the two, nor sends, edits, reacts or is seen ' +
    'typing in the one that there is: 403 `blocked`, the same in both directions, so that it does not tell who blocked whom. ' +
    'They still read it, and delete what is their own. Rooms and groups are the same for everybody: clients fold messages there.',
  input: z.object({}),
  output: z.object({ users: z.array(UserSummary) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/users/me/blocked', status: 200 }],
});

export const blockUser = operation({
  id: 'block_user',
  tag: 'Blocking',
  summary: 'Block somebody; nobody but the own devices is told',
  description: `Nobody can block more than ${limits.blockedUsers.toLocaleString('en')} people. Blocking again changes nothing.`,
  input: UserId,
  output: z.void(),
  limit: 'write',
  errors: ['user_not_found'],
  http: [{ method: 'PUT', path: '/users/me/blocked/:user_id', status: 204 }],
});

export const unblockUser = operation({
  id: 'unblock_user',
  tag: 'Blocking',
  summary: 'End a block; of who is not blocked it changes nothing',
  input: UserId,
  output: z.void(),
  limit: 'write',
  http: [{ method: 'DELETE', path: '/users/me/blocked/:user_id', status: 204 }],
});
