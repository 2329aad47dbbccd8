import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import type { UserSummary } from '../../src/contract/users.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, listDms, say } from '../support/dms.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, unknownId } from '../support/rooms.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben, cleo] = await registerAll(node.url, 'amy', 'ben', 'cleo');
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const block = (by: Person, whom: { id: string }) => by.api('PUT', `/users/me/blocked/${whom.id}`);
const unblock = (by: Person, whom: { id: string }) => by.api('DELETE', `/users/me/blocked/${whom.id}`);
const blocked = async (person: Person): Promise<string[]> =>
  (await person.api<{ users: UserSummary[] }>('GET', '/users/me/blocked')).body.users.map(({ id }) => id);
const write = (person: Person, dm: string, content = 'hi') =>
  person.api<{ message: Message }>('POST', `/direct-messages/${dm}/messages`, { content });

describe('whom one has blocked', () => {
  it('is listed, and told to the own devices on every node alone', async () => {
    const [phone, laptop, bens] = [await online(amy), await online(amy.at(other.url)), await online(ben)];
    expect(await blocked(amy)).toEqual([]);
    for (const person of [ben, ben, cleo]) expect((await block(amy, person)).status).toBe(204);
    expect(await blocked(amy.at(other.url))).toEqual([ben.id, cleo.id]);
    expect((await unblock(amy.at(other.url), ben)).status).toBe(204);
    expect((await unblock(amy, ben)).status).toBe(204);
    expect(await blocked(amy)).toEqual([cleo.id]);
    expect(await blocked(ben)).toEqual([]);
    for (const line of [phone, laptop]) {
      await line.until(() => line.all('blocked_update').length >= 3);
      expect(line.all('blocked_update').map(({ user_ids }) => user_ids)).toEqual([
        [ben.id],
        [ben.id, cleo.id],
        [cleo.id],
      ]);
    }
    await bens.ask('nothing');
    expect(bens.all('blocked_update')).toEqual([]);
  });

  it('is somebody else who exists', async () => {
    await refused(block(amy, amy), 400, 'validation_failed');
    await refused(block(amy, { id: unknownId }), 404, 'user_not_found');
    await refused(block(amy, { id: 'nobody' }), 400, 'validation_failed');
    expect((await unblock(amy, { id: unknownId })).status).toBe(204);
  });

  it('is once what several devices do at once, and at most as many as can be', async () => {
    const everywhere = [amy, amy.at(other.url), amy, amy.at(other.url)];
    const answers = await Promise.all(everywhere.map((device) => block(device, ben)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await blocked(amy)).toEqual([ben.id]);

    const strangers = Array.from({ length: limits.blockedUsers - 3 }, () => new Types.ObjectId());
    const lists = node.app.get<Connection>(getConnectionToken()).collection('block_lists');
    const key = { _id: new Types.ObjectId(amy.id) };
    await lists.updateOne(key, { $push: { blocked_ids: { $each: strangers } } } as object);
    const people = await Promise.all(Array.from({ length: 6 }, () => register(node.url, 'one')));
    const more = await Promise.all(people.map((person, n) => block(everywhere[n % 4] as Person, person)));
    expect(more.map(({ status }) => status).sort()).toEqual([204, 204, 400, 400, 400, 400]);
    expect((await lists.findOne(key))?.blocked_ids).toHaveLength(limits.blockedUsers);
    expect((await block(amy, ben)).status).toBe(204);
  });
});

describe('between two of whom one has blocked the other', () => {
  it('nobody writes in the conversation of the two, on any node, until it is over', async () => {
    const { id } = await dmOf(amy, ben);
    const [mine, theirs] = [await say(amy, id, 'from amy'), await say(ben, id, 'from ben')];
    expect((await write(ben.at(other.url), id)).status).toBe(201);
    await block(amy, ben);
    const refusals: unknown[] = [];
    for (const [person, own, others] of [
      [ben, theirs, mine],
      [ben.at(other.url), theirs, mine],
      [amy, mine, theirs],
    ] as const) {
      const answer = await write(person, id);
      refusals.push({ ...answer.body, request_id: '' });
      expect(answer.status).toBe(403);
      await refused(person.api('PATCH', `/messages/${own.id}`, { content: 'x' }), 403, 'blocked');
      await refused(person.api('POST', `/messages/${others.id}/reactions`, { emoji: '👍' }), 403, 'blocked');
      expect((await person.api('GET', `/direct-messages/${id}/messages`)).status).toBe(200);
      expect(
        (await person.api('POST', `/direct-messages/${id}/read`, { message_id: others.id })).status,
      ).toBe(200);
    }
    // It does not tell who blocked whom.
    expect(refusals).toEqual(refusals.map(() => refusals[0]));
    expect(refusals[0]).toMatchObject({ code: 'blocked' });
    const bens = await online(ben);
    const amys = await online(amy.at(other.url));
    for (const line of [bens, amys]) {
      for (const event of ['typing_start', 'typing_stop'])
        expect(await line.ask(event, { dm_id: id })).toMatchObject({ ok: false, error: { code: 'blocked' } });
      expect(line.all('user_typing')).toEqual([]);
    }
    expect((await ben.api('DELETE', `/messages/${theirs.id}`)).status).toBe(204);

    await block(ben, amy);
    await unblock(amy, ben);
    await refused(write(amy, id), 403, 'blocked');
    await unblock(ben, amy);
    for (const person of [amy, amy.at(other.url), ben]) expect((await write(person, id)).status).toBe(201);
  });

  it('no message makes a conversation of the two', async () => {
    await block(amy, ben);
    for (const [from, to] of [
      [ben, amy],
      [amy, ben],
      [ben.at(other.url), amy],
    ] as const)
      await refused(from.api('POST', `/users/${to.id}/messages`, { content: 'hi' }), 403, 'blocked');
    expect((await listDms(amy)).conversations).toEqual([]);
    await unblock(amy, ben);
    expect((await ben.api('POST', `/users/${amy.id}/messages`, { content: 'hi' })).status).toBe(201);
  });

  it('rooms and groups are the same for all', async () => {
    const { id: room } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
    const { id: group } = await dmOf(cleo, amy, ben);
    const amys = await online(amy);
    await block(amy, ben);
    expect((await ben.api('POST', `/rooms/${room}/messages`, { content: 'to the room' })).status).toBe(201);
    await say(ben, group, 'to the group');
    await amys.next('new_message', ({ content }) => content === 'to the room');
    await amys.next('new_message', ({ content }) => content === 'to the group');
  });
});
