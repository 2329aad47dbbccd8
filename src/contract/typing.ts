import { z } from 'zod';
import { onePlace, onePlaceMessage, Place } from './message.js';
import { operation } from './operation.js';
import { Id } from './text.js';

const typing = (event: 'typing_start' | 'typing_stop', summary: string) =>
  operation({
    id: event,
    tag: 'Typing',
    summary,
    input: Place.extend({ parent_id: Id.optional() }).refine(onePlace, onePlaceMessage),
    output: z.object({}),
    limit: 'typing',
    errors: [
      'room_not_found',
      'dm_not_found',
      'not_a_member',
      'muted',
      'room_read_only',
      'blocked',
      'user_deactivated',
    ],
    event,
  });

export const typingStart = typing(
  'typing_start',
  'The user is typing; repeat every second or two while it lasts',
);
export const typingStop = typing('typing_stop', 'The user stopped typing');
