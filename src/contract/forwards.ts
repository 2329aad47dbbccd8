import { z } from 'zod';
import { limits } from './limits.js';
import { MessageId, MessageResult, Place } from './message.js';
import { sendErrors } from './messages.js';
import { operation } from './operation.js';
import { exactlyOne, Id, text } from './text.js';

export const forwardMessage = operation({
  id: 'forward_message',
  tag: 'Messages',
  summary: 'Send a message on to another conversation',
  description:
    'Takes what `send_message` takes to send, limits and all. The new message holds the text and who wrote it in ' +
    '`forwarded_from`, its files in `attachments`, and in `content` what the caller says to it. Everybody who reads it ' +
    'sees the same: the ids of the first message and of its conversation open nothing for who is not in that. Who forwards a ' +
    'forwarded message forwards the first one. When that is deleted, its text and files go from every message that it ' +
    'was forwarded with (`message_updated`); an edit does not reach them. The text mentions nobody again.',
  input: MessageId.extend(Place.shape)
    .extend({
      user_id: Id.optional().meta({
        description:
          'Somebody to send it to: the conversation of the two is found, or made with this message',
      }),
      content: text(limits.content.max)
        .default('')
        .meta({ description: 'What the caller says to it; may be left out' }),
      client_id: text(limits.clientId.max, 1).optional(),
    })
    .refine(exactlyOne('room_id', 'dm_id', 'user_id'), 'needs exactly one of room_id, dm_id and user_id'),
  output: MessageResult.extend({ created: z.boolean() }),
  limit: null,
  errors: sendErrors,
  event: 'forward_message',
  http: [{ method: 'POST', path: '/messages/:message_id/forward', status: 201, existing: 200 }],
});
