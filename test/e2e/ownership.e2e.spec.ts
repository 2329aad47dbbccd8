import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MembershipRepository } from '../../src/access/membership.repository.js';
import { Member, type Room } from '../../src/contract/rooms.js';
import { RoomRepository } from '../../src/rooms/room.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, getRoom, membersOf, refused, setRole } from '../support/rooms.js';

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

describe('the owner', () => {
  it('does not leave others behind, passes the room on, and leaves', async () => {
    const room = await createRoom(amy, { member_ids: [ben.id] });
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
    expect((await getRoom(amy, room.id)).role).toBe('admin');
    await refused(setRole(amy, room.id, amy, 'owner'), 403, 'permission_denied');
    expect((await amy.api('POST', `/rooms/${room.id}/leave`)).status).toBe(204);
  });

  it('is exactly one after any race of transfers', async () => {
    const people = await crowd(6);
    const room = await createRoom(amy, { member_ids: people.map(({ id }) => id) });
    const answers = await Promise.all(people.map((person) => setRole(amy, room.id, person, 'owner')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403, 403]);
    const roles = (await membersOf(amy, room.id)).map(({ role }) => role);
    expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
    expect(roles.filter((role) => role === 'admin')).toHaveLength(1);
  });

  it('is exactly one when the next one leaves, is removed or joins in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const room = await createRoom(amy, { member_ids: [ben.id] });
      await Promise.all([
        setRole(amy, room.id, ben, 'owner'),
        ben.api('POST', `/rooms/${room.id}/leave`),
        amy.api('POST', `/rooms/${room.id}/leave`),
        cleo.api('POST', `/rooms/${room.id}/join`),
      ]);
      const there = await membersOf(cleo, room.id);
      expect(there.filter(({ role }) => role === 'owner')).toHaveLength(1);
      expect((await getRoom(cleo, room.id)).member_count).toBe(there.length);
    }
  });

  it('who is alone may leave: the next who joins an empty public room owns it, a private one is closed', async () => {
    const room = await createRoom(amy);
    expect((await amy.api('POST', `/rooms/${room.id}/leave`)).status).toBe(204);
    expect(await getRoom(ben, room.id)).toMatchObject({ member_count: 0, archived: false });
    const answers = await Promise.all(
      [ben, cleo].map((person) => person.api<{ room: Room }>('POST', `/rooms/${room.id}/join`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await membersOf(ben, room.id)).map(({ role }) => role).sort()).toEqual(['member', 'owner']);

    const hidden = await createRoom(amy, { type: 'private' });
    expect((await amy.api('POST', `/rooms/${hidden.id}/leave`)).status).toBe(204);
    await refused(amy.api('GET', `/rooms/${hidden.id}`), 404, 'room_not_found');
  });
});

describe('what the database itself refuses', () => {
  it('a second owner', async () => {
    const room = await createRoom(amy, { member_ids: [ben.id] });
    const memberships = node.app.get(MembershipRepository);
    expect(await memberships.changeRole(room.id, ben.id, { from: 'member', to: 'owner' })).toBe(false);
    expect((await getRoom(ben, room.id)).role).toBe('member');
  });

  it('half a transfer', async () => {
    const room = await createRoom(amy);
    const memberships = node.app.get(MembershipRepository);
    expect(await memberships.transferOwnership(room.id, amy.id, { user_id: ben.id, role: 'member' })).toBe(
      false,
    );
    expect((await getRoom(amy, room.id)).role).toBe('owner');
  });

  it('a count that another came before', async () => {
    const rooms = node.app.get(RoomRepository);
    const stored = await rooms.find((await createRoom(amy)).id);
    if (!stored) throw new Error('there is no room');
    expect(await rooms.setMemberCount(stored, 7)).toMatchObject({ member_count: 7 });
    expect(await rooms.setMemberCount(stored, 8)).toBeNull();
  });
});

describe('a node that died in the middle', () => {
  const conversation = (room: Room) => ({ id: room.id, type: 'room' as const });
  const head = { seq: 0, top: 0, rev: 0 };

  it('is made up for by the next one that starts', async () => {
    const memberships = node.app.get(MembershipRepository);
    const [joined, ownerless] = await Promise.all([
      createRoom(amy),
      createRoom(amy, { member_ids: [ben.id] }),
    ]);
    await memberships.add(conversation(joined), ben.id, 'member', head);
    await memberships.end(ownerless.id, amy.id);
    const amys = await online(amy);
    const bens = await online(ben);
    const next = await startApp(node.env);
    try {
      await amys.next(
        'room_updated',
        (event) => event.room.id === joined.id && event.room.member_count === 2,
      );
      await bens.next('member_updated', (event) => event.room_id === ownerless.id && event.role === 'owner');
      expect((await getRoom(amy, ownerless.id)).member_count).toBe(1);
    } finally {
      await next.stop();
    }
  });

  it('is made up for by the next change of the room', async () => {
    const room = await createRoom(amy);
    await node.app.get(MembershipRepository).add(conversation(room), ben.id, 'member', head);
    await cleo.api('POST', `/rooms/${room.id}/join`);
    expect((await getRoom(amy, room.id)).member_count).toBe(3);
  });
});
