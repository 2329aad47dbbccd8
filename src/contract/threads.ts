import { z } from 'zod';
import { limits } from './limits.js';
import { Message, MessageId } from './message.js';
import { operation } from './operation.js';
import { Id, Limit, Time } from './text.js';
import { UserSummary } from './users.js';

/** What a reader has of a thread. */
export const ThreadState = z
  .object({
    message_id: Id.meta({ description: 'The message that the thread hangs on' }),
    following: z.boolean(),
    unread_count: z
      .number()
      .int()
      .meta({ description: 'Replies of others after the reader’s position; 0 when not following' }),
  })
  .meta({ id: 'ThreadState' });
export type ThreadState = z.infer<typeof ThreadState>;

export const Thread = z
  .object({
    parent_message: Message,
    last_activity_at: Time.meta({ description: 'Of the latest reply: the order of the list' }),
    unread_count: z.number().int().meta({ description: 'Replies of others after the caller’s position' }),
    participants: z
      .array(UserSummary)
      .meta({ description: `Who wrote in it, the first ones first; ${limits.threadParticipants} at most` }),
  })
  .meta({ id: 'Thread' });
export type Thread = z.infer<typeof Thread>;

export const listThreads = operation({
  id: 'list_threads',
  tag: 'Threads',
  summary: 'Threads that the caller follows, the latest activity first',
  description:
    'One follows a thread that one started, replied in or is mentioned in, until one unfollows it. `before` is the id of the ' +
    'parent message of the last thread of the page before. A thread that becomes active between two pages may come twice; ' +
    'none is left out. Threads of conversations that one is not in any more are not followed. A new reply is in it within moments.',
  input: z.object({ limit: Limit, before: Id.optional() }),
  output: z.object({ threads: z.array(Thread), has_more: z.boolean() }),
  limit: 'read',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/threads', status: 200 }],
});

export const followThread = operation({
  id: 'follow_thread',
  tag: 'Threads',
  summary: 'Follow the thread of a message; what was said in it before is not unread',
  input: MessageId,
  output: z.void(),
  limit: 'write',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'PUT', path: '/messages/:message_id/thread/follow', status: 204 }],
});

export const unfollowThread = operation({
  id: 'unfollow_thread',
  tag: 'Threads',
  summary: 'Follow the thread of a message no more',
  description: 'Being mentioned in it changes nothing about that; replying in it again does.',
  input: MessageId,
  output: z.void(),
  limit: 'write',
  errors: ['message_not_found', 'not_a_member'],
  http: [{ method: 'DELETE', path: '/messages/:message_id/thread/follow', status: 204 }],
});

export const markThreadRead = operation({
  id: 'mark_thread_read',
  tag: 'Threads',
  summary: 'Every reply of a thread up to this message is read; a position moves forward only',
  description:
    'Names a reply, or the message that the thread hangs on. Of a thread that the caller does not follow no position is kept. ' +
    'The own devices get `thread_update`. Replies never count in the conversation’s own counters.',
  input: MessageId,
  output: ThreadState,
  limit: 'receipt',
  errors: ['message_not_found', 'not_a_member'],
  event: 'mark_thread_read',
  http: [{ method: 'POST', path: '/messages/:message_id/thread/read', status: 200 }],
});
