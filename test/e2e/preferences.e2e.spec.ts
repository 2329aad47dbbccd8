import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import { Preferences } from '../../src/contract/preferences.js';
import { startApp, type TestApp } from '../support/app.js';
import { dmOf, say } from '../support/dms.js';
import { online, type Person, register, registerAll } from '../support/people.js';
import { createRoom, exactly, refused, unknownId } from '../support/rooms.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const read = async (person: Person): Promise<Preferences> =>
  (await person.api<{ preferences: Preferences }>('GET', '/users/me/preferences')).body.preferences;
const prefer = (person: Person, body: object) =>
  person.api<{ preferences: Preferences }>('PATCH', '/users/me/preferences', body);

describe('preferences', () => {
  it('are changed one by one, and told to the own devices on every node alone', async () => {
    const [laptop, bens] = [await online(amy.at(other.url)), await online(ben)];
    const { id } = await createRoom(amy);
    exactly(Preferences, await read(amy));
    const change = {
      notify: 'all',
      keywords: [' Deploy ', 'deploy', 'c++'],
      quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' },
      interface: { theme: 'dark', language: 'de' },
      conversations: [{ room_id: id, notify: 'none', muted_until: '2999-01-01T00:00:00+01:00' }],
      threads: [{ message_id: unknownId, muted: true }],
    };
    const { status, body } = await prefer(amy, change);
    expect(status).toBe(200);
    expect(body.preferences).toMatchObject({
      ...{ notify: 'all', keywords: ['Deploy', 'c++'], push: true, receipts: true },
      ...{ quiet_hours: change.quiet_hours, interface: change.interface, muted_threads: [unknownId] },
      conversations: [{ room_id: id, notify: 'none', muted_until: '2998-12-31T23:00:00.000Z' }],
    });
    expect((await laptop.next('preferences_updated')).preferences).toEqual(body.preferences);
    expect(await read(amy.at(other.url))).toEqual(body.preferences);
    await bens.ask('nothing');
    expect(bens.all('preferences_updated')).toEqual([]);
  });

  it('of several devices at once lose nothing', async () => {
    const rooms = await Promise.all(Array.from({ length: 8 }, () => createRoom(amy)));
    const answers = await Promise.all(
      rooms.map(({ id: room_id }, n) =>
        prefer(n % 2 ? amy : amy.at(other.url), { conversations: [{ room_id, notify: 'none' }] }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(rooms.map(() => 200));
    expect((await read(amy)).conversations).toHaveLength(rooms.length);
  });

  it('are refused where they make no sense', async () => {
    const hidden = await createRoom(ben, { type: 'private' });
    const open = await createRoom(ben);
    const { id: dm_id } = await dmOf(ben, await register(node.url, 'cat'));
    const conversation = (place: object) => prefer(amy, { conversations: [{ ...place, notify: 'none' }] });
    await refused(conversation({ room_id: hidden.id }), 404, 'room_not_found');
    await refused(conversation({ room_id: open.id }), 403, 'not_a_member');
    await refused(conversation({ dm_id }), 404, 'dm_not_found');
    await refused(conversation({}), 400, 'validation_failed');
    await refused(conversation({ room_id: open.id, dm_id }), 400, 'validation_failed');
    for (const wrong of [
      { notify: 'some' },
      { keywords: Array.from({ length: limits.keywords + 1 }, (_, n) => `word ${n}`) },
      { keywords: ['  '] },
      { keywords: ['x'.repeat(limits.keyword.max + 1)] },
      { quiet_hours: { from: '25:00', to: '07:00', time_zone: 'Europe/Berlin' } },
      { quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Middle/Earth' } },
      { interface: { 'not a key': 'x' } },
      { interface: { $where: 'x' } },
      { interface: { theme: 'x'.repeat(limits.interfaceValue.max + 1) } },
      {
        interface: Object.fromEntries(
          Array.from({ length: limits.interfaceSettings + 1 }, (_, n) => [`k${n}`, 'x']),
        ),
      },
      { conversations: [{ room_id: open.id, muted_until: 'tomorrow' }] },
    ])
      await refused(prefer(amy, wrong), 400, 'validation_failed');
    expect((await read(amy)).conversations).toEqual([]);
  });
});

describe('who opts out of receipts', () => {
  it('is not seen to read, and does not see others do, live or in the list', async () => {
    const cat = await register(node.url, 'cat');
    const { id } = await dmOf(amy, ben, cat);
    const message: Message = await say(amy, id, 'hello');
    const lastRead = (person: Person, messageId: string) =>
      person.api('POST', `/direct-messages/${id}/read`, { message_id: messageId });
    const readers = async (person: Person): Promise<string[]> =>
      (
        await person.api<{ read_by: { user: { id: string } }[] }>('GET', `/messages/${message.id}/receipts`)
      ).body.read_by.map(({ user }) => user.id);
    const [amys, bens] = [await online(amy), await online(ben.at(other.url))];
    await prefer(ben, { receipts: false });
    await bens.next('preferences_updated');
    await lastRead(ben, message.id);
    await lastRead(cat, message.id);
    await amys.next('message_read', ({ user_id }) => user_id === cat.id);
    expect(amys.all('message_read').map(({ user_id }) => user_id)).toEqual([cat.id]);
    expect(await readers(amy)).toEqual([cat.id]);
    expect(await readers(ben)).toEqual([]);

    await prefer(ben, { receipts: true });
    await bens.until(() => bens.all('preferences_updated').length === 2);
    const second = await say(amy, id, 'again');
    await lastRead(cat, second.id);
    expect((await bens.next('message_read')).message_id).toBe(second.id);
    expect((await readers(amy)).sort()).toEqual([ben.id, cat.id].sort());
  });
});
