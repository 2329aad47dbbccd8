import type { Conversation } from '../contract/dm.js';
import type { UserSummary } from '../contract/users.js';
import type { StoredDm } from './direct-message.repository.js';

/** What the reader of a conversation has of it beside the conversation. */
export type DmCounters = Pick<Conversation, 'unread_count' | 'mention_count' | 'last_seq' | 'last_message'>;

const nothingYet: DmCounters = { unread_count: 0, mention_count: 0, last_seq: 0, last_message: null };

export const toConversation = (
  { id, participant_ids, created_at }: StoredDm,
  people: ReadonlyMap<string, UserSummary>,
  { last_message, unread_count, mention_count, last_seq }: DmCounters = nothingYet,
): Conversation => ({
  id,
  participants: participant_ids.map((user) => people.get(user) ?? nobody(user)),
  ...{ last_message, unread_count, mention_count, last_seq },
  created_at: created_at.toISOString(),
});

/** As the sender of a message whose account is gone: the number of participants does not change by it. */
const nobody = (id: string): UserSummary => ({ id, username: '', display_name: '', avatar_url: null });
