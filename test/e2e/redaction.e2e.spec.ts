import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../src/contract/inbox.js';
import type { Message } from '../../src/contract/message.js';
import { RedactionService } from '../../src/forwards/redaction.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, registerAll } from '../support/people.js';
import { createRoom, sayIn } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let cat: Person;
let from: string;
let to: string;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben, cat] = await registerAll(node.url, 'amy', 'ben', 'cat');
  from = (await createRoom(amy, { type: 'private', member_ids: [ben.id] })).id;
  to = (await createRoom(cat, { type: 'private', member_ids: [amy.id] })).id;
});
afterAll(() => Promise.all([node?.stop(), other?.stop()]));

type Sent = { message: Message };
const secret = 'the zanzibarsecret';
const forward = async (person: Person, id: string, input: object): Promise<Message> =>
  (await person.api<Sent>('POST', `/messages/${id}/forward`, input)).body.message;
const get = async (person: Person, id: string): Promise<Message> =>
  (await person.api<Sent>('GET', `/messages/${id}`)).body.message;
const database = () => node.app.get<Connection>(getConnectionToken());

describe('deleting a message', () => {
  it('takes its text from all that it was forwarded with, live and in what is caught up', async () => {
    const cats = await cat.at(other.url).connect();
    const source = await sayIn(ben, from, secret);
    const copy = await forward(amy, source.id, { room_id: to, content: 'mine' });
    const second = await forward(cat, copy.id, { user_id: amy.id });
    await ben.api('DELETE', `/messages/${source.id}`);
    for (const id of [copy.id, second.id]) {
      const { message } = await cats.next('message_updated', (event) => event.message.id === id);
      expect(message.forwarded_from).toMatchObject({ content: '', deleted: true, message_id: source.id });
    }
    expect((await get(cat, copy.id)).content).toBe('mine');
    const { body } = await cat.api<{ conversations: { messages: Message[]; changes: Change[] }[] }>(
      'POST',
      '/sync',
      {
        conversations: [{ room_id: to, after_seq: 0, after_rev: 0 }],
      },
    );
    expect(JSON.stringify(body)).not.toContain('zanzibar');
    expect(body.conversations[0]?.changes.map(({ kind }) => kind)).toEqual(['updated']);
    cats.close();
  });

  it('finds every copy, however many and wherever the job was lost', async () => {
    const source = await sayIn(ben, from, secret);
    const rows = await Promise.all(
      Array.from({ length: 3 }, (_, n) => forward(amy, source.id, { room_id: to, client_id: `${n}` })),
    );
    const messages = database().collection('messages');
    const stored = await messages.findOne({ _id: new Types.ObjectId(rows[0]?.id) });
    const more = Array.from({ length: 120 }, (_, n) => ({
      ...stored,
      _id: new Types.ObjectId(),
      client_id: `more ${n}`,
      seq: 4 + n,
      top: 4 + n,
    }));
    await messages.insertMany(more);
    await ben.api('DELETE', `/messages/${source.id}`);
    const left = () =>
      messages.countDocuments({ 'forwarded_from.message_id': source.id, 'forwarded_from.deleted': false });
    await until(async () => (await left()) === 0);
    // A forward that was on its way when the message was deleted is stored after the job was done.
    await messages.insertOne({ ...stored, _id: new Types.ObjectId(), client_id: 'late', seq: 124, top: 124 });
    const noted = () =>
      database()
        .collection('redactions')
        .countDocuments({ _id: new Types.ObjectId(source.id) });
    expect([await left(), await noted()]).toEqual([1, 1]);
    await Promise.all(
      [node, other].map(({ app }) => app.get(RedactionService).sweep(new Date(Date.now() + 60_000))),
    );
    expect([await left(), await noted()]).toEqual([0, 0]);
  });

  it('leaves no text in its history, its change log or among the pins', async () => {
    const message = await sayIn(amy, from, secret);
    await amy.api('PATCH', `/messages/${message.id}`, { content: `${secret}, edited` });
    await amy.api('POST', `/messages/${message.id}/pin`);
    await amy.api('DELETE', `/messages/${message.id}`);
    for (const path of [
      `/messages/${message.id}`,
      `/messages/${message.id}/history`,
      `/rooms/${from}/messages`,
      `/rooms/${from}/pinned`,
    ]) {
      const { status, body } = await ben.api('GET', path);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('zanzibar');
    }
    const { body } = await ben.api('POST', '/sync', {
      conversations: [{ room_id: from, after_seq: 0, after_rev: 0 }],
    });
    expect(JSON.stringify(body)).not.toContain('zanzibar');
    const stored = await database()
      .collection('messages')
      .findOne({ _id: new Types.ObjectId(message.id) });
    expect(JSON.stringify(stored)).not.toContain('zanzibar');
    expect(stored?.terms).toEqual([]);
  });

  it('keeps its thread', async () => {
    const parent = await sayIn(amy, from, secret);
    const reply = await sayIn(ben, from, 'a reply', { parent_id: parent.id });
    await amy.api('DELETE', `/messages/${parent.id}`);
    const { body } = await ben.api<{ parent_message: Message; replies: Message[] }>(
      'GET',
      `/messages/${parent.id}/thread`,
    );
    expect(body.parent_message).toMatchObject({ deleted: true, content: '', reply_count: 1 });
    expect(body.replies.map(({ id }) => id)).toEqual([reply.id]);
    expect((await sayIn(amy, from, 'another', { parent_id: parent.id })).parent_id).toBe(parent.id);
  });
});
