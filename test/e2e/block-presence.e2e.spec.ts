import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../src/contract/rooms.js';
import type { User } from '../../src/contract/users.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, registerAll } from '../support/people.js';
import { isOnline, setStatus, settled, shows, stateAt, subscribe, updatesOf } from '../support/presence.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let cat: Person;
let lines: { amy: Line; ben: Line; cat: Line };

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben, cat] = await registerAll(node.url, 'amy', 'ben', 'cat');
  lines = { amy: await amy.connect(), ben: await ben.at(other.url).connect(), cat: await cat.connect() };
  await Promise.all([amy, ben, cat].map((person) => isOnline(node, person)));
});
afterEach(() => {
  for (const line of Object.values(lines)) line.close();
});
afterAll(() => Promise.all([node?.stop(), other?.stop()]));

const block = (by: Person, whom: Person) => by.api('PUT', `/users/me/blocked/${whom.id}`);
const unblock = (by: Person, whom: Person) => by.api('DELETE', `/users/me/blocked/${whom.id}`);
const userAt = async (viewer: Person, { id }: Person): Promise<User> =>
  (await viewer.api<{ user: User }>('GET', `/users/${id}`)).body.user;
const unseen = { status: 'offline', text: '', emoji: '', last_seen_at: null } as const;
const isUnseen = { status: { state: 'offline', text: '', emoji: '', expires_at: null }, last_seen_at: null };

describe('between two of whom one has blocked the other', () => {
  it('nobody sees the presence of the other, and everybody else does', async () => {
    const room_id = (await createRoom(cat, { type: 'private', member_ids: [amy.id, ben.id] })).id;
    for (const line of [lines.amy, lines.ben]) await setStatus(line, { state: 'busy', text: 'hi' });
    for (const person of [amy, ben]) await until(async () => (await stateAt(node, person)) === 'busy');
    await block(amy, ben);
    for (const [viewer, viewed] of [
      [amy, ben],
      [ben.at(other.url), amy],
    ] as const) {
      expect(await userAt(viewer, viewed)).toMatchObject(isUnseen);
      const found = await viewer.api<{ users: User[] }>('GET', `/users?query=${viewed.username}`);
      expect(found.body.users[0]).toMatchObject(isUnseen);
      const { body } = await viewer.api<{ members: Member[] }>('GET', `/rooms/${room_id}/members`);
      const seen = Object.fromEntries(body.members.map(({ user, presence }) => [user.id, presence]));
      expect(seen).toMatchObject({ [viewed.id]: 'offline', [viewer.id]: 'busy' });
    }
    expect((await userAt(cat, ben)).status).toMatchObject({ state: 'busy', text: 'hi' });
    expect(await subscribe(lines.amy, ben)).toEqual([{ user_id: ben.id, ...unseen }]);
    expect(await subscribe(lines.ben, amy)).toEqual([{ user_id: amy.id, ...unseen }]);
    expect(await subscribe(lines.cat, amy, ben)).toMatchObject([{ status: 'busy' }, { status: 'busy' }]);
  });

  it('presence goes out of sight with the block, and comes back with its end, live on every node', async () => {
    const [forAmy, forBen] = [
      { user_id: ben.id, ...unseen },
      { user_id: amy.id, ...unseen },
    ];
    await subscribe(lines.amy, ben, cat);
    await subscribe(lines.ben, amy, cat);
    await block(amy, ben);
    await lines.amy.until(() => updatesOf(lines.amy, ben).length === 1);
    await lines.ben.until(() => updatesOf(lines.ben, amy).length === 1);
    expect([updatesOf(lines.amy, ben), updatesOf(lines.ben, amy)]).toEqual([[forAmy], [forBen]]);

    await setStatus(lines.amy, { state: 'busy', text: 'not for Ben' });
    await setStatus(lines.ben, { state: 'busy', text: 'not for Amy' });
    for (const line of [lines.amy, lines.ben]) await settled(line, { person: cat, line: lines.cat });
    expect([updatesOf(lines.amy, ben), updatesOf(lines.ben, amy)]).toEqual([[forAmy], [forBen]]);

    await unblock(amy, ben);
    await shows(lines.amy, ben, { status: 'busy', text: 'not for Amy' });
    await shows(lines.ben, amy, { status: 'busy', text: 'not for Ben' });
    await setStatus(lines.ben, { state: 'online', text: 'again' });
    await shows(lines.amy, ben, { status: 'online', text: 'again' });
  });

  it('presence comes back only when both blocks are lifted', async () => {
    await block(amy, ben);
    await block(ben, amy);
    await subscribe(lines.amy, ben, cat);
    await unblock(amy, ben);
    await settled(lines.amy, { person: cat, line: lines.cat });
    expect(updatesOf(lines.amy, ben).filter(({ status }) => status !== 'offline')).toEqual([]);
    await unblock(ben, amy);
    await shows(lines.amy, ben, { status: 'online' });
  });

  it('nobody is seen typing in a room that both are in', async () => {
    const room_id = (await createRoom(cat, { type: 'private', member_ids: [amy.id, ben.id] })).id;
    await block(ben, amy);
    const typing = async (line: Line, by: Person) => {
      await line.ask('typing_start', { room_id });
      await lines.cat.next('user_typing', ({ user_id }) => user_id === by.id);
      await line.ask('typing_stop', { room_id });
      await lines.cat.next('user_stopped_typing', ({ user_id }) => user_id === by.id);
    };
    await typing(lines.amy, amy);
    await typing(lines.ben, ben);
    await cat.api('POST', `/rooms/${room_id}/messages`, { content: 'after' });
    for (const line of [lines.amy, lines.ben]) {
      await line.next('new_message', ({ content }) => content === 'after');
      expect([...line.all('user_typing'), ...line.all('user_stopped_typing')]).toEqual([]);
    }
  });
});
