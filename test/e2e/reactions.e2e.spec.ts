import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/contract/inbox.js';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { createRoom, refused } from '../support/rooms.js';

let first: TestApp;
let second: TestApp;
let people: Person[];
let room: string;

beforeAll(async () => {
  first = await startApp();
  second = await startApp(first.env);
  people = await Promise.all(Array.from({ length: 4 }, (_, n) => register(first.url, `p${n}`)));
  people = people.map((person, n) => (n % 2 ? person.at(second.url) : person));
});
afterAll(() => Promise.all([first, second].map((node) => node.stop())));

const makeMessage = async (): Promise<Message> => {
  const [owner, ...others] = people as [Person, ...Person[]];
  ({ id: room } = await createRoom(owner, { type: 'private', member_ids: others.map(({ id }) => id) }));
  const { body } = await owner.api<{ message: Message }>('POST', `/rooms/${room}/messages`, {
    content: 'hi',
  });
  return body.message;
};

const react = (person: Person, { id }: Message, emoji: string) =>
  person.api<{ success: true; message: Message }>('POST', `/messages/${id}/reactions`, { emoji });

const unreact = (person: Person, { id }: Message, emoji: string) =>
  person.api<{ success: true; message: Message }>(
    'DELETE',
    `/messages/${id}/reactions/${encodeURIComponent(emoji)}`,
  );

const reactionsOf = async ({ id }: Message): Promise<Message['reactions']> => {
  const [person] = people as [Person];
  return (await person.api<{ message: Message }>('GET', `/messages/${id}`)).body.message.reactions;
};

const changesOf = async (): Promise<Change[]> => {
  const [person] = people as [Person];
  const asked = { conversations: [{ room_id: room }] };
  const { body } = await person.api<{ conversations: { changes: Change[] }[] }>('POST', '/sync', asked);
  return body.conversations[0]?.changes ?? [];
};

/** Reactions of their own, all different. */
const emojis = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(0x1f400 + n));

describe('the emoji', () => {
  it('is kept fully-qualified, however it is written', async () => {
    const message = await makeMessage();
    const [p0, p1] = people as [Person, Person];
    expect((await react(p0, message, '❤')).status).toBe(201);
    expect((await react(p0, message, '❤️')).status).toBe(201);
    expect((await react(p1, message, '❤️')).status).toBe(201);
    expect(await reactionsOf(message)).toEqual([p0, p1].map(({ id }) => ({ emoji: '❤️', user_id: id })));
    expect((await unreact(p0, message, '❤')).status).toBe(200);
    expect(await reactionsOf(message)).toEqual([{ emoji: '❤️', user_id: p1.id }]);
  });

  it.each(['👍🏽', '🏳‍🌈', '🇫🇷', '7️⃣', '👨‍👩‍👧‍👦'])('may be %s', async (emoji) => {
    const message = await makeMessage();
    const line = await (people[1] as Person).connect();
    expect(await line.ask('add_reaction', { message_id: message.id, emoji })).toMatchObject({ ok: true });
    const told = await line.next('reaction_added');
    expect(await reactionsOf(message)).toEqual([{ emoji: told.emoji, user_id: people[1]?.id }]);
    line.close();
  });

  it.each(['ok', '👍👍', ':No such:', '🇩', '5', '', '👍 '])('is not %j', async (emoji) => {
    const message = await makeMessage();
    const [p0, p1] = people as [Person, Person];
    await refused(react(p0, message, emoji), 400, 'validation_failed');
    const line = await p1.connect();
    expect(await line.ask('remove_reaction', { message_id: message.id, emoji })).toMatchObject({
      ok: false,
      error: { code: 'validation_failed' },
    });
    line.close();
  });
});

describe('at once on two nodes', () => {
  it('60 kinds end as exactly 50, numbered without gaps', async () => {
    const message = await makeMessage();
    const answers = await Promise.all(
      emojis(60).map((emoji, n) => react(people[n % people.length] as Person, message, emoji)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect([status, body.code]).toEqual([409, 'reaction_limit_reached']);
    }
    const reactions = await reactionsOf(message);
    expect(new Set(reactions.map(({ emoji }) => emoji)).size).toBe(50);
    const changes = await changesOf();
    expect(changes.map(({ rev }) => rev)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    // One of those that are there already is no new kind.
    const [{ emoji, user_id }] = reactions as [Message['reactions'][0]];
    const other = people.find(({ id }) => id !== user_id) as Person;
    expect((await react(other, message, emoji)).status).toBe(201);
  });

  it('the same from one user is one', async () => {
    const message = await makeMessage();
    const [person] = people as [Person];
    const urls = [first.url, second.url];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        react(person.at(urls[n % 2] as string), message, n % 3 ? '❤️' : '❤'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await reactionsOf(message)).toEqual([{ emoji: '❤️', user_id: person.id }]);
    expect(await changesOf()).toHaveLength(1);
  });
});
