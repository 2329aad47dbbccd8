import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, listDms } from '../support/dms.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom, refused, sayIn, unknownId } from '../support/rooms.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let cat: Person;
/** Amy and Ben are in it. */
let from: string;
/** Amy and Cat are in it. */
let to: string;

beforeAll(async () => {
  node = await startApp();
});
beforeEach(async () => {
  [amy, ben, cat] = await registerAll(node.url, 'amy', 'ben', 'cat');
  from = (await createRoom(amy, { type: 'private', member_ids: [ben.id] })).id;
  to = (await createRoom(cat, { type: 'private', member_ids: [amy.id] })).id;
});
afterAll(() => node?.stop());

type Sent = { message: Message; created: boolean };
const forward = (person: Person, id: string, input: object) =>
  person.api<Sent>('POST', `/messages/${id}/forward`, input);

describe('a forwarded message', () => {
  it('holds the text and who wrote it, and what is said to it', async () => {
    const cats = await cat.connect();
    const source = await sayIn(ben, from, 'the **plan** @amy');
    const { status, body } = await forward(amy, source.id, { room_id: to, content: `look @${cat.username}` });
    expect(status).toBe(201);
    const { message } = body;
    expect(message).toMatchObject({
      room_id: to,
      sender_id: amy.id,
      content: `look @${cat.username}`,
      mentions: [cat.id],
      forwarded_from: {
        message_id: source.id,
        room_id: from,
        dm_id: null,
        sender: { id: ben.id, username: ben.username },
        created_at: source.created_at,
        content: 'the **plan** @amy',
        deleted: false,
      },
    });
    expect(await cats.next('new_message', ({ id }) => id === message.id)).toEqual(message);
    const { body: listed } = await cat.api<{ messages: Message[] }>('GET', `/rooms/${to}/messages`);
    expect(listed.messages).toEqual([message]);
    // The ids open nothing for who is not there.
    await refused(cat.api('GET', `/messages/${source.id}`), 404, 'message_not_found');
    await refused(cat.api('GET', `/rooms/${from}`), 404, 'room_not_found');
    cats.close();
  });

  it('counts as any other, and is sent once under a client_id', async () => {
    const source = await sayIn(ben, from, 'once');
    const input = { room_id: to, client_id: 'f1' };
    const answers = await Promise.all([1, 2, 3].map(() => forward(amy, source.id, input)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.message.id)).size).toBe(1);
    const { body } = await cat.api<{ room: { unread_count: number; last_seq: number } }>(
      'GET',
      `/rooms/${to}`,
    );
    expect(body.room).toMatchObject({ unread_count: 1, last_seq: 1 });
  });

  it('reaches a person too, and a conversation of two is made for it', async () => {
    const source = await sayIn(ben, from, 'for you');
    const { body } = await forward(amy, source.id, { user_id: cat.id });
    const [dm] = (await listDms(cat)).conversations;
    expect(body.message).toMatchObject({ dm_id: dm?.id, room_id: null, content: '' });
    expect(dm?.last_message?.forwarded_from?.content).toBe('for you');
  });

  it('forwards the first one when it is forwarded itself', async () => {
    const source = await sayIn(ben, from, 'first');
    const { body } = await forward(amy, source.id, { room_id: to, content: 'said to it' });
    const dm = await dmOf(cat, ben);
    const again = await forward(cat, body.message.id, { dm_id: dm.id });
    expect(again.body.message.forwarded_from).toEqual(body.message.forwarded_from);
    expect(again.body.message.content).toBe('');
  });

  it('stays what it was when the first one is edited, and what is said to it can be', async () => {
    const source = await sayIn(ben, from, 'before');
    const { body } = await forward(amy, source.id, { room_id: to, content: 'hm' });
    await ben.api('PATCH', `/messages/${source.id}`, { content: 'after' });
    const edited = await amy.api<Sent>('PATCH', `/messages/${body.message.id}`, { content: '' });
    expect(edited.body.message).toMatchObject({ content: '', forwarded_from: { content: 'before' } });
  });
});

describe('forwarding', () => {
  it('takes the right to read and the right to send', async () => {
    const source = await sayIn(ben, from, 'secret');
    await refused(forward(cat, source.id, { room_id: to }), 404, 'message_not_found');
    await refused(forward(amy, unknownId, { room_id: to }), 404, 'message_not_found');
    await refused(forward(ben, source.id, { room_id: to }), 404, 'room_not_found');
    await refused(forward(amy, source.id, {}), 400, 'validation_failed');
    await refused(forward(amy, source.id, { room_id: to, dm_id: unknownId }), 400, 'validation_failed');
    const open = await createRoom(cat);
    await refused(forward(amy, source.id, { room_id: open.id }), 403, 'not_a_member');
    await cat.api('PATCH', `/rooms/${to}`, { read_only: true });
    await refused(forward(amy, source.id, { room_id: to }), 403, 'room_read_only');
    await cat.api('PUT', `/users/me/blocked/${amy.id}`);
    await refused(forward(amy, source.id, { user_id: cat.id }), 403, 'blocked');
    await ben.api('DELETE', `/messages/${source.id}`);
    await refused(forward(amy, source.id, { room_id: from }), 409, 'message_deleted');
  });

  it('asked for again answers what was sent, also after the message was deleted', async () => {
    const source = await sayIn(ben, from, 'soon gone');
    const input = { room_id: to, client_id: 'once' };
    const first = await forward(amy, source.id, input);
    await ben.api('DELETE', `/messages/${source.id}`);
    const again = await forward(amy, source.id, input);
    expect([again.status, again.body.created, again.body.message.id]).toEqual([
      200,
      false,
      first.body.message.id,
    ]);
    await refused(forward(amy, source.id, { ...input, client_id: 'twice' }), 409, 'message_deleted');
  });

  it('takes its place in slow mode', async () => {
    const source = await sayIn(ben, from, 'slow');
    await cat.api('PATCH', `/rooms/${to}`, { slow_mode_ms: 3_600_000 });
    expect((await forward(amy, source.id, { room_id: to })).status).toBe(201);
    await refused(forward(amy, source.id, { room_id: to }), 429, 'slow_mode');
  });
});
