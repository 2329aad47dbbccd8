import { z } from 'zod';
import { limits } from './limits.js';
import { Message } from './message.js';
import { operation } from './operation.js';
import { Id, Time } from './text.js';
import { UserSummary } from './users.js';

export const Conversation = z
  .object({
    id: Id,
    participants: z
      .array(UserSummary)
      .meta({ description: 'All of them, the caller too, in one order for everybody' }),
    last_message: Message.nullable(),
    unread_count: z.number().int(),
    mention_count: z.number().int(),
    last_seq: z.number().int(),
    created_at: Time,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

const DmId = z.object({ dm_id: Id });
const ConversationResult = z.object({ conversation: Conversation });

export const openDm = operation({
  id: 'open_dm',
  tag: 'Direct messages',
  summary: 'The conversation with these people, made when it is not there yet',
  description:
    'There is exactly one conversation for a set of people, whoever asks and however many at once. The caller is implied ' +
    `and may be named: two people in all, or a group of ${limits.groupDmParticipants.min} to ` +
    `${limits.groupDmParticipants.max}. One that the caller has hidden is in their list again.`,
  input: z.object({ participant_ids: z.array(Id).min(1).max(limits.groupDmParticipants.max) }),
  output: ConversationResult.extend({ created: z.boolean() }),
  limit: 'write',
  errors: ['user_not_found', 'blocked', 'user_deactivated'],
  http: [{ method: 'POST', path: '/direct-messages', status: 201, existing: 200 }],
});

export const listDms = operation({
  id: 'list_dms',
  tag: 'Direct messages',
  summary: 'Conversations of the caller, the latest activity first, without those that are hidden',
  description:
    'Nearly always all of them: a page holds as many as one `sync` takes. `before` is the id of the last conversation of ' +
    'the page before. One that becomes active between two pages may come twice; none is left out.',
  input: z.object({
    limit: z.coerce.number().int().min(1).max(limits.syncConversations).default(limits.syncConversations),
    before: Id.optional(),
  }),
  output: z.object({ conversations: z.array(Conversation), has_more: z.boolean() }),
  limit: 'read',
  errors: ['dm_not_found'],
  http: [{ method: 'GET', path: '/direct-messages', status: 200 }],
});

export const getDm = operation({
  id: 'get_dm',
  tag: 'Direct messages',
  summary: 'One conversation, hidden or not',
  input: DmId,
  output: ConversationResult,
  limit: 'read',
  errors: ['dm_not_found'],
  http: [{ method: 'GET', path: '/direct-messages/:dm_id', status: 200 }],
});

export const hideDm = operation({
  id: 'hide_dm',
  tag: 'Direct messages',
  summary: "Take a conversation off the caller's list until its next message",
  description:
    'Nothing is deleted, nobody else notices, and `ready` still has its head. The next message, whoever sends it, or opening the ' +
    'conversation brings it back. A client that gets a message of a conversation that it does not list asks for it by its id.',
  input: DmId,
  output: z.void(),
  limit: 'write',
  errors: ['dm_not_found'],
  http: [{ method: 'DELETE', path: '/direct-messages/:dm_id', status: 204 }],
});
