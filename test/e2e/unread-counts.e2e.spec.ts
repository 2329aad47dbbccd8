import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId } from '../../src/database/object-id.js';
import { countedOf } from '../../src/inbox/inbox.rules.js';
import { noHead } from '../../src/messages/head.repository.js';
import type { StoredMessage } from '../../src/messages/message.js';
import { MessageRepository } from '../../src/messages/message.repository.js';
import { TailRepository } from '../../src/messages/tail.repository.js';
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
const recounted = (messages: StoredMessage[], position: number, who = reader) => {
  const after = messages.filter(({ seq, parent_id }) => seq > position && parent_id === null);
  const toReader = ({ mentions, mentions_room, sender_id }: StoredMessage) =>
    mentions.includes(who) || (mentions_room && sender_id !== who);
  return {
    own: after.filter(({ sender_id }) => sender_id === who).length,
    deleted: after.filter(({ sender_id, deleted }) => deleted && sender_id !== who).length,
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

it('reads what follows a position near the head once for all who are near, and counts it for each', async () => {
  const random = new Random(freshSeed());
  const messages = conversation(random);
  await server.app.get(MessageRepository).insert(messages);
  const tails = server.app.get(TailRepository);
  const find = vi.spyOn(server.app.get<Model<unknown>>(getModelToken('Message')), 'find');
  const id = messages[0]?.conversation.id ?? '';
  const head = { ...noHead, seq: LENGTH };
  const near = messages.map(({ seq }) => seq).filter((seq) => tails.isNear(head, seq));
  expect(near.length).toBeGreaterThan(10);
  const counted = await Promise.all(
    [reader, other].flatMap((who) =>
      near.map(async (seq) => [who, seq, countedOf(await tails.after(id, head, seq), who)] as const),
    ),
  );
  expect(find.mock.calls.length).toBeLessThanOrEqual(2);
  for (const [who, seq, after] of counted)
    expect(after, `after ${seq}`).toEqual(recounted(messages, seq, who));
});
