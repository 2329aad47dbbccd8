import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvitationPreview, RoomInvitation } from '../../src/contract/invitations.js';
import { type Room, Room as RoomSchema } from '../../src/contract/rooms.js';
import { startApp, type TestApp } from '../support/app.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, getRoom, membersOf, refused, setRole } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const privateRoom = () => createRoom(amy, { type: 'private' });
const invite = async (room: string, input: object = {}, by = amy): Promise<RoomInvitation> => {
  const path = `/rooms/${room}/invitations`;
  const { status, body } = await by.api<{ invitation: RoomInvitation }>('POST', path, input);
  expect(status).toBe(201);
  return body.invitation;
};
const accept = (person: Person, { code }: { code: string }) =>
  person.api<{ room: Room }>('POST', `/invitations/${code}/accept`);
const look = (person: Person, { code }: { code: string }) =>
  person.api<{ invitation: InvitationPreview }>('GET', `/invitations/${code}`);
const listed = async (room: string, query = '') => {
  type Page = { invitations: RoomInvitation[]; has_more: boolean };
  return (await amy.api<Page>('GET', `/rooms/${room}/invitations${query}`)).body;
};
const usesOf = async (room: string, id: string): Promise<number | undefined> =>
  (await listed(room)).invitations.find((invitation) => invitation.id === id)?.uses;
const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => register(node.url, 'one')));
const somewhere = (person: Person, n: number): Person => (n % 2 ? person.at(other.url) : person);

describe('an invitation', () => {
  it('shows which room it is, and lets in on any node', async () => {
    const room = await privateRoom();
    const invitation = await invite(room.id);
    exactly(RoomInvitation, invitation);
    expect(invitation).toMatchObject({ room_id: room.id, max_uses: null, uses: 0, expires_at: null });
    await refused(ben.api('GET', `/rooms/${room.id}`), 404, 'room_not_found');

    const { body } = await look(ben.at(other.url), invitation);
    exactly(InvitationPreview, body.invitation);
    expect(body.invitation).toMatchObject({
      room: { id: room.id, member_count: 1 },
      invited_by: { id: amy.id },
    });

    const line = await online(ben);
    const joined = await accept(ben.at(other.url), invitation);
    expect(joined.status).toBe(200);
    exactly(RoomSchema, joined.body.room);
    expect(joined.body.room).toMatchObject({ id: room.id, role: 'member', joined: true, member_count: 2 });
    expect(await line.next('member_joined')).toMatchObject({ room_id: room.id, user: { id: ben.id } });
    expect(await usesOf(room.id, invitation.id)).toBe(1);
    // Who is in already uses none up.
    for (const person of [amy, ben, ben.at(other.url)])
      expect((await accept(person, invitation)).body.room.id).toBe(room.id);
    expect(await usesOf(room.id, invitation.id)).toBe(1);
  });

  it('that is unknown, revoked, expired or used up is good for nothing', async () => {
    const room = await privateRoom();
    const [revoked, short, single] = [
      await invite(room.id),
      await invite(room.id, { expires_in_ms: 1_000 }),
      await invite(room.id, { max_uses: 1 }),
    ];
    for (let times = 0; times < 2; times += 1) {
      const answer = await amy.api('DELETE', `/rooms/${room.id}/invitations/${revoked.id}`);
      expect(answer.status).toBe(204);
    }
    const [first] = await crowd(1);
    expect((await accept(first as Person, single)).status).toBe(200);
    await until(async () => (await look(ben, short)).status === 403, { timeoutMs: 3_000 });
    for (const link of [revoked, short, single, { code: 'unknown' }]) {
      await refused(accept(ben, link), 403, 'invitation_invalid');
      await refused(look(ben, link), 403, 'invitation_invalid');
    }
    // Of those who are in it takes nothing away.
    expect((await accept(first as Person, single)).status).toBe(200);
    expect((await listed(room.id)).invitations).toEqual([]);
    await refused(look(ben, { code: 'not%20a%20code' }), 400, 'validation_failed');
    expect(await membersOf(amy, room.id)).toHaveLength(2);
  });

  it('of a room that is archived or deleted leads nowhere', async () => {
    const room = await privateRoom();
    const link = await invite(room.id);
    await amy.api('POST', `/rooms/${room.id}/archive`);
    await refused(accept(ben, link), 409, 'room_archived');
    await amy.api('DELETE', `/rooms/${room.id}`);
    await refused(accept(ben, link), 403, 'invitation_invalid');
    await refused(look(ben, link), 403, 'invitation_invalid');
  });

  it('lets nobody in who is banned, and no use is gone', async () => {
    const room = await privateRoom();
    const link = await invite(room.id, { max_uses: 1 });
    await amy.api('PUT', `/rooms/${room.id}/bans/${ben.id}`, {});
    for (const person of [ben, ben.at(other.url)]) await refused(accept(person, link), 403, 'banned');
    expect(await usesOf(room.id, link.id)).toBe(0);
    await amy.api('DELETE', `/rooms/${room.id}/bans/${ben.id}`);
    expect((await accept(ben, link)).status).toBe(200);
  });

  it('is given out by admins, for a number and a time that can be', async () => {
    const room = await createRoom(amy, { member_ids: [ben.id] });
    const path = `/rooms/${room.id}/invitations`;
    await refused(ben.api('POST', path, {}), 403, 'permission_denied');
    await setRole(amy, room.id, ben, 'admin');
    await invite(room.id, {}, ben);
    for (const input of [{ max_uses: 0 }, { max_uses: 1.5 }, { expires_in_ms: 0 }, { expires_in_ms: 1e12 }])
      await refused(ben.api('POST', path, input), 400, 'validation_failed');
    await invite(room.id);
    const first = await listed(room.id, '?limit=1');
    const second = await listed(room.id, `?limit=1&after=${first.invitations[0]?.id}`);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    // Another room's admin revokes nothing here.
    const elsewhere = await createRoom(ben);
    await ben.api('DELETE', `/rooms/${elsewhere.id}/invitations/${first.invitations[0]?.id}`);
    expect((await listed(room.id)).invitations).toHaveLength(2);
  });
});

describe('an invitation of so many uses', () => {
  it('lets in exactly as many of those who come at once on two nodes', async () => {
    const people = await crowd(30);
    const room = await privateRoom();
    const link = await invite(room.id, { max_uses: 10 });
    const answers = await Promise.all(people.map((person, n) => accept(somewhere(person, n), link)));
    const codes = answers.map(({ status, body }) => (status === 200 ? 'in' : body.code)).sort();
    expect(codes).toEqual([...Array(10).fill('in'), ...Array(20).fill('invitation_invalid')]);
    expect(await membersOf(amy, room.id)).toHaveLength(11);
    expect(await getRoom(amy, room.id)).toMatchObject({ member_count: 11 });
  });

  it('counts who comes on several devices at once one time', async () => {
    const people = await crowd(3);
    const room = await privateRoom();
    const link = await invite(room.id, { max_uses: 4 });
    const all = people.flatMap((person) => [person, person.at(other.url), person, person.at(other.url)]);
    const answers = await Promise.all(all.map((person) => accept(person, link)));
    expect(answers.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(await usesOf(room.id, link.id)).toBe(3);
    expect(await getRoom(amy, room.id)).toMatchObject({ member_count: 4 });
  });
});
