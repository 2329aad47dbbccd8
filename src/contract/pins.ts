import { z } from 'zod';
import { Message, MessageId, MessageResult } from './message.js';
import { operation } from './operation.js';
import { Id } from './text.js';

const pinErrors = [
  'message_not_found',
  'not_a_member',
  'permission_denied',
  'message_deleted',
  'room_archived',
] as const;

export const pinMessage = operation({
  id: 'pin_message',
  tag: 'Pins',
  summary: 'Pin a message to its room (admins); ten at most',
  input: MessageId,
  output: MessageResult,
  limit: 'write',
  errors: [...pinErrors, 'pin_limit_reached'],
  http: [{ method: 'POST', path: '/messages/:message_id/pin', status: 200 }],
});

export const unpinMessage = operation({
  id: 'unpin_message',
  tag: 'Pins',
  summary: 'Unpin a message (admins)',
  input: MessageId,
  output: MessageResult,
  limit: 'write',
  errors: pinErrors,
  http: [{ method: 'DELETE', path: '/messages/:message_id/pin', status: 200 }],
});

export const listPinned = operation({
  id: 'list_pinned',
  tag: 'Pins',
  summary: 'Pinned messages of a room in chronological order',
  input: z.object({ room_id: Id }),
  output: z.object({ messages: z.array(Message) }),
  limit: 'read',
  errors: ['room_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/rooms/:room_id/pinned', status: 200 }],
});
