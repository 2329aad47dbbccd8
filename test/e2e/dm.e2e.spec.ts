import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conversation } from '../../src/contract/dm.js';
import type { Message } from '../../src/contract/message.js';
import { DirectMessageRepository } from '../../src/dm/direct-message.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, getDm, idsOf, listDms, openDm, type Sent, say } from '../support/dms.js';
import { online, type Person, register } from '../support/people.js';
import { exactly, refused, unknownId } from '../support/rooms.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;

const people = (count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => register(node.url, `p${n}`)));

beforeAll(async () => {
  node = await startApp();
});
/** New people for each test: they have no conversation yet. */
const newcomers = async (): Promise<void> => {
  [amy, ben, cleo] = (await people(3)) as [Person, Person, Person];
};
afterAll(() => node.stop());

describe('opening a conversation', () => {
  it('makes it once: 201 for the first, 200 for everybody after', async () => {
    await newcomers();
    const [mine, bens, cleos] = [await online(amy), await online(ben), await online(cleo)];
    const { status, body } = await openDm(amy, ben);
    expect([status, body.created]).toEqual([201, true]);
    exactly(Conversation, body.conversation);
    expect(body.conversation).toMatchObject({
      last_message: null,
      unread_count: 0,
      mention_count: 0,
      last_seq: 0,
    });
    const sorted = [amy, ben].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(body.conversation.participants).toEqual(
      sorted.map(({ id, username }) => ({ id, username, display_name: username, avatar_url: null })),
    );
    const { conversation } = body;
    expect(await openDm(ben, amy)).toMatchObject({ status: 200, body: { conversation, created: false } });
    expect(await getDm(ben, conversation.id)).toEqual(conversation);
    expect(await listDms(amy)).toEqual({ conversations: [conversation], has_more: false });
    for (const line of [mine, bens]) {
      expect((await line.next('dm_created')).conversation).toEqual(conversation);
    }
    await say(ben, conversation.id, 'marker');
    await Promise.all([mine, bens].map((line) => line.next('new_message')));
    await cleos.ask('nothing');
    expect([mine, bens, cleos].map((line) => line.all('dm_created').length)).toEqual([1, 1, 0]);
  });

  it('takes the caller and whoever is named twice once, and keeps groups apart', async () => {
    await newcomers();
    const two = await dmOf(amy, ben);
    expect((await dmOf(amy, ben, amy, ben)).id).toBe(two.id);
    const three = await dmOf(amy, ben, cleo);
    expect(three.id).not.toBe(two.id);
    expect(three.participants).toHaveLength(3);
    expect((await dmOf(cleo, amy, ben, cleo)).id).toBe(three.id);
    expect(idsOf((await listDms(ben)).conversations)).toEqual([three.id, two.id]);
  });

  it('has ten people at most, two at least, and only such as exist', async () => {
    await newcomers();
    const others = await people(10);
    expect((await dmOf(amy, ...others.slice(0, 9))).participants).toHaveLength(10);
    expect((await dmOf(amy, amy, ...others.slice(1, 10))).participants).toHaveLength(10);
    const ask = (participant_ids: unknown) => amy.api('POST', '/direct-messages', { participant_ids });
    await refused(ask(others.map(({ id }) => id)), 400, 'validation_failed');
    for (const ids of [[amy.id], [amy.id, amy.id], [], undefined, ben.id, ['me'], [{ $ne: null }]]) {
      await refused(ask(ids), 400, 'validation_failed');
    }
    await refused(ask([ben.id, unknownId]), 404, 'user_not_found');
    expect((await listDms(ben)).conversations).toEqual([]);
  });

  it('leaves nothing when it cannot be finished', async () => {
    await newcomers();
    const dms = node.app.get(DirectMessageRepository);
    const half = { id: unknownId, participant_ids: [amy.id, ben.id], key: `${amy.id}-half` };
    const died = dms.create(half, () => Promise.reject(new Error('the power went')));
    await expect(died).rejects.toThrow('the power went');
    expect(await dms.findByKey(half.key)).toBeNull();
    expect(await dms.create(half, () => Promise.resolve())).not.toBeNull();
    expect(await dms.create({ ...half, id: 'e'.repeat(24) }, () => Promise.resolve())).toBeNull();
  });
});

describe('a stranger', () => {
  it('finds no conversation, whatever they ask of it', async () => {
    await newcomers();
    const { id } = await dmOf(amy, ben);
    const message = await say(amy, id, 'between us');
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['GET', '/messages', undefined],
      ['POST', '/messages', { content: 'let me in' }],
      ['POST', '/read', { message_id: message.id }],
      ['POST', '/unread', { message_id: message.id }],
    ] as const) {
      await refused(cleo.api(method, `/direct-messages/${id}${path}`, body), 404, 'dm_not_found');
      await refused(cleo.api(method, `/direct-messages/${unknownId}${path}`, body), 404, 'dm_not_found');
    }
    await refused(cleo.api('GET', `/messages/${message.id}`), 404, 'message_not_found');
    await refused(cleo.api('GET', `/direct-messages?before=${id}`), 404, 'dm_not_found');
    const line = await online(cleo);
    expect(await line.ask('typing_start', { dm_id: id })).toMatchObject({ error: { code: 'dm_not_found' } });
    const synced = await cleo.api('POST', '/sync', { conversations: [{ dm_id: id }] });
    expect(synced.body).toMatchObject({ conversations: [{ dm_id: id, error: { code: 'dm_not_found' } }] });
    // A conversation is no room, not even for who is in it.
    await refused(amy.api('GET', `/rooms/${id}`), 404, 'room_not_found');
    await refused(amy.api('POST', `/rooms/${id}/leave`), 404, 'room_not_found');
    expect((await amy.api<{ rooms: unknown[] }>('GET', '/rooms')).body.rooms).toEqual([]);
  });
});

describe('in a conversation', () => {
  it('messages, threads, edits, reactions, typing and sync are those of rooms', async () => {
    await newcomers();
    const { id: dm_id } = await dmOf(amy, ben);
    const [mine, bens] = [await online(amy), await online(ben)];
    const ack = await mine.ask<Sent>('send_message', {
      dm_id,
      content: `hi @${ben.username}`,
      client_id: 'a',
    });
    const first = (ack.ok && ack.message) as Message;
    expect(first).toMatchObject({ room_id: null, dm_id, seq: 1, mentions: [ben.id] });
    expect(await bens.next('new_message')).toEqual(first);
    expect(await mine.ask('send_message', { dm_id, content: 'again', client_id: 'a' })).toMatchObject({
      created: false,
      message: { id: first.id },
    });
    const reply = await say(ben, dm_id, 'a reply', { parent_id: first.id });
    const thread = await amy.api<{ replies: Message[] }>('GET', `/messages/${first.id}/thread`);
    expect(thread.body.replies).toEqual([reply]);
    await bens.ask('add_reaction', { message_id: first.id, emoji: '👍' });
    expect(await mine.next('reaction_added')).toMatchObject({ dm_id, message_id: first.id, user_id: ben.id });
    await mine.ask('edit_message', { message_id: first.id, content: 'better' });
    expect(await bens.next('message_edited')).toMatchObject({
      rev: 2,
      message: { dm_id, content: 'better' },
    });
    await mine.ask('typing_start', { dm_id });
    expect(await bens.next('user_typing')).toMatchObject({ dm_id, user_id: amy.id });
    await refused(ben.api('DELETE', `/messages/${first.id}`), 403, 'permission_denied');
    for (const method of ['POST', 'DELETE']) {
      await refused(amy.api(method, `/messages/${first.id}/pin`), 403, 'permission_denied');
    }
    const synced = await bens.ask('sync', { conversations: [{ dm_id, after_seq: 1, after_rev: 1 }] });
    expect(synced).toMatchObject({
      ok: true,
      conversations: [
        { dm_id, last_seq: 2, last_rev: 2, messages: [{ id: reply.id }], changes: [{ kind: 'edited' }] },
      ],
    });
    const { body } = await ben.api<{ messages: Message[] }>('GET', `/direct-messages/${dm_id}/messages`);
    expect(body.messages).toMatchObject([{ id: first.id, reply_count: 1, edited: true }]);
    expect((await online(ben)).all('ready')[0]?.heads).toEqual([
      { dm_id, last_seq: 2, last_rev: 2, unread_count: 1, mention_count: 0 },
    ]);
  });

  it('reading moves the counters on all devices and is told to everybody in it, in a group too', async () => {
    await newcomers();
    const { id: dm_id } = await dmOf(amy, ben, cleo);
    const [mine, bens, bensOther, cleos] = await Promise.all([amy, ben, ben, cleo].map(online));
    const said = [
      await say(amy, dm_id, 'one'),
      await say(amy, dm_id, 'two'),
      await say(cleo, dm_id, 'three'),
    ];
    expect(await getDm(ben, dm_id)).toMatchObject({ unread_count: 3, last_seq: 3, last_message: said[2] });
    const read = await bens?.ask('mark_read', { dm_id, message_id: said[1]?.id });
    expect(read).toMatchObject({ ok: true, unread_count: 1, mention_count: 0 });
    expect(await bensOther?.next('unread_update')).toMatchObject({
      dm_id,
      unread_count: 1,
      mention_count: 0,
    });
    const receipt = { dm_id, user_id: ben.id, message_id: said[1]?.id, seq: 2 };
    for (const line of [mine, cleos]) expect(await line?.next('message_read')).toMatchObject(receipt);
    const unread = await bens?.ask('mark_unread', { dm_id, message_id: said[0]?.id });
    expect(unread).toMatchObject({ ok: true, unread_count: 3 });
    expect(await getDm(cleo, dm_id)).toMatchObject({ unread_count: 2 });
  });
});

describe('hiding', () => {
  it('takes a conversation off the own list until the next message', async () => {
    await newcomers();
    const { id } = await dmOf(amy, ben);
    await say(ben, id, 'before');
    const [mine, bens] = [await online(amy), await online(ben)];
    const hide = () => amy.api('DELETE', `/direct-messages/${id}`);
    expect((await hide()).status).toBe(204);
    expect((await hide()).status).toBe(204);
    expect(await mine.next('dm_hidden')).toEqual({ dm_id: id, last_seq: 1 });
    expect((await listDms(amy)).conversations).toEqual([]);
    expect(idsOf((await listDms(ben)).conversations)).toEqual([id]);
    expect(await getDm(amy, id)).toMatchObject({ last_seq: 1, unread_count: 1 });
    expect((await online(amy)).all('ready')[0]?.heads).toMatchObject([{ dm_id: id, last_seq: 1 }]);
    await say(ben, id, 'after');
    expect(await mine.next('new_message')).toMatchObject({ content: 'after' });
    expect((await listDms(amy)).conversations).toMatchObject([{ id, unread_count: 2 }]);
    await bens.ask('nothing');
    expect(bens.all('dm_hidden')).toEqual([]);
  });

  it('ends when the conversation is opened again, empty ones too', async () => {
    await newcomers();
    const { id } = await dmOf(amy, ben);
    await amy.api('DELETE', `/direct-messages/${id}`);
    await dmOf(ben, amy);
    expect((await listDms(amy)).conversations).toEqual([]);
    const mine = await online(amy);
    const conversation = await dmOf(amy, ben);
    expect((await listDms(amy)).conversations).toEqual([conversation]);
    expect(await mine.next('dm_shown')).toEqual({ conversation });
    await dmOf(amy, ben);
    await mine.ask('nothing');
    expect(mine.all('dm_shown')).toHaveLength(1);
  });
});
