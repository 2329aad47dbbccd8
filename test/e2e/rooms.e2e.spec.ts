import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Room, RoomInfo } from '../../src/contract/rooms.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, online, type Person, registerAll } from '../support/people.js';
import {
  createRoom,
  exactly,
  getRoom,
  membersOf,
  refused,
  setRole,
  unique,
  unknownId,
} from '../support/rooms.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  node = await startApp();
  [amy, ben, cleo] = await registerAll(node.url, 'amy', 'ben', 'cleo');
});
afterAll(() => node.stop());

describe('making a room', () => {
  it('answers the room as its owner sees it', async () => {
    const room = await createRoom(amy, {
      name: 'Général 🎉',
      description: 'All of us',
      member_ids: [ben.id],
    });
    exactly(Room, room);
    expect(room).toMatchObject({
      name: 'Général 🎉',
      description: 'All of us',
      type: 'public',
      cover_url: null,
      member_count: 2,
      unread_count: 0,
      mention_count: 0,
      role: 'owner',
      joined: true,
      archived: false,
      pinned_message_ids: [],
      last_seq: 0,
      last_message: null,
      created_by: amy.id,
    });
    expect(await getRoom(amy, room.id)).toEqual(room);
    expect(await getRoom(ben, room.id)).toEqual({ ...room, role: 'member' });
  });

  it('takes the caller and whoever is named twice once', async () => {
    const room = await createRoom(amy, { type: 'private', member_ids: [ben.id, amy.id, ben.id] });
    expect(room.member_count).toBe(2);
    expect((await membersOf(amy, room.id)).map(({ user }) => user.id).sort()).toEqual(
      [amy.id, ben.id].sort(),
    );
  });

  it('with somebody who does not exist makes nothing', async () => {
    const name = unique('never');
    await refused(
      amy.api('POST', '/rooms', { name, type: 'public', member_ids: [ben.id, unknownId] }),
      404,
      'user_not_found',
    );
    expect((await amy.api<{ rooms: Room[] }>('GET', `/rooms?query=${name}`)).body.rooms).toEqual([]);
  });

  it.each([
    ['no name', { type: 'public' }],
    ['a blank name', { name: ' \t', type: 'public' }],
    ['a name of 81', { name: 'x'.repeat(81), type: 'public' }],
    ['a NUL', { name: 'a\u0000b', type: 'public' }],
    ['no type', { name: 'x' }],
    ['another type', { name: 'x', type: 'secret' }],
    ['an operator for a name', { name: { $ne: null }, type: 'public' }],
    ['a description of 1001', { name: 'x', type: 'public', description: 'x'.repeat(1001) }],
    ['ids that are none', { name: 'x', type: 'public', member_ids: ['me'] }],
    ['101 ids', { name: 'x', type: 'public', member_ids: Array(101).fill(unknownId) }],
  ])('refuses %s', (_what, input) => refused(amy.api('POST', '/rooms', input), 400, 'validation_failed'));

  it('takes a name of 80 and a description of 1000', () =>
    createRoom(amy, { name: 'x'.repeat(80), description: 'x'.repeat(1000) }));

  it('tells each member in person, with their own role, once on each device', async () => {
    const [mine, also, bens, cleos] = await Promise.all([
      online(amy),
      online(amy),
      online(ben),
      online(cleo),
    ]);
    const room = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
    const at = (line: Line) => line.next('room_created', (event) => event.room.id === room.id);
    expect((await at(mine)).room).toEqual(room);
    expect((await at(also)).room).toEqual(room);
    expect((await at(bens)).room).toEqual({ ...room, role: 'member' });
    // A later event that all three must get shows that nothing more was on its way.
    await amy.api('POST', `/rooms/${room.id}/members`, { user_ids: [cleo.id] });
    await Promise.all(
      [mine, bens, cleos].map((line) => line.next('member_joined', ({ room_id }) => room_id === room.id)),
    );
    expect([mine, bens, cleos].map((line) => line.all('room_created').length)).toEqual([1, 1, 0]);
  });
});

describe('seeing rooms', () => {
  it('a private room does not exist for a stranger, a public one is seen and closed', async () => {
    const hidden = await createRoom(amy, { type: 'private' });
    const open = await createRoom(amy);
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'x' }],
      ['DELETE', '', undefined],
      ['POST', '/join', undefined],
      ['POST', '/leave', undefined],
      ['POST', '/archive', undefined],
      ['GET', '/members', undefined],
      ['POST', '/members', { user_ids: [ben.id] }],
      ['PATCH', `/members/${amy.id}`, { role: 'member' }],
      ['DELETE', `/members/${amy.id}`, undefined],
    ] as const) {
      await refused(ben.api(method, `/rooms/${hidden.id}${path}`, body), 404, 'room_not_found');
      await refused(ben.api(method, `/rooms/${unknownId}${path}`, body), 404, 'room_not_found');
      if (path !== '/join' && method + path !== 'GET') {
        await refused(ben.api(method, `/rooms/${open.id}${path}`, body), 403, 'not_a_member');
      }
    }
    expect(await getRoom(ben, open.id)).toMatchObject({ role: null, joined: false, member_count: 1 });
    await refused(ben.api('GET', '/rooms/nonsense'), 400, 'validation_failed');
  });

  it('lists all that one has joined, then public ones page by page', async () => {
    const word = unique('w');
    const named = (name: string, input: object = {}) => ({ name: `${name} ${word}`, ...input });
    const own = await createRoom(ben, named('Own', { type: 'private' }));
    const joined = await createRoom(amy, named('Joined', { member_ids: [ben.id] }));
    const others: Room[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) others.push(await createRoom(amy, named(name)));
    await createRoom(amy, named('Hidden', { type: 'private' }));

    type Page = { rooms: Room[]; has_more: boolean; cursor: string | null };
    const list = async (query: string): Promise<Page> =>
      (await ben.api<Page>('GET', `/rooms?query=${word}&${query}`)).body;
    const ids = (page: Page): string[] => page.rooms.map(({ id }) => id);

    const first = await list('limit=2');
    for (const room of first.rooms) exactly(Room, room);
    expect(ids(first)).toEqual([own.id, joined.id, others[0]?.id, others[1]?.id]);
    expect(first.rooms.map(({ role }) => role)).toEqual(['owner', 'member', null, null]);
    expect(first).toMatchObject({ has_more: true, cursor: others[1]?.id });
    const second = await list(`limit=2&cursor=${first.cursor}`);
    expect(ids(second)).toEqual([others[2]?.id, others[3]?.id]);
    const third = await list(`limit=2&cursor=${second.cursor}`);
    expect(third).toMatchObject({ has_more: false, cursor: null });
    expect(ids(third)).toEqual([others[4]?.id]);

    expect(ids(await list('type=private'))).toEqual([own.id]);
    expect(ids(await list('type=public'))).toEqual([joined.id, ...others.map(({ id }) => id)]);
    for (const query of ['limit=0', 'limit=101', 'type=secret', 'cursor=x', `query=${'x'.repeat(101)}`]) {
      await refused(ben.api('GET', `/rooms?${query}`), 400, 'validation_failed');
    }
  });

  it('finds by the beginnings of words, whatever stands in a query', async () => {
    const word = unique('Zebra');
    const room = await createRoom(amy, { name: `The C++ ${word}-club` });
    const found = async (query: string) => {
      const { status, body } = await ben.api<{ rooms: Room[] }>(
        'GET',
        `/rooms?query=${encodeURIComponent(query)}`,
      );
      expect(status).toBe(200);
      return body.rooms.some(({ id }) => id === room.id);
    };
    for (const query of [
      word,
      word.toUpperCase(),
      word.slice(0, 9),
      `club ${word}`,
      `c++ ${word}`,
      ` ${word} `,
    ]) {
      expect([query, await found(query)]).toEqual([query, true]);
    }
    for (const query of [
      word.slice(1),
      `${word}.*`,
      `^${word}`,
      `${word} (`,
      `${word} x`,
      '.*',
      '[a-z]',
      '$where',
    ]) {
      expect([query, await found(query)]).toEqual([query, false]);
    }
    await amy.api('PATCH', `/rooms/${room.id}`, { name: 'Renamed' });
    expect(await found(word)).toBe(false);
  });
});

describe('changing, archiving and deleting', () => {
  it('changes what is named and tells the members', async () => {
    const room = await createRoom(amy, { description: 'before' });
    const amys = await online(amy);
    const name = unique('renamed');
    expect((await amy.api('PATCH', `/rooms/${room.id}`, { name })).body).toEqual({ room: { ...room, name } });
    expect((await amys.next('room_updated')).room).toMatchObject({ name, description: 'before' });
    expect((await amy.api('PATCH', `/rooms/${room.id}`, {})).body).toEqual({ room: { ...room, name } });
    await refused(amy.api('PATCH', `/rooms/${room.id}`, { name: '' }), 400, 'validation_failed');
  });

  it('tells the members of other pins', async () => {
    const room = await createRoom(amy);
    const { body } = await amy.api<{ message: { id: string } }>('POST', `/rooms/${room.id}/messages`, {
      content: 'Hello',
    });
    const amys = await online(amy);
    for (const [method, pinned_message_ids] of [
      ['POST', [body.message.id]],
      ['DELETE', []],
    ] as const) {
      expect((await amy.api(method, `/messages/${body.message.id}/pin`)).status).toBe(200);
      await amys.until(
        () => amys.all('room_updated').at(-1)?.room.pinned_message_ids.length === pinned_message_ids.length,
      );
      expect(await getRoom(amy, room.id)).toMatchObject({ pinned_message_ids });
    }
  });

  it('an archived room is read-only until it is opened again', async () => {
    const room = await createRoom(amy, { member_ids: [ben.id] });
    const bens = await online(ben);
    const archive = () => amy.api('POST', `/rooms/${room.id}/archive`);
    const archived = { room: { ...room, archived: true } };
    expect((await archive()).body).toEqual(archived);
    expect((await archive()).body).toEqual(archived);
    exactly(RoomInfo, (await bens.next('room_archived')).room);
    await refused(amy.api('PATCH', `/rooms/${room.id}`, { name: 'x' }), 409, 'room_archived');
    await refused(
      amy.api('POST', `/rooms/${room.id}/members`, { user_ids: [cleo.id] }),
      409,
      'room_archived',
    );
    await refused(setRole(amy, room.id, ben, 'admin'), 409, 'room_archived');
    await refused(cleo.api('POST', `/rooms/${room.id}/join`), 409, 'room_archived');
    expect((await ben.api('POST', `/rooms/${room.id}/join`)).status).toBe(200);
    expect((await amy.api('POST', `/rooms/${room.id}/unarchive`)).body).toEqual({ room });
    await bens.next('room_archived', (event) => !event.room.archived);
    expect(bens.all('room_archived').map((event) => event.room.archived)).toEqual([true, false]);
    expect((await cleo.api('POST', `/rooms/${room.id}/join`)).status).toBe(200);
  });

  it('a deleted room is gone for all, who were told', async () => {
    const room = await createRoom(amy, { member_ids: [ben.id] });
    const bens = await online(ben);
    expect((await amy.api('DELETE', `/rooms/${room.id}`)).status).toBe(204);
    expect(await bens.next('room_deleted')).toEqual({ room_id: room.id });
    for (const person of [amy, ben, cleo])
      await refused(person.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    await refused(amy.api('DELETE', `/rooms/${room.id}`), 404, 'room_not_found');
    await refused(cleo.api('POST', `/rooms/${room.id}/join`), 404, 'room_not_found');
    const { body } = await amy.api<{ rooms: Room[] }>('GET', `/rooms?query=${room.name}`);
    expect(body.rooms).toEqual([]);
  });

  it('who joins while a room is deleted is in no room', async () => {
    for (let round = 0; round < 5; round += 1) {
      const room = await createRoom(amy);
      const [deleted, joined] = await Promise.all([
        amy.api('DELETE', `/rooms/${room.id}`),
        ben.api('POST', `/rooms/${room.id}/join`),
      ]);
      expect(deleted.status).toBe(204);
      expect([200, 404]).toContain(joined.status);
      await refused(ben.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    }
  });
});
