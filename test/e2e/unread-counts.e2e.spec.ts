import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/database/object-id.js';
import type { StoredMessage } from '../../src/messages/message.js';
import { MessageRepository } from '../../src/messages/message.repository.js';
import { UnreadRepository } from '../../src/messages/unread.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { freshSeed, Random } from '../support/random.js';
import { storedMessage } from '../support/stored-messages.js';

const CONVERSATIONS = 30;
const LENGTH = 100;
const reader = newId();
const other = newId();
let server: TestApp;

beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

const conversation = (random: Random): StoredMessage[] => {
  const conversation_id = newId();
  return Array.from({ length: LENGTH }, (_, index) => {
    const named = random.next() < 0.1;
    const content = `message ${index}`;
    return {
      ...storedMessage({
        ...{ conversation_id, content, seq: index + 1, created_at: new Date() },
        sender_id: random.next() < 0.2 ? reader : other,
      }),
      mentions: named ? [reader] : [],
      mentions_room: random.next() < 0.1,
      deleted: random.next() < 0.1,
      parent_id: random.next() < 0.1 ? newId() : null,
    };
  });
};

/** What the repository says of it, from scratch. */
const recounted = (messages: StoredMessage[], position: number) => {
  const after = messages.filter(({ seq, parent_id }) => seq > position && parent_id === null);
  const toReader = ({ mentions, mentions_room, sender_id }: StoredMessage) =>
    mentions.includes(reader) || (mentions_room && sender_id !== reader);
  return {
    own: after.filter(({ sender_id }) => sender_id === reader).length,
    deleted: after.filter(({ sender_id, deleted }) => deleted && sender_id !== reader).length,
    mentions: after.filter(toReader).length,
  };
};

it('counts after many positions at once what stands after each of them', async () => {
  const seed = freshSeed();
  const random = new Random(seed);
  const all = Array.from({ length: CONVERSATIONS }, () => conversation(random));
  await server.app.get(MessageRepository).insert(all.flat());
  const positions = all.map(([first]) => ({
    conversation_id: first?.conversation.id ?? '',
    seq: Math.floor(random.next() * (LENGTH + 1)),
  }));
  const counted = await server.app.get(UnreadRepository).after(reader, positions);
  for (const [index, { conversation_id, seq }] of positions.entries())
    expect(counted.get(conversation_id), `position ${seq}, seed ${seed}`).toEqual(
      recounted(all[index] as StoredMessage[], seq),
    );
});
