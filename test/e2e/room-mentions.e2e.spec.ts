import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { everything, recount } from '../faults/recount.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, getDm, say as sayInDm } from '../support/dms.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, getRoom, sayIn, setRole } from '../support/rooms.js';

let first: TestApp;
let second: TestApp;
let amy: Person;
let ben: Person;
let cat: Person;
let room: string;

beforeAll(async () => {
  first = await startApp();
  second = await startApp(first.env);
});
afterAll(() => Promise.all([first, second].map((node) => node.stop())));

/** Three in a room; Ben is at the other node. */
const newcomers = async (): Promise<void> => {
  [amy, ben, cat] = await registerAll(first.url, 'amy', 'ben', 'cat');
  ben = ben.at(second.url);
  ({ id: room } = await createRoom(amy, { type: 'private', member_ids: [ben.id, cat.id] }));
};

/** Up to so many members, who are only rows. */
const fill = async (members: number): Promise<void> => {
  const rows = Array.from({ length: members - 3 }, () => ({
    conversation_id: new Types.ObjectId(room),
    type: 'room',
    user_id: new Types.ObjectId(),
    role: 'member',
    joined_at: new Date(),
    joined_seq: 0,
    joined_top: 0,
    left_at: null,
    updated_at: new Date(),
  }));
  await first.app.get<Connection>(getConnectionToken()).collection('memberships').insertMany(rows);
};

const say = (person: Person, content: string, more: object = {}): Promise<Message> =>
  sayIn(person, room, content, more);

const edit = async (person: Person, { id }: Message, content: string): Promise<Message> =>
  (await person.api<{ message: Message }>('PATCH', `/messages/${id}`, { content })).body.message;

const counters = async (person: Person): Promise<[number, number]> => {
  const { unread_count, mention_count } = await getRoom(person, room);
  return [unread_count, mention_count];
};

describe('@room and @here', () => {
  it('mention everybody else by a flag, not by a list', async () => {
    await newcomers();
    const line = await ben.connect();
    const forAll = await say(amy, '@room, lunch is here');
    expect(forAll).toMatchObject({ mentions: [], mentions_room: true, mentions_here: false });
    expect(await line.next('new_message')).toEqual(forAll);
    expect(await say(cat, 'hello @here.')).toMatchObject({ mentions_room: false, mentions_here: true });
    expect(await say(cat, 'in the room')).toMatchObject({ mentions_room: false, mentions_here: false });
    expect(await counters(amy)).toEqual([2, 1]);
    expect(await counters(ben)).toEqual([3, 2]);
    expect(await counters(cat)).toEqual([1, 1]);
    line.close();
  });

  it('count once for who is named too, and with the position', async () => {
    await newcomers();
    const one = await say(amy, `@room and @${ben.username}`);
    await say(amy, `@${ben.username}`);
    expect(await counters(ben)).toEqual([2, 2]);
    expect(await counters(cat)).toEqual([2, 1]);
    const { body } = await ben.api('POST', `/rooms/${room}/read`, { message_id: one.id });
    expect(body).toEqual({ unread_count: 1, mention_count: 1 });
  });

  it('come and go with an edit, and go with a deletion', async () => {
    await newcomers();
    const message = await say(amy, 'nothing special');
    expect(await counters(ben)).toEqual([1, 0]);
    expect(await edit(amy, message, 'something special, @room')).toMatchObject({ mentions_room: true });
    expect(await counters(ben)).toEqual([1, 1]);
    expect(await edit(amy, message, '`@room`')).toMatchObject({ mentions_room: false });
    expect(await counters(ben)).toEqual([1, 0]);
    await edit(amy, message, '@here');
    expect(await counters(ben)).toEqual([1, 1]);
    await amy.api('DELETE', `/messages/${message.id}`);
    expect(await counters(ben)).toEqual([0, 0]);
    const { body } = await ben.api<{ message: Message }>('GET', `/messages/${message.id}`);
    expect(body.message).toMatchObject({ deleted: true, mentions_here: false });
  });

  it('do not count in threads', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    await say(amy, '@room', { parent_id: root.id, also_in_room: true });
    expect(await counters(ben)).toEqual([1, 0]);
  });

  it('are the same as counted from scratch', async () => {
    await newcomers();
    const said = await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const person = [amy, ben, cat][n % 3] as Person;
        const words = ['@room', '@here', `@${cat.username}`, `@${amy.username} @room`, 'nothing'];
        return say(person, `${n} ${words[n % words.length]}`);
      }),
    );
    for (const [n, message] of said.entries()) {
      const author = [amy, ben, cat][n % 3] as Person;
      if (n % 7 === 0) await edit(author, message, n % 2 ? '@room' : 'plain');
      if (n % 11 === 0) await author.api('DELETE', `/messages/${message.id}`);
    }
    const messages = await everything(amy, room);
    for (const person of [amy, ben, cat]) {
      const { unread_count, mention_count } = recount(messages, person.id, 0);
      expect(await counters(person)).toEqual([unread_count, mention_count]);
    }
  });
});

describe('in a room of more than 50', () => {
  it('only moderators and above call everybody; what others write is plain text', async () => {
    await newcomers();
    await fill(50);
    expect(await say(ben, '@room')).toMatchObject({ mentions_room: true });
    const small = await say(ben, 'plain');
    await amy.api('POST', `/rooms/${room}/members`, { user_ids: [(await register(first.url, 'dora')).id] });
    expect(await say(ben, '@room @here')).toMatchObject({ mentions_room: false, mentions_here: false });
    expect(await edit(ben, small, '@room')).toMatchObject({ mentions_room: false });
    expect(await say(amy, '@here')).toMatchObject({ mentions_here: true });
    expect((await setRole(amy, room, cat, 'moderator')).status).toBe(200);
    expect(await say(cat, '@room')).toMatchObject({ mentions_room: true });
    expect(await counters(ben)).toEqual([2, 2]);
  });
});

describe('in a direct message', () => {
  it('are plain text', async () => {
    await newcomers();
    const { id } = await dmOf(amy, ben, cat);
    expect(await sayInDm(amy, id, '@room @here')).toMatchObject({
      mentions: [],
      mentions_room: false,
      mentions_here: false,
    });
    expect(await getDm(ben, id)).toMatchObject({ unread_count: 1, mention_count: 0 });
  });
});
