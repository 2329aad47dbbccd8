import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import type { SavedMessage } from '../../src/contract/saved.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let room_id: string;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
  room_id = (await createRoom(amy, { type: 'private', member_ids: [ben.id] })).id;
});
afterAll(() => Promise.all([node?.stop(), other?.stop()]));

const say = async (person: Person, content: string, place = `/rooms/${room_id}`): Promise<Message> =>
  (await person.api<{ message: Message }>('POST', `${place}/messages`, { content })).body.message;
const save = (person: Person, { id }: { id: string }) => person.api('PUT', `/messages/${id}/save`);
const unsave = (person: Person, { id }: { id: string }) => person.api('DELETE', `/messages/${id}/save`);
const page = async (person: Person, query = '') =>
  (await person.api<{ saved: SavedMessage[]; has_more: boolean }>('GET', `/saved${query}`)).body;
const saved = async (person: Person, query = ''): Promise<string[]> =>
  (await page(person, query)).saved.map(({ message }) => message.content);

describe('saved messages', () => {
  it('are listed with the latest saved first, page by page', async () => {
    const messages = await Promise.all(['a', 'b', 'c', 'd'].map((content) => say(ben, content)));
    for (const message of messages) expect((await save(amy, message)).status).toBe(204);
    expect((await save(amy, messages[0] as Message)).status).toBe(204);
    const first = await page(amy, '?limit=3');
    const contents = messages.map(({ content }) => content).reverse();
    expect(first.saved.map(({ message }) => message.content)).toEqual(contents.slice(0, 3));
    expect(first.has_more).toBe(true);
    const cursor = first.saved.at(-1)?.message.id;
    const rest = await page(amy, `?limit=3&before=${cursor}`);
    expect(rest.saved.map(({ message }) => message.content)).toEqual(contents.slice(3));
    expect(rest.has_more).toBe(false);
    expect(await saved(ben)).toEqual([]);
    await refused(amy.api('GET', `/saved?before=${unknownId}`), 404, 'message_not_found');
  });

  it('are told to the own devices on every node, and to nobody else', async () => {
    const [phone, laptop, bens] = await Promise.all([
      amy.connect(),
      amy.at(other.url).connect(),
      ben.connect(),
    ]);
    const message = await say(ben, 'keep');
    expect(await phone.ask('save_message', { message_id: message.id })).toMatchObject({ ok: true });
    for (const line of [phone, laptop]) {
      const { saved: row } = await line.next('saved_updated');
      expect(row?.message.id).toBe(message.id);
    }
    expect((await unsave(amy, message)).status).toBe(204);
    expect((await unsave(amy, message)).status).toBe(204);
    for (const line of [phone, laptop])
      expect(await line.next('saved_updated', (event) => event.saved === null)).toEqual({
        message_id: message.id,
        saved: null,
      });
    expect(await saved(amy)).toEqual([]);
    await say(amy, 'after');
    await bens.next('new_message', ({ content }) => content === 'after');
    expect(bens.all('saved_updated')).toEqual([]);
    for (const line of [phone, laptop, bens]) line.close();
  });

  it('show what became of them, and only while one may read them', async () => {
    const [gone, kept] = [await say(amy, 'gone'), await say(amy, 'kept')];
    await save(ben, gone);
    await save(ben, kept);
    await amy.api('DELETE', `/messages/${gone.id}`);
    expect((await page(ben)).saved.map(({ message }) => [message.content, message.deleted])).toEqual([
      ['kept', false],
      ['', true],
    ]);
    await amy.api('DELETE', `/rooms/${room_id}/members/${ben.id}`);
    expect(await saved(ben)).toEqual([]);
    await amy.api('POST', `/rooms/${room_id}/members`, { user_ids: [ben.id] });
    expect(await saved(ben)).toHaveLength(2);
    await amy.api('DELETE', `/rooms/${room_id}`);
    expect(await saved(ben)).toEqual([]);
    expect((await unsave(ben, kept)).status).toBe(204);
  });

  it('are only those that one may read', async () => {
    const eve = await register(node.url, 'eve');
    const message = await say(amy, 'private');
    await refused(save(eve, message), 404, 'message_not_found');
    await refused(save(eve, { id: unknownId }), 404, 'message_not_found');
    const open = await createRoom(amy);
    await refused(save(eve, await say(amy, 'public', `/rooms/${open.id}`)), 403, 'not_a_member');
    await amy.api('DELETE', `/messages/${message.id}`);
    await refused(save(ben, message), 409, 'message_deleted');
  });

  it(`are ${limits.savedMessages} at most, however many are saved at once`, async () => {
    const rows = Array.from({ length: limits.savedMessages - 2 }, () => ({
      message_id: new Types.ObjectId(),
      conversation_id: new Types.ObjectId(),
      saved_at: new Date(),
    }));
    await node.app
      .get<Connection>(getConnectionToken())
      .collection('saved_lists')
      .insertOne({ _id: new Types.ObjectId(amy.id), saved: rows });
    const messages = await Promise.all(['a', 'b', 'c', 'd'].map((content) => say(ben, content)));
    const answers = await Promise.all(
      messages.map((message, at) => save(at % 2 === 0 ? amy : amy.at(other.url), message)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('saved_limit_reached');
    expect(await saved(amy)).toHaveLength(2);
  });

  it('begin once, whichever device is first', async () => {
    const messages = await Promise.all(['a', 'b', 'c'].map((content) => say(ben, content)));
    const answers = await Promise.all(
      [...messages, ...messages].map((message, at) => save(at < 3 ? amy : amy.at(other.url), message)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(204));
    expect((await saved(amy)).sort()).toEqual(['a', 'b', 'c']);
  });
});
