import type { Message } from '../../src/contract/message.js';
import type { Person } from '../support/people.js';

/** All messages of a room as REST shows them, page by page; thread replies come by `sync`. */
export const everything = async (person: Person, room_id: string): Promise<Message[]> => {
  const messages: Message[] = [];
  for (let has_more = true; has_more; ) {
    const { body } = await person.api<{ conversations: { messages: Message[]; has_more: boolean }[] }>(
      'POST',
      '/sync',
      {
        conversations: [{ room_id, after_seq: messages.at(-1)?.seq ?? 0, after_rev: 0 }],
      },
    );
    const [page] = body.conversations;
    if (!page || page.messages.length === 0) break;
    messages.push(...page.messages);
    has_more = page.has_more;
  }
  return messages;
};

/** The counters from scratch, by the contract's own words. */
export const recount = (messages: Message[], reader: string, position: number) => {
  const unread = messages.filter(
    ({ seq, parent_id, sender_id, deleted }) =>
      seq > position && parent_id === null && sender_id !== reader && !deleted,
  );
  return {
    unread_count: unread.length,
    mention_count: unread.filter(
      ({ mentions, mentions_room, mentions_here }) =>
        mentions.includes(reader) || mentions_room || mentions_here,
    ).length,
  };
};
