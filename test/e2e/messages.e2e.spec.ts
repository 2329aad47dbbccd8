import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, registerAll } from '../support/people.js';

let server: TestApp;
let amy: Person;
let ben: Person;
let stranger: Person;
let room: string;
let lines: { amy: Line; ben: Line };

const makeRoom = async (owner: Person, members: Person[], type = 'private'): Promise<string> => {
  const { body } = await owner.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'design',
    type,
    member_ids: members.map(({ id }) => id),
  });
  return body.room.id;
};

beforeAll(async () => {
  server = await startApp();
  [amy, ben, stranger] = await registerAll(server.url, 'amy', 'ben', 'eve');
  room = await makeRoom(amy, [ben]);
  lines = { amy: await amy.connect(), ben: await ben.connect() };
});
afterAll(() => server.stop());

describe('send_message', () => {
  it('acknowledges with the stored message and tells every socket of every member', async () => {
    const ack = await lines.amy.ask<{ message: Message; created: boolean }>('send_message', {
      room_id: room,
      content: `hello @${ben.username}, and mail a@b.org`,
      client_id: 'one',
    });
    expect(ack).toMatchObject({
      ok: true,
      created: true,
      message: { room_id: room, dm_id: null, seq: 1, rev: 0, client_id: 'one' },
    });
    const received = await lines.ben.next('new_message');
    expect(received).toEqual(ack.ok && ack.message);
    expect(received.mentions).toEqual([ben.id]);
    expect(received.sender).toMatchObject({ id: amy.id, username: amy.username });
    await lines.amy.next('new_message', ({ id }) => id === received.id);
  });

  it('answers a repeated client_id with the message that exists and broadcasts nothing', async () => {
    const before = lines.ben.all('new_message').length;
    const again = await lines.amy.ask<{ message: Message; created: boolean }>('send_message', {
      room_id: room,
      content: 'something else',
      client_id: 'one',
    });
    expect(again).toMatchObject({ ok: true, created: false, message: { seq: 1 } });
    const rest = await amy.api<{ message: Message }>('POST', `/rooms/${room}/messages`, {
      content: 'x',
      client_id: 'one',
    });
    expect(rest).toMatchObject({ status: 200, body: { created: false, message: { seq: 1 } } });
    await lines.amy.ask('send_message', { room_id: room, content: 'marker' });
    await lines.ben.next('new_message', ({ content }) => content === 'marker');
    expect(lines.ben.all('new_message').length).toBe(before + 1);
  });

  it('refuses who is not in a private room as if it were not there', async () => {
    const eve = await stranger.connect();
    const ack = await eve.ask('send_message', { room_id: room, content: 'let me in' });
    expect(ack).toMatchObject({ ok: false, error: { code: 'room_not_found', status: 404 } });
    const rest = await stranger.api('GET', `/rooms/${room}/messages`);
    expect(rest).toMatchObject({ status: 404, body: { code: 'room_not_found' } });
    eve.close();
  });
});

describe('one person’s sends', () => {
  it('are stored in the order in which they were sent, whatever each has to look up', async () => {
    const contents = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? `${n} @${ben.username}` : `${n}`));
    const own = await makeRoom(amy, [ben]);
    const acks = await Promise.all(
      contents.map((content) =>
        lines.amy.ask<{ message: Message }>('send_message', { room_id: own, content }),
      ),
    );
    const stored = acks.flatMap((ack) => (ack.ok ? [ack.message] : [])).sort((a, b) => a.seq - b.seq);
    expect(stored.map(({ content }) => content)).toEqual(contents);
  });
});

describe('counters', () => {
  it('count what others said after the position', async () => {
    const { body } = await ben.api<{ rooms: { id: string; unread_count: number; mention_count: number }[] }>(
      'GET',
      '/rooms',
    );
    expect(body.rooms.find(({ id }) => id === room)).toMatchObject({
      unread_count: 2,
      mention_count: 1,
      last_seq: 2,
      last_message: { content: 'marker' },
    });
    const history = await ben.api<{ messages: Message[]; has_more: boolean }>(
      'GET',
      `/rooms/${room}/messages`,
    );
    expect(history.body.messages.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(history.body.has_more).toBe(false);
    const read = await lines.ben.ask('mark_read', {
      room_id: room,
      message_id: history.body.messages[0]?.id,
    });
    expect(read).toMatchObject({ ok: true, unread_count: 1, mention_count: 0 });
    expect(await lines.ben.next('unread_update')).toMatchObject({ room_id: room, unread_count: 1 });
    expect(await lines.amy.next('message_read')).toMatchObject({ room_id: room, user_id: ben.id, seq: 1 });
  });
});

describe('changes', () => {
  it('are numbered, told and synced', async () => {
    const sent = await lines.amy.ask<{ message: Message }>('send_message', {
      room_id: room,
      content: 'first',
    });
    const id = sent.ok ? sent.message.id : '';
    expect(await lines.amy.ask('edit_message', { message_id: id, content: 'second' })).toMatchObject({
      ok: true,
      message: { content: 'second', edited: true, rev: 1 },
    });
    expect(await lines.ben.next('message_edited')).toMatchObject({
      rev: 1,
      message: { id, content: 'second' },
    });
    await lines.ben.ask('add_reaction', { message_id: id, emoji: '👍' });
    expect(await lines.amy.next('reaction_added')).toEqual({
      message_id: id,
      emoji: '👍',
      user_id: ben.id,
      room_id: room,
      rev: 2,
    });
    expect(await ben.api('POST', `/messages/${id}/pin`)).toMatchObject({
      status: 403,
      body: { code: 'permission_denied' },
    });
    expect(await amy.api('POST', `/messages/${id}/pin`)).toMatchObject({
      status: 200,
      body: { message: { pinned: true } },
    });
    expect(await ben.api('GET', `/rooms/${room}/pinned`)).toMatchObject({ body: { messages: [{ id }] } });
    expect(await amy.api('GET', `/messages/${id}/history`)).toMatchObject({
      body: { edits: [{ content: 'first', editor_id: amy.id }] },
    });
    expect(await ben.api('DELETE', `/messages/${id}`)).toMatchObject({ status: 403 });
    expect(await amy.api('DELETE', `/messages/${id}`)).toMatchObject({ status: 204 });
    expect(await lines.ben.next('message_deleted')).toMatchObject({
      rev: 4,
      message: { content: '', deleted: true, pinned: false, reactions: [] },
    });
    const synced = await lines.ben.ask<{ conversations: { changes: { rev: number; kind: string }[] }[] }>(
      'sync',
      {
        conversations: [{ room_id: room, after_seq: 2, after_rev: 1 }],
      },
    );
    expect(synced).toMatchObject({
      ok: true,
      conversations: [
        {
          room_id: room,
          last_seq: 3,
          last_rev: 4,
          has_more: false,
          messages: [{ id, deleted: true }],
          changes: [
            { rev: 2, kind: 'reaction_added' },
            { rev: 3, kind: 'pinned' },
            { rev: 4, kind: 'deleted', message: { content: '' } },
          ],
        },
      ],
    });
  });
});

describe('500 sends at once from 10 people', () => {
  it('are all stored once, densely numbered, and reach each receiver once and in order', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => register(server.url, `p${n}`)));
    const [owner, ...others] = people as [Person, ...Person[]];
    const busy = await makeRoom(owner, others);
    const sockets = await Promise.all(people.map((person) => person.connect()));
    const acks = await Promise.all(
      sockets.flatMap((socket, who) =>
        Array.from({ length: 50 }, (_, n) =>
          socket.ask<{ message: Message }>('send_message', {
            room_id: busy,
            content: `${who}/${n}`,
            client_id: `${who}-${n}`,
          }),
        ),
      ),
    );
    const seqs = acks.map((ack) => (ack.ok ? ack.message.seq : -1)).sort((a, b) => a - b);
    const expected = Array.from({ length: 500 }, (_, n) => n + 1);
    expect(seqs).toEqual(expected);
    for (const socket of sockets) {
      await socket.until(() => socket.all('new_message').length >= 500);
      expect(socket.all('new_message').map(({ seq }) => seq)).toEqual(expected);
    }
    const own = sockets[3]
      ?.all('new_message')
      .filter(({ sender_id }) => sender_id === people[3]?.id)
      .map(({ content }) => content);
    expect(own).toEqual(Array.from({ length: 50 }, (_, n) => `3/${n}`));
  });
});
