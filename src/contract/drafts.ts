import { z } from 'zod';
import { limits } from './limits.js';
import { onePlace, onePlaceMessage, Place } from './message.js';
import { operation } from './operation.js';
import { Id, Time, text } from './text.js';

export const Draft = z
  .object({
    room_id: Id.nullable(),
    dm_id: Id.nullable(),
    parent_id: Id.nullable().meta({ description: 'The message in whose thread it is to be a reply' }),
    content: z.string().meta({ description: 'Empty when there is none any more' }),
    written_at: Time.meta({ description: 'Which of two is the later one' }),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;

export const listDrafts = operation({
  id: 'list_drafts',
  tag: 'Drafts',
  summary: 'What the caller began to write and has not sent, the latest first',
  description: `All of them: the latest ${limits.drafts} are kept. Drafts in conversations that the caller is not in are left out.`,
  input: z.object({}),
  output: z.object({ drafts: z.array(Draft) }),
  limit: 'read',
  http: [{ method: 'GET', path: '/drafts', status: 200 }],
});

export const saveDraft = operation({
  id: 'save_draft',
  tag: 'Drafts',
  summary: 'Keep what is being written in a conversation, or in a thread of it, for all own devices',
  description:
    'An empty content removes it, and so does sending a message there. The latest writing wins: one that was written before ' +
    'what is there changes nothing, and the answer says what stands. The other devices get `draft_updated`.',
  input: Place.extend({
    content: text(limits.content.max),
    parent_id: Id.optional().meta({ description: 'Any message of the thread' }),
    written_at: z.iso
      .datetime({ offset: true, error: 'must be an ISO 8601 time' })
      .optional()
      .meta({ description: 'For what was written offline. Now unless given; the future counts as now' }),
  }).refine(onePlace, onePlaceMessage),
  output: z.object({ draft: Draft }),
  limit: 'draft',
  errors: ['room_not_found', 'dm_not_found', 'not_a_member', 'message_not_found'],
  event: 'save_draft',
  http: [
    { method: 'PUT', path: '/rooms/:room_id/draft', status: 200 },
    { method: 'PUT', path: '/direct-messages/:dm_id/draft', status: 200 },
  ],
});
