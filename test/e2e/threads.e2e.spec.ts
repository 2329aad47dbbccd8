import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { FollowRepository } from '../../src/threads/follow.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { online, type Person, register } from '../support/people.js';
import { getRoom, refused, sayIn } from '../support/rooms.js';
import {
  follow,
  listThreads as list,
  makeThreadRoom,
  markRead,
  shows,
  threadOf,
  unfollow,
} from '../support/threads.js';

/** A sweep comes every 15 s. */
const AFTER_A_SWEEP_MS = 20_000;

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

const newcomers = async (): Promise<void> => {
  ({ room, amy, ben, cat } = await makeThreadRoom(first.url, second.url));
};

const say = (person: Person, content: string, parent?: Message): Promise<Message> =>
  sayIn(person, room, content, { parent_id: parent?.id });

describe('following', () => {
  it('comes by itself for who started, who replies and who is mentioned, and for nobody else', async () => {
    await newcomers();
    const dora = await register(first.url, 'dora');
    await amy.api('POST', `/rooms/${room}/members`, { user_ids: [dora.id] });
    const root = await say(amy, 'root');
    expect(await threadOf(amy, root)).toMatchObject({ following: false });
    await say(ben, `what of @${cat.username}?`, root);
    // At once, though what is written down comes a moment later.
    for (const person of [amy, ben, cat])
      expect(await threadOf(person, root)).toMatchObject({ following: true });
    expect(await threadOf(dora, root)).toMatchObject({ following: false });
    await shows(amy, { root: 1 });
    await shows(ben, { root: 0 });
    await shows(cat, { root: 1 });
    await shows(dora, {});
  });

  it('comes for who is mentioned by an edit', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const reply = await say(ben, 'hello', root);
    await ben.api('PATCH', `/messages/${reply.id}`, { content: `hello @${cat.username}` });
    expect(await threadOf(cat, root)).toMatchObject({ following: true });
    await shows(cat, { root: 1 });
  });

  it('ends by an unfollow, which a mention does not undo and a reply does', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const reply = await say(ben, 'one', root);
    await shows(amy, { root: 1 });
    // A reply names its thread as well as the message that it hangs on.
    expect(await unfollow(amy, reply)).toMatchObject({ status: 204 });
    expect(await threadOf(amy, root)).toMatchObject({ following: false });
    await say(ben, `@${amy.username} are you there?`, root);
    await shows(ben, { root: 0 });
    expect(await threadOf(amy, root)).toMatchObject({ following: false });
    expect((await list(amy)).threads).toEqual([]);
    await say(amy, 'yes', root);
    expect(await threadOf(amy, root)).toMatchObject({ following: true });
    await say(ben, 'good', root);
    await shows(amy, { root: 1 });
  });

  it('wins over a reply of a moment ago when one unfollows at once', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    for (let n = 0; n < 5; n += 1) {
      await say(ben, `reply ${n}`, root);
      expect(await unfollow(ben, root)).toMatchObject({ status: 204 });
      expect(await threadOf(ben, root)).toMatchObject({ following: false });
    }
    await shows(amy, { root: 5 });
    expect((await list(ben)).threads).toEqual([]);
  });

  it('is only delayed when the node that stored the reply does not live to write it', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const writes = vi
      .spyOn(first.app.get(FollowRepository, { strict: false }), 'apply')
      .mockRejectedValue(new Error('the node has died'));
    await say(cat, 'stored, and nothing more', root);
    await shows(amy, { root: 1 }, AFTER_A_SWEEP_MS);
    expect(writes).toHaveBeenCalled();
    writes.mockRestore();
    await shows(cat, { root: 0 }, AFTER_A_SWEEP_MS);
  });

  it('can be asked for, and what was said before is not unread', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    await say(ben, 'before', root);
    expect(await follow(cat, root)).toMatchObject({ status: 204 });
    expect(await follow(cat, root)).toMatchObject({ status: 204 });
    await shows(cat, { root: 0 });
    await say(ben, 'after', root);
    await shows(cat, { root: 1 });
    const empty = await say(ben, 'without replies');
    await follow(cat, empty);
    await shows(cat, { root: 1, 'without replies': 0 });
  });

  it('is told to the own devices, on every node, and to nobody else', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const [here, there, other] = [await online(amy), await online(amy.at(second.url)), await online(ben)];
    await follow(amy, root);
    for (const line of [here, there]) {
      expect(await line.next('thread_update')).toEqual({
        room_id: room,
        message_id: root.id,
        following: true,
        unread_count: 0,
      });
    }
    await unfollow(amy, root);
    await there.next('thread_update', ({ following }) => !following);
    await other.ask('nothing');
    expect(other.all('thread_update')).toEqual([]);
  });
});

describe('reading', () => {
  it('moves the position over both transports, forward only, and leaves the room alone', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const replies = [await say(ben, 'one', root), await say(ben, 'two', root), await say(cat, 'three', root)];
    const [one, two, three] = replies as [Message, Message, Message];
    const line = await online(amy);
    const before = await getRoom(amy, room);
    expect(await markRead(amy, one)).toMatchObject({
      status: 200,
      body: { message_id: root.id, following: true, unread_count: 2 },
    });
    const other = await online(amy.at(second.url));
    expect(await other.ask('mark_thread_read', { message_id: two.id })).toEqual({
      ok: true,
      message_id: root.id,
      following: true,
      unread_count: 1,
    });
    await line.next('thread_update', ({ unread_count }) => unread_count === 1);
    expect(await markRead(amy, one)).toMatchObject({ body: { unread_count: 1 } });
    expect(await getRoom(amy, room)).toMatchObject({ unread_count: before.unread_count });
    expect((await getRoom(cat, room)).unread_count).toBe(1);
    await cat.api('DELETE', `/messages/${three.id}`);
    await shows(amy, { root: 0 });
    expect(await markRead(amy, root)).toMatchObject({ body: { unread_count: 0 } });
  });

  it('counts neither own nor deleted replies, and says nothing of a thread that is not followed', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const gone = await say(ben, 'gone', root);
    await say(amy, 'own', root);
    await ben.api('DELETE', `/messages/${gone.id}`);
    await shows(amy, { root: 0 });
    expect(await markRead(cat, gone)).toMatchObject({
      status: 200,
      body: { message_id: root.id, following: false, unread_count: 0 },
    });
  });

  it('counts the same from scratch after many hands at once on two nodes', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    const sends = Array.from({ length: 30 }, (_, n) => {
      const person = [amy, ben, cat][n % 3] as Person;
      return say(person.at(n % 2 ? first.url : second.url), `reply ${n}`, root);
    });
    const replies = (await Promise.all(sends)).sort((a, b) => a.seq - b.seq);
    await shows(amy, { root: replies.filter(({ sender_id }) => sender_id !== amy.id).length });
    for (const person of [ben, cat]) {
      const own = replies.find(({ sender_id }) => sender_id === person.id) as Message;
      const after = replies.filter(({ seq, sender_id }) => seq > own.seq && sender_id !== person.id);
      await shows(person, { root: after.length });
    }
    const middle = replies[14] as Message;
    const left = replies.filter(({ seq, sender_id }) => seq > middle.seq && sender_id !== amy.id);
    expect((await markRead(amy, middle)).body.unread_count).toBe(left.length);
  });
});

describe('who leaves', () => {
  it('follows none of its threads, sees none, and begins anew when they come back', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    await say(ben, 'one', root);
    await say(cat, 'two', root);
    await shows(ben, { root: 1 });
    expect((await ben.api('POST', `/rooms/${room}/leave`)).status).toBe(204);
    expect((await list(ben)).threads).toEqual([]);
    await refused(ben.api('GET', `/messages/${root.id}/thread`), 404, 'message_not_found');
    await refused(follow(ben, root), 404, 'message_not_found');
    await refused(unfollow(ben, root), 404, 'message_not_found');
    await refused(markRead(ben, root), 404, 'message_not_found');
    await refused(ben.api('GET', `/threads?before=${root.id}`), 404, 'message_not_found');
    await say(cat, `missed by @${ben.username}`, root);
    await amy.api('POST', `/rooms/${room}/members`, { user_ids: [ben.id] });
    await shows(amy, { root: 3 });
    expect((await list(ben)).threads).toEqual([]);
    expect(await threadOf(ben, root)).toMatchObject({ following: false });
    await say(amy, `welcome back @${ben.username}`, root);
    await shows(ben, { root: 1 });
  });

  it('takes a deleted room’s threads along', async () => {
    await newcomers();
    const root = await say(amy, 'root');
    await say(ben, 'one', root);
    await shows(ben, { root: 0 });
    await amy.api('DELETE', `/rooms/${room}`);
    expect((await list(ben)).threads).toEqual([]);
  });
});
