import { AppError, invalid } from '../common/errors/app-error.js';
import type { Message } from '../contract/message.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { StoredForward, StoredMessage } from '../messages/message.js';

/** There is nothing of it left to forward. */
export const isGone = ({ deleted, forwarded_from }: StoredMessage): boolean =>
  deleted || forwarded_from?.deleted === true;

/** What is forwarded with a message: what it was forwarded with itself, else its text. */
export const forwardOf = (source: StoredMessage): StoredForward => {
  const { id, conversation, sender_id, created_at, content, forwarded_from } = source;
  if (isGone(source)) throw new AppError('message_deleted');
  if (source.kind !== 'text') throw invalid('message_id', 'must be a message that somebody wrote');
  return forwarded_from ?? { message_id: id, conversation, sender_id, created_at, content, deleted: false };
};

/** Without what the message was that it held. */
export const redacted = (forward: StoredForward): StoredForward => ({
  ...forward,
  content: '',
  deleted: true,
});

export const conversationOf = ({ room_id, dm_id }: Message): ConversationRef =>
  room_id === null ? { id: dm_id as string, type: 'dm' } : { id: room_id, type: 'room' };
