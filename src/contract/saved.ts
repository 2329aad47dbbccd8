import { z } from 'zod';
import { limits } from './limits.js';
import { Message, MessageId } from './message.js';
import { operation } from './operation.js';
import { Id, Limit, Time } from './text.js';

export const SavedMessage = z
  .object({ message: Message.meta({ description: 'As it is now' }), saved_at: Time })
  .meta({ id: 'SavedMessage' });
export type SavedMessage = z.infer<typeof SavedMessage>;

export const listSaved = operation({
  id: 'list_saved',
  tag: 'Saved messages',
  summary: 'Messages that the caller saved, the latest saved first',
  description:
    '`before` is the id of the last message of the page before. Messages of a conversation that the caller is not in are left ' +
    'out until they are in it again; a deleted one shows as deleted.',
  input: z.object({ limit: Limit, before: Id.optional() }),
  output: z.object({ saved: z.array(SavedMessage), has_more: z.boolean() }),
  limit: 'read',
  errors: ['message_not_found'],
  http: [{ method: 'GET', path: '/saved', status: 200 }],
});

export const saveMessage = operation({
  id: 'save_message',
  tag: 'Saved messages',
  summary: 'Save a message for later; only oneself sees it',
  description:
    `Nobody can save more than ${limits.savedMessages.toLocaleString('en')} messages. Saving again changes nothing. ` +
    'The own devices get `saved_updated`.',
  input: MessageId,
  output: z.void(),
  limit: 'write',
  errors: ['message_not_found', 'not_a_member', 'message_deleted', 'saved_limit_reached'],
  event: 'save_message',
  http: [{ method: 'PUT', path: '/messages/:message_id/save', status: 204 }],
});

export const unsaveMessage = operation({
  id: 'unsave_message',
  tag: 'Saved messages',
  summary: 'Take a message off the saved ones; of one that was not saved, or is gone, it changes nothing',
  input: MessageId,
  output: z.void(),
  limit: 'write',
  event: 'unsave_message',
  http: [{ method: 'DELETE', path: '/messages/:message_id/save', status: 204 }],
});
