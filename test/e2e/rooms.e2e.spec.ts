import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ZodObject } from 'zod';
import { MembershipRepository } from '../../src/access/membership.repository.js';
import { Member, Room, RoomInfo } from '../../src/contract/rooms.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register } from '../support/people.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;
const lines: Line[] = [];

beforeAll(async () => {
  node = await startApp();
  [amy, ben, cleo] = await Promise.all([register(node.url, 'amy'), register(node.url, 'ben'), register(node.url, 'cleo')]);
});
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});
afterAll(() => node.stop());

const unknownId = 'f'.repeat(24);
const unique = (word: string): string => `${word}${randomBytes(5).toString('hex')}`;

const online = async (person: Person): Promise<Line> => {
  const line = await person.connect();
  lines.push(line);
  return line;
};

/** Exactly the fields of the contract, each of its type. */
const exactly = (schema: ZodObject, value: unknown): void => {
  expect(schema.safeParse(value).error).toBeUndefined();
  expect(Object.keys(value as object).sort()).toEqual(Object.keys(schema.shape).sort());
};

const create = async (owner: Person, input: object = {}): Promise<Room> => {
  const { status, body } = await owner.api<{ room: Room }>('POST', '/rooms', { name: unique('room'), type: 'public', ...input });
  expect(status).toBe(201);
  return body.room;
};
const get = async (person: Person, id: string) => (await person.api<{ room: Room }>('GET', `/rooms/${id}`)).body.room;
const members = async (person: Person, id: string) =>
  (await person.api<{ members: Member[] }>('GET', `/rooms/${id}/members`)).body.members;
const roleOf = async (person: Person, id: string) => (await get(person, id)).role;
const setRole = (owner: Person, id: string, person: Person, role: string) =>
  owner.api<{ member: Member }>('PATCH', `/rooms/${id}/members/${person.id}`, { role });
const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => register(node.url, 'one')));
const refused = async (asked: Promise<{ status: number; body: { code?: string } }>, status: number, code: string) => {
  const answer = await asked;
  expect([answer.status, answer.body.code]).toEqual([status, code]);
};

describe('making a room', () => {
  it('answers the room as its owner sees it', async () => {
    const room = await create(amy, { name: 'Général 🎉', description: 'All of us', member_ids: [ben.id] });
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
    expect(await get(amy, room.id)).toEqual(room);
    expect(await get(ben, room.id)).toEqual({ ...room, role: 'member' });
  });

  it('takes the caller and whoever is named twice once', async () => {
    const room = await create(amy, { type: 'private', member_ids: [ben.id, amy.id, ben.id] });
    expect(room.member_count).toBe(2);
    expect((await members(amy, room.id)).map(({ user }) => user.id).sort()).toEqual([amy.id, ben.id].sort());
  });

  it('with somebody who does not exist makes nothing', async () => {
    const name = unique('never');
    await refused(amy.api('POST', '/rooms', { name, type: 'public', member_ids: [ben.id, unknownId] }), 404, 'user_not_found');
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

  it('takes a name of 80 and a description of 1000', () => create(amy, { name: 'x'.repeat(80), description: 'x'.repeat(1000) }));

  it('tells each member in person, with their own role, once on each device', async () => {
    const [mine, also, bens, cleos] = await Promise.all([online(amy), online(amy), online(ben), online(cleo)]);
    const room = await create(amy, { type: 'private', member_ids: [ben.id] });
    const at = (line: Line) => line.next('room_created', (event) => event.room.id === room.id);
    expect((await at(mine)).room).toEqual(room);
    expect((await at(also)).room).toEqual(room);
    expect((await at(bens)).room).toEqual({ ...room, role: 'member' });
    // A later event that all three must get shows that nothing more was on its way.
    await amy.api('POST', `/rooms/${room.id}/members`, { user_ids: [cleo.id] });
    await Promise.all([mine, bens, cleos].map((line) => line.next('member_joined', ({ room_id }) => room_id === room.id)));
    expect([mine, bens, cleos].map((line) => line.all('room_created').length)).toEqual([1, 1, 0]);
  });
});

describe('seeing rooms', () => {
  it('a private room does not exist for a stranger, a public one is seen and closed', async () => {
    const hidden = await create(amy, { type: 'private' });
    const open = await create(amy);
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
    expect(await get(ben, open.id)).toMatchObject({ role: null, joined: false, member_count: 1 });
    await refused(ben.api('GET', '/rooms/nonsense'), 400, 'validation_failed');
  });

  it('lists all that one has joined, then public ones page by page', async () => {
    const word = unique('w');
    const named = (name: string, input: object = {}) => ({ name: `${name} ${word}`, ...input });
    const own = await create(ben, named('Own', { type: 'private' }));
    const joined = await create(amy, named('Joined', { member_ids: [ben.id] }));
    const others: Room[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) others.push(await create(amy, named(name)));
    await create(amy, named('Hidden', { type: 'private' }));

    type Page = { rooms: Room[]; has_more: boolean; cursor: string | null };
    const list = async (query: string): Promise<Page> => (await ben.api<Page>('GET', `/rooms?query=${word}&${query}`)).body;
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
    const room = await create(amy, { name: `The C++ ${word}-club` });
    const found = async (query: string) => {
      const { status, body } = await ben.api<{ rooms: Room[] }>('GET', `/rooms?query=${encodeURIComponent(query)}`);
      expect(status).toBe(200);
      return body.rooms.some(({ id }) => id === room.id);
    };
    for (const query of [word, word.toUpperCase(), word.slice(0, 9), `club ${word}`, `c++ ${word}`, ` ${word} `]) {
      expect([query, await found(query)]).toEqual([query, true]);
    }
    for (const query of [word.slice(1), `${word}.*`, `^${word}`, `${word} (`, `${word} x`, '.*', '[a-z]', '$where']) {
      expect([query, await found(query)]).toEqual([query, false]);
    }
    await amy.api('PATCH', `/rooms/${room.id}`, { name: 'Renamed' });
    expect(await found(word)).toBe(false);
  });
});

describe('joining and leaving', () => {
  it.each(['REST', 'socket'])('over %s tells everybody once, and the joiner from then on', async (transport) => {
    const room = await create(amy);
    const [amys, bens, tablet] = await Promise.all([online(amy), online(ben), online(ben)]);
    const ask = async (what: 'join' | 'leave') =>
      transport === 'socket'
        ? bens.ask<{ room?: Room }>(`${what}_room`, { room_id: room.id })
        : { ok: true as const, ...(await ben.api<{ room?: Room }>('POST', `/rooms/${room.id}/${what}`)).body };

    const joined = await ask('join');
    expect(joined).toEqual({ ok: true, room: { ...room, role: 'member', member_count: 2 } });
    expect(await ask('join')).toEqual(joined);
    const event = await amys.next('member_joined');
    expect(event).toEqual({
      room_id: room.id,
      user: { id: ben.id, username: ben.username, display_name: expect.any(String), avatar_url: null },
      role: 'member',
      last_seq: 0,
      last_rev: 0,
    });
    expect((await amys.next('room_updated')).room).toMatchObject({ id: room.id, member_count: 2 });
    exactly(RoomInfo, amys.all('room_updated')[0]?.room);

    // Every device of the joiner is subscribed.
    await amy.api('PATCH', `/rooms/${room.id}`, { description: 'new' });
    const all = [amys, bens, tablet];
    await Promise.all(all.map((line) => line.next('room_updated', (update) => update.room.description === 'new')));
    expect(all.map((line) => line.all('member_joined'))).toEqual([[event], [event], [event]]);

    const left = await ask('leave');
    expect(left).toEqual({ ok: true });
    await Promise.all(all.map((line) => line.next('member_left', ({ user_id }) => user_id === ben.id)));
    await amy.api('PATCH', `/rooms/${room.id}`, { description: 'newer' });
    await amys.next('room_updated', (update) => update.room.description === 'newer');
    const marker = await create(amy, { member_ids: [ben.id] });
    await Promise.all([bens, tablet].map((line) => line.next('room_created', (created) => created.room.id === marker.id)));
    for (const line of [bens, tablet]) {
      expect(line.all('room_updated').some((update) => update.room.description === 'newer')).toBe(false);
      expect(line.all('member_left')).toEqual([{ room_id: room.id, user_id: ben.id }]);
    }
    expect(await get(ben, room.id)).toMatchObject({ joined: false, member_count: 1 });
    await refused(ben.api('POST', `/rooms/${room.id}/leave`), 403, 'not_a_member');
  });

  it('over the socket is refused like over REST', async () => {
    const hidden = await create(amy, { type: 'private' });
    const bens = await online(ben);
    const code = async (event: string, payload?: unknown) => {
      const answer = await bens.ask(event, payload);
      return answer.ok ? 'ok' : answer.error.code;
    };
    for (const event of ['join_room', 'leave_room']) {
      expect(await code(event, { room_id: hidden.id })).toBe('room_not_found');
      expect(await code(event, { room_id: unknownId })).toBe('room_not_found');
      for (const payload of [undefined, null, {}, 'x', [], { room_id: 1 }, { room_id: { $ne: null } }]) {
        expect([payload, await code(event, payload)]).toEqual([payload, 'validation_failed']);
      }
    }
  });

  it('of one user twenty times at once counts once', async () => {
    const room = await create(amy);
    const amys = await online(amy);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ben.api('POST', `/rooms/${room.id}/join`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await get(amy, room.id)).member_count).toBe(2);
    await amy.api('PATCH', `/rooms/${room.id}`, { description: 'marker' });
    await amys.next('room_updated', (update) => update.room.description === 'marker');
    expect(amys.all('member_joined')).toHaveLength(1);
  });

  it('of many at once, in and out on two nodes, counts who is there', async () => {
    const other = await startApp(node.env);
    try {
      const people = await crowd(12);
      const room = await create(amy);
      await Promise.all(
        people.map(async (person, index) => {
          const [here, there] = index % 2 ? [person, person.at(other.url)] : [person.at(other.url), person];
          await here.api('POST', `/rooms/${room.id}/join`);
          if (index % 3 === 0) await there.api('POST', `/rooms/${room.id}/leave`);
          if (index % 6 === 0) await here.api('POST', `/rooms/${room.id}/join`);
        }),
      );
      expect((await get(amy, room.id)).member_count).toBe(1 + 12 - 4 + 2);
      expect(await members(amy.at(other.url), room.id)).toHaveLength(11);
    } finally {
      await other.stop();
    }
  });
});

describe('the owner', () => {
  it('does not leave others behind, passes the room on, and leaves', async () => {
    const room = await create(amy, { member_ids: [ben.id] });
    await refused(amy.api('POST', `/rooms/${room.id}/leave`), 409, 'last_owner');
    await refused(setRole(amy, room.id, amy, 'member'), 409, 'last_owner');
    const bens = await online(ben);
    const { status, body } = await setRole(amy, room.id, ben, 'owner');
    expect([status, body.member.role]).toEqual([200, 'owner']);
    exactly(Member, body.member);
    await bens.next('member_updated', ({ user, role }) => user.id === ben.id && role === 'owner');
    expect(bens.all('member_updated').map(({ user, role }) => [user.id, role])).toEqual([
      [amy.id, 'admin'],
      [ben.id, 'owner'],
    ]);
    expect(await roleOf(amy, room.id)).toBe('admin');
    await refused(setRole(amy, room.id, amy, 'owner'), 403, 'permission_denied');
    expect((await amy.api('POST', `/rooms/${room.id}/leave`)).status).toBe(204);
  });

  it('is exactly one after any race of transfers', async () => {
    const people = await crowd(6);
    const room = await create(amy, { member_ids: people.map(({ id }) => id) });
    const answers = await Promise.all(people.map((person) => setRole(amy, room.id, person, 'owner')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403, 403]);
    const roles = (await members(amy, room.id)).map(({ role }) => role);
    expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
    expect(roles.filter((role) => role === 'admin')).toHaveLength(1);
  });

  it('is exactly one when the next one leaves, is removed or joins in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const room = await create(amy, { member_ids: [ben.id] });
      await Promise.all([
        setRole(amy, room.id, ben, 'owner'),
        ben.api('POST', `/rooms/${room.id}/leave`),
        amy.api('POST', `/rooms/${room.id}/leave`),
        cleo.api('POST', `/rooms/${room.id}/join`),
      ]);
      const there = await members(cleo, room.id);
      expect(there.filter(({ role }) => role === 'owner')).toHaveLength(1);
      expect((await get(cleo, room.id)).member_count).toBe(there.length);
    }
  });

  it('who is alone may leave: the next who joins an empty public room owns it, a private one is closed', async () => {
    const room = await create(amy);
    expect((await amy.api('POST', `/rooms/${room.id}/leave`)).status).toBe(204);
    expect(await get(ben, room.id)).toMatchObject({ member_count: 0, archived: false });
    const answers = await Promise.all([ben, cleo].map((person) => person.api<{ room: Room }>('POST', `/rooms/${room.id}/join`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await members(ben, room.id)).map(({ role }) => role).sort()).toEqual(['member', 'owner']);

    const hidden = await create(amy, { type: 'private' });
    expect((await amy.api('POST', `/rooms/${hidden.id}/leave`)).status).toBe(204);
    await refused(amy.api('GET', `/rooms/${hidden.id}`), 404, 'room_not_found');
  });
});

describe('members', () => {
  it('are listed page by page in the order of their ids', async () => {
    const people = await crowd(4);
    const room = await create(amy, { type: 'private', member_ids: people.map(({ id }) => id) });
    type Page = { members: Member[]; has_more: boolean };
    const page = async (query: string) => (await amy.api<Page>('GET', `/rooms/${room.id}/members?${query}`)).body;
    const first = await page('limit=3');
    for (const member of first.members) exactly(Member, member);
    const second = await page(`limit=3&after=${first.members[2]?.user.id}`);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    const ids = [...first.members, ...second.members].map(({ user }) => user.id);
    expect(ids).toEqual([amy.id, ...people.map(({ id }) => id)].sort());
  });

  it('are brought in by admins; who is in stays as they are, and an unknown one spoils all', async () => {
    const room = await create(amy, { type: 'private', member_ids: [ben.id] });
    await setRole(amy, room.id, ben, 'admin');
    const cleos = await online(cleo);
    const path = `/rooms/${room.id}/members`;
    await refused(ben.api('POST', path, { user_ids: [cleo.id, unknownId] }), 404, 'user_not_found');
    await refused(ben.api('POST', path, { user_ids: [] }), 400, 'validation_failed');
    await refused(cleo.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    const { status, body } = await ben.api<{ members: Member[] }>('POST', path, { user_ids: [cleo.id, amy.id, cleo.id] });
    expect(status).toBe(200);
    expect(new Map(body.members.map(({ user, role }) => [user.id, role]))).toEqual(new Map([[cleo.id, 'member'], [amy.id, 'owner']]));
    await cleos.next('member_joined', ({ user }) => user.id === cleo.id);
    expect(await get(cleo, room.id)).toMatchObject({ role: 'member', member_count: 3 });
  });

  it('of a lower role are removed, once', async () => {
    const room = await create(amy, { type: 'private', member_ids: [ben.id, cleo.id] });
    await setRole(amy, room.id, ben, 'admin');
    const cleos = await online(cleo);
    const path = (person: Person) => `/rooms/${room.id}/members/${person.id}`;
    for (const person of [amy, ben]) await refused(ben.api('DELETE', path(person)), 403, 'permission_denied');
    await refused(ben.api('DELETE', `/rooms/${room.id}/members/${unknownId}`), 404, 'member_not_found');
    expect((await ben.api('DELETE', path(cleo))).status).toBe(204);
    await refused(ben.api('DELETE', path(cleo)), 404, 'member_not_found');
    expect(await cleos.next('member_left')).toEqual({ room_id: room.id, user_id: cleo.id });
    await refused(cleo.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    expect((await get(amy, room.id)).member_count).toBe(2);
  });
});

describe('changing, archiving and deleting', () => {
  it('changes what is named and tells the members', async () => {
    const room = await create(amy, { description: 'before' });
    const amys = await online(amy);
    const name = unique('renamed');
    expect((await amy.api('PATCH', `/rooms/${room.id}`, { name })).body).toEqual({ room: { ...room, name } });
    expect((await amys.next('room_updated')).room).toMatchObject({ name, description: 'before' });
    expect((await amy.api('PATCH', `/rooms/${room.id}`, {})).body).toEqual({ room: { ...room, name } });
    await refused(amy.api('PATCH', `/rooms/${room.id}`, { name: '' }), 400, 'validation_failed');
  });

  it('tells the members of other pins', async () => {
    const room = await create(amy);
    const { body } = await amy.api<{ message: { id: string } }>('POST', `/rooms/${room.id}/messages`, { content: 'Hello' });
    const amys = await online(amy);
    for (const [method, pinned_message_ids] of [
      ['POST', [body.message.id]],
      ['DELETE', []],
    ] as const) {
      expect((await amy.api(method, `/messages/${body.message.id}/pin`)).status).toBe(200);
      await amys.until(() => amys.all('room_updated').at(-1)?.room.pinned_message_ids.length === pinned_message_ids.length);
      expect(await get(amy, room.id)).toMatchObject({ pinned_message_ids });
    }
  });

  it('an archived room is read-only until it is opened again', async () => {
    const room = await create(amy, { member_ids: [ben.id] });
    const bens = await online(ben);
    const archive = () => amy.api('POST', `/rooms/${room.id}/archive`);
    const archived = { room: { ...room, archived: true } };
    expect((await archive()).body).toEqual(archived);
    expect((await archive()).body).toEqual(archived);
    exactly(RoomInfo, (await bens.next('room_archived')).room);
    await refused(amy.api('PATCH', `/rooms/${room.id}`, { name: 'x' }), 409, 'room_archived');
    await refused(amy.api('POST', `/rooms/${room.id}/members`, { user_ids: [cleo.id] }), 409, 'room_archived');
    await refused(setRole(amy, room.id, ben, 'admin'), 409, 'room_archived');
    await refused(cleo.api('POST', `/rooms/${room.id}/join`), 409, 'room_archived');
    expect((await ben.api('POST', `/rooms/${room.id}/join`)).status).toBe(200);
    expect((await amy.api('POST', `/rooms/${room.id}/unarchive`)).body).toEqual({ room });
    await bens.next('room_archived', (event) => !event.room.archived);
    expect(bens.all('room_archived').map((event) => event.room.archived)).toEqual([true, false]);
    expect((await cleo.api('POST', `/rooms/${room.id}/join`)).status).toBe(200);
  });

  it('a deleted room is gone for all, who were told', async () => {
    const room = await create(amy, { member_ids: [ben.id] });
    const bens = await online(ben);
    expect((await amy.api('DELETE', `/rooms/${room.id}`)).status).toBe(204);
    expect(await bens.next('room_deleted')).toEqual({ room_id: room.id });
    for (const person of [amy, ben, cleo]) await refused(person.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    await refused(amy.api('DELETE', `/rooms/${room.id}`), 404, 'room_not_found');
    await refused(cleo.api('POST', `/rooms/${room.id}/join`), 404, 'room_not_found');
    const { body } = await amy.api<{ rooms: Room[] }>('GET', `/rooms?query=${room.name}`);
    expect(body.rooms).toEqual([]);
  });

  it('who joins while a room is deleted is in no room', async () => {
    for (let round = 0; round < 5; round += 1) {
      const room = await create(amy);
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

describe('a node that died in the middle', () => {
  const conversation = (room: Room) => ({ id: room.id, type: 'room' as const });
  const head = { seq: 0, top: 0, rev: 0 };

  it('is made up for by the next one that starts', async () => {
    const memberships = node.app.get(MembershipRepository);
    const [joined, ownerless] = await Promise.all([create(amy), create(amy, { member_ids: [ben.id] })]);
    await memberships.add(conversation(joined), ben.id, 'member', head);
    await memberships.end(ownerless.id, amy.id);
    const amys = await online(amy);
    const bens = await online(ben);
    const next = await startApp(node.env);
    try {
      await amys.next('room_updated', (event) => event.room.id === joined.id && event.room.member_count === 2);
      await bens.next('member_updated', (event) => event.room_id === ownerless.id && event.role === 'owner');
      expect((await get(amy, ownerless.id)).member_count).toBe(1);
    } finally {
      await next.stop();
    }
  });

  it('is made up for by the next change of the room', async () => {
    const room = await create(amy);
    await node.app.get(MembershipRepository).add(conversation(room), ben.id, 'member', head);
    await cleo.api('POST', `/rooms/${room.id}/join`);
    expect((await get(amy, room.id)).member_count).toBe(3);
  });
});
