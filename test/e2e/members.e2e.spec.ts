import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MembershipRepository } from '../../src/access/membership.repository.js';
import { Member, type Room, RoomInfo } from '../../src/contract/rooms.js';
import { newId } from '../../src/database/object-id.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, getRoom, membersOf, refused, setRole, unknownId } from '../support/rooms.js';

let node: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  node = await startApp();
  [amy, ben, cleo] = await registerAll(node.url, 'amy', 'ben', 'cleo');
});
afterAll(() => node.stop());

const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => register(node.url, 'one')));

describe('joining and leaving', () => {
  it.each(['REST', 'socket'])(
    'over %s tells everybody once, and the joiner from then on',
    async (transport) => {
      const room = await createRoom(amy);
      const [amys, bens, tablet] = await Promise.all([online(amy), online(ben), online(ben)]);
      const ask = async (what: 'join' | 'leave') =>
        transport === 'socket'
          ? bens.ask<{ room?: Room }>(`${what}_room`, { room_id: room.id })
          : {
              ok: true as const,
              ...(await ben.api<{ room?: Room }>('POST', `/rooms/${room.id}/${what}`)).body,
            };

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
      await Promise.all(
        all.map((line) => line.next('room_updated', (update) => update.room.description === 'new')),
      );
      expect(all.map((line) => line.all('member_joined'))).toEqual([[event], [event], [event]]);

      const left = await ask('leave');
      expect(left).toEqual({ ok: true });
      await Promise.all(all.map((line) => line.next('member_left', ({ user_id }) => user_id === ben.id)));
      await amy.api('PATCH', `/rooms/${room.id}`, { description: 'newer' });
      await amys.next('room_updated', (update) => update.room.description === 'newer');
      const marker = await createRoom(amy, { member_ids: [ben.id] });
      await Promise.all(
        [bens, tablet].map((line) => line.next('room_created', (created) => created.room.id === marker.id)),
      );
      for (const line of [bens, tablet]) {
        expect(line.all('room_updated').some((update) => update.room.description === 'newer')).toBe(false);
        expect(line.all('member_left')).toEqual([{ room_id: room.id, user_id: ben.id }]);
      }
      expect(await getRoom(ben, room.id)).toMatchObject({ joined: false, member_count: 1 });
      await refused(ben.api('POST', `/rooms/${room.id}/leave`), 403, 'not_a_member');
    },
  );

  it('over the socket is refused like over REST', async () => {
    const hidden = await createRoom(amy, { type: 'private' });
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
    const room = await createRoom(amy);
    const amys = await online(amy);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ben.api('POST', `/rooms/${room.id}/join`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await getRoom(amy, room.id)).member_count).toBe(2);
    await amy.api('PATCH', `/rooms/${room.id}`, { description: 'marker' });
    await amys.next('room_updated', (update) => update.room.description === 'marker');
    expect(amys.all('member_joined')).toHaveLength(1);
  });

  it('is heard of once by the sockets of every node, which follow', async () => {
    const other = await startApp(node.env);
    try {
      const room = await createRoom(amy);
      const [amys, bens] = await Promise.all([online(amy.at(other.url)), online(ben.at(other.url))]);
      const described = async (description: string, line: Line) => {
        await amy.api('PATCH', `/rooms/${room.id}`, { description });
        await line.next('room_updated', (event) => event.room.description === description);
      };
      await ben.api('POST', `/rooms/${room.id}/join`);
      await Promise.all([described('one', amys), described('one', bens)]);
      await ben.api('POST', `/rooms/${room.id}/leave`);
      await bens.next('member_left');
      await described('two', amys);
      expect([amys, bens].map((line) => line.all('member_joined').length)).toEqual([1, 1]);
      expect([amys, bens].map((line) => line.all('member_left').length)).toEqual([1, 1]);
      expect(bens.all('room_updated').some((event) => event.room.description === 'two')).toBe(false);
    } finally {
      await other.stop();
    }
  });

  it('is refused to who is in 500 rooms, however they would get in', async () => {
    const [busy] = await crowd(1);
    if (!busy) throw new Error('nobody came');
    const memberships = node.app.get(MembershipRepository);
    const room = await createRoom(amy, { member_ids: [busy.id] });
    const rooms = Array.from({ length: 498 }, () => ({ id: newId(), type: 'room' as const }));
    const first = [{ user_id: busy.id, role: 'member' as const }];
    await Promise.all(rooms.map((conversation) => memberships.addFirst(conversation, first)));
    const last = await createRoom(busy);
    const next = await createRoom(amy);
    await refused(busy.api('POST', '/rooms', { name: 'x', type: 'public' }), 400, 'validation_failed');
    await refused(
      amy.api('POST', '/rooms', { name: 'x', type: 'public', member_ids: [busy.id] }),
      400,
      'validation_failed',
    );
    await refused(busy.api('POST', `/rooms/${next.id}/join`), 400, 'validation_failed');
    await refused(
      amy.api('POST', `/rooms/${next.id}/members`, { user_ids: [busy.id] }),
      400,
      'validation_failed',
    );
    // Where they are already they stay, and can be named again.
    expect((await busy.api('POST', `/rooms/${room.id}/join`)).status).toBe(200);
    expect((await amy.api('POST', `/rooms/${room.id}/members`, { user_ids: [busy.id] })).status).toBe(200);
    expect((await busy.api('POST', `/rooms/${last.id}/leave`)).status).toBe(204);
    expect((await busy.api('POST', `/rooms/${next.id}/join`)).status).toBe(200);
  });

  it('of many at once, in and out on two nodes, counts who is there', async () => {
    const other = await startApp(node.env);
    try {
      const people = await crowd(12);
      const room = await createRoom(amy);
      await Promise.all(
        people.map(async (person, index) => {
          const [here, there] = index % 2 ? [person, person.at(other.url)] : [person.at(other.url), person];
          await here.api('POST', `/rooms/${room.id}/join`);
          if (index % 3 === 0) await there.api('POST', `/rooms/${room.id}/leave`);
          if (index % 6 === 0) await here.api('POST', `/rooms/${room.id}/join`);
        }),
      );
      expect((await getRoom(amy, room.id)).member_count).toBe(1 + 12 - 4 + 2);
      expect(await membersOf(amy.at(other.url), room.id)).toHaveLength(11);
    } finally {
      await other.stop();
    }
  });
});

describe('members', () => {
  it('are listed page by page in the order of their ids', async () => {
    const people = await crowd(4);
    const room = await createRoom(amy, { type: 'private', member_ids: people.map(({ id }) => id) });
    type Page = { members: Member[]; has_more: boolean };
    const page = async (query: string) =>
      (await amy.api<Page>('GET', `/rooms/${room.id}/members?${query}`)).body;
    const first = await page('limit=3');
    for (const member of first.members) exactly(Member, member);
    const second = await page(`limit=3&after=${first.members[2]?.user.id}`);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    const ids = [...first.members, ...second.members].map(({ user }) => user.id);
    expect(ids).toEqual([amy.id, ...people.map(({ id }) => id)].sort());
  });

  it('are brought in by admins; who is in stays as they are, and an unknown one spoils all', async () => {
    const room = await createRoom(amy, { type: 'private', member_ids: [ben.id] });
    await setRole(amy, room.id, ben, 'admin');
    const cleos = await online(cleo);
    const path = `/rooms/${room.id}/members`;
    await refused(ben.api('POST', path, { user_ids: [cleo.id, unknownId] }), 404, 'user_not_found');
    await refused(ben.api('POST', path, { user_ids: [] }), 400, 'validation_failed');
    await refused(cleo.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    const { status, body } = await ben.api<{ members: Member[] }>('POST', path, {
      user_ids: [cleo.id, amy.id, cleo.id],
    });
    expect(status).toBe(200);
    expect(new Map(body.members.map(({ user, role }) => [user.id, role]))).toEqual(
      new Map([
        [cleo.id, 'member'],
        [amy.id, 'owner'],
      ]),
    );
    await cleos.next('member_joined', ({ user }) => user.id === cleo.id);
    expect(await getRoom(cleo, room.id)).toMatchObject({ role: 'member', member_count: 3 });
  });

  it('of a lower role are removed, once', async () => {
    const room = await createRoom(amy, { type: 'private', member_ids: [ben.id, cleo.id] });
    await setRole(amy, room.id, ben, 'admin');
    const cleos = await online(cleo);
    const path = (person: Person) => `/rooms/${room.id}/members/${person.id}`;
    for (const person of [amy, ben]) await refused(ben.api('DELETE', path(person)), 403, 'permission_denied');
    await refused(ben.api('DELETE', `/rooms/${room.id}/members/${unknownId}`), 404, 'member_not_found');
    expect((await ben.api('DELETE', path(cleo))).status).toBe(204);
    await refused(ben.api('DELETE', path(cleo)), 404, 'member_not_found');
    expect(await cleos.next('member_left')).toEqual({ room_id: room.id, user_id: cleo.id });
    await refused(cleo.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');
    expect((await getRoom(amy, room.id)).member_count).toBe(2);
  });
});
