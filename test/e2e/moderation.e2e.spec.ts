import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MembershipRepository } from '../../src/access/membership.repository.js';
import { Ban } from '../../src/contract/invitations.js';
import type { Message } from '../../src/contract/message.js';
import { roleAllows, roles } from '../../src/contract/permissions.js';
import { Member } from '../../src/contract/rooms.js';
import { type Enter, Roster } from '../../src/rooms/roster.js';
import { startApp, type TestApp } from '../support/app.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, getRoom, membersOf, refused, setRole, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  [amy, ben, cleo] = await registerAll(node.url, 'amy', 'ben', 'cleo');
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const say = (person: Person, room: string, more: object = {}) =>
  person.api<{ message: Message }>('POST', `/rooms/${room}/messages`, { content: 'hi', ...more });
const mute = (by: Person, room: string, whom: Person, expires_in_ms: number | null = null, reason?: string) =>
  by.api<{ member: Member }>('PUT', `/rooms/${room}/members/${whom.id}/mute`, { expires_in_ms, reason });
const unmute = (by: Person, room: string, whom: Person) =>
  by.api<{ member: Member }>('DELETE', `/rooms/${room}/members/${whom.id}/mute`);
const ban = (by: Person, room: string, whom: { id: string }, more: object = {}) =>
  by.api<{ ban: Ban }>('PUT', `/rooms/${room}/bans/${whom.id}`, more);
const lift = (by: Person, room: string, whom: Person) => by.api('DELETE', `/rooms/${room}/bans/${whom.id}`);
const bansOf = (by: Person, room: string, query = '') =>
  by.api<{ bans: Ban[]; has_more: boolean }>('GET', `/rooms/${room}/bans${query}`);
const join = (person: Person, room: string) => person.api('POST', `/rooms/${room}/join`);
const mutedUntil = async (room: string, whom: Person): Promise<string | null | undefined> =>
  (await membersOf(amy, room)).find(({ user }) => user.id === whom.id)?.muted_until;

describe('a mute', () => {
  it('silences on every node at once, leaves reading and deleting, and is told', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
    const [benThere, mine, theirs] = [ben.at(other.url), await say(ben, id), await say(cleo, id)];
    const [bens, cleos] = [await online(benThere), await online(cleo)];
    const { status, body } = await mute(amy, id, ben, 3_600_000, 'too loud');
    expect(status).toBe(200);
    exactly(Member, body.member);
    const end = Date.parse(body.member.muted_until ?? '');
    expect(end - Date.now()).toBeGreaterThan(3_590_000);

    const [m, t] = [mine.body.message.id, theirs.body.message.id];
    for (const person of [benThere, ben]) {
      const answer = await say(person, id);
      expect([answer.status, answer.body.code]).toEqual([403, 'muted']);
      expect(answer.body.detail).toContain(new Date(end).toISOString());
      expect(answer.body.detail).toContain('too loud');
      await refused(person.api('PATCH', `/messages/${m}`, { content: 'x' }), 403, 'muted');
      await refused(person.api('POST', `/messages/${t}/reactions`, { emoji: '👍' }), 403, 'muted');
      expect((await person.api('GET', `/rooms/${id}/messages`)).status).toBe(200);
    }
    expect(await bens.ask('typing_start', { room_id: id })).toMatchObject({
      ok: false,
      error: { code: 'muted' },
    });
    expect((await benThere.api('DELETE', `/messages/${m}`)).status).toBe(204);
    for (const line of [bens, cleos]) {
      expect(await line.next('member_updated')).toMatchObject({
        room_id: id,
        user: { id: ben.id },
        role: 'member',
        muted_until: new Date(end).toISOString(),
      });
    }
    expect(await mutedUntil(id, ben)).toBe(new Date(end).toISOString());

    expect((await unmute(amy, id, ben)).body.member.muted_until).toBeNull();
    expect((await unmute(amy, id, ben)).status).toBe(200);
    expect((await say(benThere, id)).status).toBe(201);
    await cleos.next('member_updated', ({ muted_until }) => muted_until === null);
  });

  it('with an end ends by itself', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id] });
    await mute(amy, id, ben, 1_000);
    await refused(say(ben, id), 403, 'muted');
    await until(async () => (await say(ben.at(other.url), id)).status === 201, { timeoutMs: 3_000 });
    expect(await mutedUntil(id, ben)).toBeNull();
  });

  it('without an end is not over by leaving, and is by a higher role', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id] });
    expect((await mute(amy, id, ben)).body.member.muted_until).toBe('9999-12-31T23:59:59.999Z');
    expect((await ben.api('POST', `/rooms/${id}/leave`)).status).toBe(204);
    await join(ben, id);
    await refused(say(ben, id), 403, 'muted');
    const { body } = await setRole(amy, id, ben, 'moderator');
    expect(body.member.muted_until).toBeNull();
    expect((await say(ben, id)).status).toBe(201);
    expect(await mutedUntil(id, ben)).toBeNull();
  });

  it('is for those below only, and takes a time', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
    await setRole(amy, id, ben, 'moderator');
    await setRole(amy, id, cleo, 'moderator');
    for (const target of [amy, ben, cleo]) await refused(mute(ben, id, target), 403, 'permission_denied');
    expect((await mute(amy, id, cleo)).status).toBe(200);
    await refused(unmute(cleo, id, cleo), 403, 'permission_denied');
    await refused(mute(amy, id, { ...cleo, id: unknownId } as Person), 404, 'member_not_found');
    for (const time of [0, -1, 1.5, 'soon', 10 ** 12])
      await refused(mute(amy, id, ben, time as number), 400, 'validation_failed');
  });

  it('of a member who is raised at the same time leaves no owner or moderator silent', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
    await setRole(amy, id, cleo, 'moderator');
    for (let round = 0; round < 5; round += 1) {
      await setRole(amy, id, ben, 'member');
      await unmute(amy, id, ben);
      await Promise.all([setRole(amy, id, ben, 'moderator'), mute(cleo.at(other.url), id, ben)]);
      expect((await say(ben, id)).status).toBe(201);
    }
  });
});

describe('a read-only room', () => {
  it.each(roles)('takes messages of a %s as the table says, and reactions of all', async (role) => {
    const { id } = await createRoom(amy, { member_ids: [ben.id] });
    const { body } = await say(amy, id);
    const own = await say(ben, id);
    if (role !== 'member') await setRole(amy, id, ben, role);
    const boss = role === 'owner' ? ben : amy;
    const changed = await boss.api<{ room: object }>('PATCH', `/rooms/${id}`, { read_only: true });
    expect(changed.body.room).toMatchObject({ read_only: true });
    const here = ben.at(other.url);
    for (const more of [{}, { parent_id: body.message.id }]) {
      if (roleAllows(role, 'announce')) expect((await say(here, id, more)).status).toBe(201);
      else await refused(say(here, id, more), 403, 'room_read_only');
    }
    const reacted = await here.api('POST', `/messages/${body.message.id}/reactions`, { emoji: '👍' });
    expect(reacted.status).toBe(201);
    const edited = await here.api('PATCH', `/messages/${own.body.message.id}`, { content: 'better' });
    expect(edited.status).toBe(200);
    await boss.api('PATCH', `/rooms/${id}`, { read_only: false });
    expect((await say(here, id)).status).toBe(201);
  });

  it('is told to its members', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id] });
    const bens = await online(ben.at(other.url));
    await amy.api('PATCH', `/rooms/${id}`, { read_only: true, slow_mode_ms: 5_000 });
    const told = await bens.next('room_updated', ({ room }) => room.read_only);
    expect(told.room).toMatchObject({ id, slow_mode_ms: 5_000 });
    expect(await getRoom(ben, id)).toMatchObject({ read_only: true, slow_mode_ms: 5_000 });
  });
});

describe('a ban', () => {
  it('takes out, keeps out, and is lifted', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
    await setRole(amy, id, cleo, 'admin');
    const bens = await online(ben.at(other.url));
    const { status, body } = await ban(cleo, id, ben, { reason: 'spam' });
    expect(status).toBe(200);
    exactly(Ban, body.ban);
    expect(body.ban).toMatchObject({
      user: { id: ben.id },
      reason: 'spam',
      banned_by: cleo.id,
      expires_at: null,
    });
    expect(await bens.next('member_left')).toEqual({ room_id: id, user_id: ben.id });
    await refused(say(ben.at(other.url), id), 403, 'not_a_member');
    for (const person of [ben, ben.at(other.url)]) await refused(join(person, id), 403, 'banned');
    expect(await bens.ask('join_room', { room_id: id })).toMatchObject({
      ok: false,
      error: { code: 'banned' },
    });
    await refused(amy.api('POST', `/rooms/${id}/members`, { user_ids: [ben.id] }), 403, 'banned');
    expect(await getRoom(ben, id)).toMatchObject({ joined: false, member_count: 2 });

    expect((await bansOf(cleo, id)).body).toEqual({ bans: [body.ban], has_more: false });
    expect((await lift(amy, id, ben)).status).toBe(204);
    expect((await lift(amy, id, ben)).status).toBe(204);
    expect((await bansOf(amy, id)).body.bans).toEqual([]);
    expect((await join(ben, id)).status).toBe(200);
  });

  it('ends by itself when it has an end, which a second one moves', async () => {
    const { id } = await createRoom(amy);
    await ban(amy, id, ben, { expires_in_ms: 3_600_000 });
    expect((await ban(amy, id, ben, { expires_in_ms: 1_000 })).body.ban.expires_at).toEqual(
      expect.any(String),
    );
    await refused(join(ben, id), 403, 'banned');
    await until(async () => (await join(ben, id)).status === 200, { timeoutMs: 3_000 });
    expect((await bansOf(amy, id)).body.bans).toEqual([]);
  });

  it('is for those below only, and for people who exist', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
    await setRole(amy, id, ben, 'admin');
    await setRole(amy, id, cleo, 'admin');
    for (const target of [amy, ben, cleo]) await refused(ban(ben, id, target), 403, 'permission_denied');
    await refused(ban(amy, id, { id: unknownId }), 404, 'user_not_found');
    expect((await bansOf(amy, id)).body.bans).toEqual([]);
  });

  it('is listed page by page', async () => {
    const { id } = await createRoom(amy);
    const people = await Promise.all([1, 2, 3].map(() => register(node.url, 'one')));
    await Promise.all(people.map((person) => ban(amy, id, person)));
    const first = (await bansOf(amy, id, '?limit=2')).body;
    const second = (await bansOf(amy, id, `?limit=2&after=${first.bans[1]?.user.id}`)).body;
    expect([first.has_more, second.has_more]).toEqual([true, false]);
    const listed = [...first.bans, ...second.bans].map(({ user }) => user.id);
    expect(listed).toEqual(people.map((person) => person.id).sort());
  });

  it('of several at once on two nodes is one', async () => {
    const { id } = await createRoom(amy, { member_ids: [ben.id] });
    const answers = await Promise.all(
      [amy, amy.at(other.url), amy, amy.at(other.url)].map((by, n) => ban(by, id, ben, { reason: `${n}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await bansOf(amy, id)).body.bans).toHaveLength(1);
    expect((await getRoom(amy, id)).member_count).toBe(1);
  });

  it('wins over a join at the same time on another node, however they meet', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => register(node.url, 'joiner')));
    const { id } = await createRoom(amy);
    await Promise.all(
      people.map(async (person, n) => {
        const [here, there] = n % 2 ? [node.url, other.url] : [other.url, node.url];
        // Several tries, so that one of them meets the ban half way.
        const joins = async () => {
          for (let tries = 0; tries < 4; tries += 1) await join(person.at(here), id);
        };
        const [, { status }] = await Promise.all([joins(), ban(amy.at(there), id, person)]);
        expect(status).toBe(200);
      }),
    );
    expect((await membersOf(amy, id)).map(({ user }) => user.id)).toEqual([amy.id]);
    expect(await getRoom(amy, id)).toMatchObject({ member_count: 1 });
    for (const person of people) await refused(say(person, id), 403, 'not_a_member');
  });

  it('that is stored while a join is half way takes it back', async () => {
    const { id } = await createRoom(amy);
    const line = await online(amy);
    const person = await register(node.url, 'joiner');
    const conversation = { id, type: 'room' as const };
    // The join has read the bans when one comes, and stores the membership after the ban looked for it.
    const enter: Enter = async (userId, head) => {
      await ban(amy.at(other.url), id, person);
      return node.app.get(MembershipRepository).add(conversation, userId, 'member', head);
    };
    const joining = node.app.get(Roster).admit(conversation, [person.id], 'room_id', { enter });
    await expect(joining).rejects.toMatchObject({ code: 'banned' });
    expect(await membersOf(amy, id)).toHaveLength(1);
    await line.ask('nothing');
    expect(line.all('member_joined')).toEqual([]);
  });

  it('leaves nobody subscribed who joined at the same time', async () => {
    const { id } = await createRoom(amy);
    const person = await register(node.url, 'joiner');
    const line = await online(person.at(other.url));
    await Promise.all([join(person, id), ban(amy.at(other.url), id, person)]);
    const before = line.all('new_message').length;
    await say(amy, id);
    await say(amy.at(other.url), id);
    const { id: marker } = await createRoom(amy, { member_ids: [person.id] });
    await say(amy, marker);
    await line.next('new_message', ({ room_id }) => room_id === marker);
    expect(
      line
        .all('new_message')
        .slice(before)
        .map(({ room_id }) => room_id),
    ).toEqual([marker]);
  });
});
