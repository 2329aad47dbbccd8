import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, registerAll } from '../support/people.js';
import { createRoom, setRole } from '../support/rooms.js';
import { until } from '../support/until.js';
import { ended } from '../support/witness.js';

let here: TestApp;
let there: TestApp;
let amy: Person;
let ben: Person;
let cat: Person;

beforeAll(async () => {
  here = await startApp();
  there = await startApp(here.env);
  [amy, ben, cat] = await registerAll(here.url, 'amy', 'ben', 'cat');
});
afterAll(async () => {
  await there?.stop();
  await here?.stop();
});

const WITHIN_MS = 1_000;

/** Everybody has a phone at one node and a laptop at the other. */
const devicesOf = async (person: Person): Promise<{ phone: Line; laptop: Line; both: Line[] }> => {
  const [phone, laptop] = await Promise.all([person.at(here.url).connect(), person.at(there.url).connect()]);
  return { phone, laptop, both: [phone, laptop] };
};

const close = (...devices: { both: Line[] }[]): void => {
  for (const { both } of devices) for (const line of both) line.close();
};

const roomOf = async (owner: Person, ...members: Person[]): Promise<string> => {
  const { id } = await createRoom(owner, {
    type: 'private',
    member_ids: members.map(({ id: user }) => user),
  });
  return id;
};

const send = async (line: Line, room_id: string, content: string): Promise<Message> => {
  const answer = await line.ask<{ message: Message }>('send_message', { room_id, content });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.message;
};

/** How long until it holds, measured; it must be within a second. */
const measured = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const began = performance.now();
  await until(holds, { everyMs: 2, timeoutMs: 5_000, what });
  const took = Math.round(performance.now() - began);
  process.stdout.write(`${what}: ${took} ms\n`);
  expect(took).toBeLessThan(WITHIN_MS);
};

describe('what happens at one node is seen at the other', () => {
  it('messages and changes, on every device', async () => {
    const room_id = await roomOf(amy, ben);
    const [amys, bens] = [await devicesOf(amy), await devicesOf(ben)];
    const message = await send(amys.phone, room_id, 'hello');
    for (const line of [...amys.both, ...bens.both]) {
      expect(await line.next('new_message', ({ id }) => id === message.id)).toEqual(message);
    }
    const change = { message_id: message.id };
    await amys.laptop.ask('edit_message', { ...change, content: 'hello!' });
    await bens.phone.ask('add_reaction', { ...change, emoji: '👍' });
    await bens.laptop.ask('remove_reaction', { ...change, emoji: '👍' });
    await amy.api('POST', `/messages/${message.id}/pin`);
    await amy.at(there.url).api('DELETE', `/messages/${message.id}`);
    const expected = [
      'message_edited',
      'reaction_added',
      'reaction_removed',
      'message_pinned',
      'message_deleted',
    ];
    for (const line of [...amys.both, ...bens.both]) {
      await line.next('message_deleted', ({ rev }) => rev === 5);
      const changes = line.received.filter(({ event }) => expected.includes(event));
      expect(changes.map(({ event }) => event)).toEqual(expected);
      expect(changes.map(({ payload }) => (payload as { rev: number }).rev)).toEqual([1, 2, 3, 4, 5]);
    }
    close(amys, bens);
  });

  it('typing, though not at the sockets of who types', async () => {
    const room_id = await roomOf(amy, ben);
    const [amys, bens] = [await devicesOf(amy), await devicesOf(ben)];
    await amys.phone.ask('typing_start', { room_id });
    await amys.phone.ask('typing_stop', { room_id });
    for (const line of bens.both) {
      expect(await line.next('user_typing')).toMatchObject({ user_id: amy.id, room_id });
      expect(await line.next('user_stopped_typing')).toMatchObject({ user_id: amy.id, room_id });
    }
    const marker = await send(bens.laptop, room_id, 'marker');
    for (const line of amys.both) {
      await line.next('new_message', ({ id }) => id === marker.id);
      expect([...line.all('user_typing'), ...line.all('user_stopped_typing')]).toEqual([]);
    }
    close(amys, bens);
  });

  it('counters, on all devices of the reader and nobody else’s', async () => {
    const room_id = await roomOf(amy, ben);
    const [amys, bens] = [await devicesOf(amy), await devicesOf(ben)];
    const first = await send(amys.phone, room_id, `@${ben.username} one`);
    await send(amys.laptop, room_id, 'two');
    await bens.phone.ask('mark_read', { room_id, message_id: first.id });
    for (const line of bens.both) {
      const update = { room_id, unread_count: 1, mention_count: 0, last_seq: 2 };
      expect(await line.next('unread_update')).toEqual(update);
    }
    await bens.laptop.ask('mark_unread', { room_id, message_id: first.id });
    for (const line of bens.both) {
      await line.next(
        'unread_update',
        ({ unread_count, mention_count }) => unread_count === 2 && mention_count === 1,
      );
    }
    for (const line of amys.both) {
      expect(await line.next('message_read')).toMatchObject({ user_id: ben.id, message_id: first.id });
      expect(line.all('unread_update')).toEqual([]);
    }
    close(amys, bens);
  });

  it('members who come, change and go', async () => {
    const { id: room_id } = await createRoom(amy);
    const [amys, cats] = [await devicesOf(amy), await devicesOf(cat)];
    await cats.phone.ask('join_room', { room_id });
    await setRole(amy.at(there.url), room_id, cat, 'admin');
    await cats.laptop.ask('leave_room', { room_id });
    for (const line of [...amys.both, ...cats.both]) {
      expect(await line.next('member_joined')).toMatchObject({
        room_id,
        user: { id: cat.id },
        role: 'member',
      });
      expect(await line.next('member_updated')).toMatchObject({
        room_id,
        user: { id: cat.id },
        role: 'admin',
      });
      expect(await line.next('member_left')).toEqual({ room_id, user_id: cat.id });
      expect(line.all('member_joined')).toHaveLength(1);
    }
    close(amys, cats);
  });

  it('a join subscribes the sockets at the other node', async () => {
    const { id: room_id } = await createRoom(amy);
    const [amys, bens] = [await devicesOf(amy), await devicesOf(ben)];
    expect(await bens.phone.ask('join_room', { room_id })).toMatchObject({ ok: true });
    await bens.laptop.next('member_joined', (payload) => payload.room_id === room_id);
    const message = await send(amys.phone, room_id, 'welcome');
    for (const line of bens.both) await line.next('new_message', ({ id }) => id === message.id);
    close(amys, bens);
  });
});

describe('order', () => {
  it('is that of the numbers at every connection, with senders at both nodes at once', async () => {
    const room_id = await roomOf(amy, ben, cat);
    const devices = await Promise.all([amy, ben, cat].map(devicesOf));
    const lines = devices.flatMap(({ both }) => both);
    const each = 40;
    await Promise.all(
      lines.map(async (line, who) => {
        for (let n = 0; n < each; n += 1) await send(line, room_id, `${who}/${n}`);
      }),
    );
    const numbers = Array.from({ length: each * lines.length }, (_, n) => n + 1);
    for (const line of lines) {
      await line.until(() => line.all('new_message').length >= numbers.length);
      expect(line.all('new_message').map(({ seq }) => seq)).toEqual(numbers);
    }
    for (const who of lines.keys()) {
      const own = lines[0]?.all('new_message').filter(({ content }) => content.startsWith(`${who}/`));
      expect(own?.map(({ content }) => content)).toEqual(
        Array.from({ length: each }, (_, n) => `${who}/${n}`),
      );
    }
    close(...devices);
  });
});

describe('what ends at one node ends at the other within a second', () => {
  it('a membership: who was removed is cut off while others go on', async () => {
    const room_id = await roomOf(amy, ben, cat);
    const [amys, bens, cats] = [await devicesOf(amy), await devicesOf(ben), await devicesOf(cat)];
    let removedAt = Number.POSITIVE_INFINITY;
    const late = new Set<string>();
    const talk = async (line: Line): Promise<void> => {
      for (let n = 0; late.size < 30 || performance.now() < removedAt + WITHIN_MS; n += 1) {
        const after = performance.now() > removedAt;
        const { id } = await send(line, room_id, `${n}`);
        if (after) late.add(id);
      }
    };
    const talking = Promise.all([talk(amys.phone), talk(amys.laptop), talk(cats.laptop)]);
    await bens.laptop.next('new_message', ({ seq }) => seq > 30);
    expect((await amy.api('DELETE', `/rooms/${room_id}/members/${ben.id}`)).status).toBe(204);
    removedAt = performance.now();
    const isRefused = async () => (await bens.laptop.ask('typing_start', { room_id })).ok === false;
    await measured('a removed member is refused at the other node after', isRefused);
    await talking;
    for (const line of bens.both) {
      await line.ask('nothing');
      expect(line.all('new_message').filter(({ id }) => late.has(id))).toEqual([]);
      expect(await line.next('member_left')).toEqual({ room_id, user_id: ben.id });
    }
    close(amys, bens, cats);
  });

  it('a session: sockets are closed and its access token is refused', async () => {
    const dan = await register(here.url, 'dan');
    const dans = await devicesOf(dan);
    expect((await dan.at(there.url).api('GET', '/users/me')).status).toBe(200);
    expect((await dan.api('POST', '/auth/logout')).status).toBe(204);
    const isClosed = () => dans.both.every(({ socket }) => socket.disconnected);
    await measured('sockets of a session that ended are closed after', isClosed);
    const isRefused = async () =>
      (await dan.at(there.url).api('GET', '/users/me')).body.code === 'session_ended';
    await measured('the token of a session that ended is refused after', isRefused);
    for (const line of dans.both) {
      await ended(line);
      expect((await line.next('session_ended')).error.code).toBe('session_ended');
    }
  });

  it('a role: what it allowed is refused, what the new one allows is done', async () => {
    const room_id = await roomOf(amy, ben);
    const rename = async () =>
      (await ben.at(there.url).api('PATCH', `/rooms/${room_id}`, { name: 'mine' })).status;
    expect(await rename()).toBe(403);
    expect((await setRole(amy, room_id, ben, 'admin')).status).toBe(200);
    await measured(
      'a role that was given works at the other node after',
      async () => (await rename()) === 200,
    );
    expect((await setRole(amy, room_id, ben, 'member')).status).toBe(200);
    await measured(
      'a role that was taken is refused at the other node after',
      async () => (await rename()) === 403,
    );
  });
});
