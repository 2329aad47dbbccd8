import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/contract/users.js';
import { startApp, type TestApp } from '../support/app.js';
import { register, registerAll } from '../support/people.js';
import {
  follower,
  hasLeft,
  isOnline,
  listeners,
  setStatus,
  settled,
  shownState,
  shows,
  stateAt,
  statusesOf,
  subscribe,
  updatesOf,
} from '../support/presence.js';
import { refused, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let a: TestApp;
let b: TestApp;

beforeAll(async () => {
  a = await startApp();
  b = await startApp(a.env);
});
afterAll(async () => {
  await Promise.all([a.stop(), b.stop()]);
});

describe('set_status', () => {
  it('shows the state to followers on every node, to own devices, and in REST', async () => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    const other = await amy.at(b.url).connect();
    const { line: watching, person } = await follower(b, amy);
    const user = await setStatus(line, { state: 'busy', text: ' In a meeting ', emoji: '📅' });
    expect(user).toMatchObject({
      id: amy.id,
      email: amy.email,
      status: { state: 'busy', text: 'In a meeting', emoji: '📅', expires_at: null },
    });
    const expected = {
      user_id: amy.id,
      status: 'busy',
      last_seen_at: null,
      text: 'In a meeting',
      emoji: '📅',
    };
    for (const told of [watching, line, other]) {
      await shows(told, amy, { text: 'In a meeting' });
      expect(updatesOf(told, amy).at(-1)).toEqual(expected);
    }
    expect(await shownState(person, amy)).toBe('busy');
    expect(await stateAt(b, amy)).toBe('busy');

    const answer = await amy.api<{ user: User }>('PUT', '/users/me/status', { state: 'away' });
    expect(answer.status).toBe(200);
    expect(answer.body.user.status).toEqual({ state: 'away', text: '', emoji: '', expires_at: null });
    await shows(watching, amy, { status: 'away', text: '', emoji: '' });
    line.close();
    other.close();
  });

  it('finds oneself here from the first moment, unless one is invisible', async () => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    expect(await subscribe(line, amy)).toMatchObject([{ user_id: amy.id, status: 'online' }]);
    await setStatus(line, { state: 'invisible' });
    line.close();
    const again = await amy.connect();
    expect(await subscribe(again, amy)).toMatchObject([{ user_id: amy.id, status: 'offline' }]);
    again.close();
  });

  it('tells a device that follows itself once', async () => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    await isOnline(a, amy);
    await subscribe(line, amy);
    await setStatus(line, { state: 'away' });
    await shows(line, amy, { status: 'away' });
    const witness = await follower(b);
    await subscribe(line, amy, witness.person);
    await settled(line, witness);
    expect(statusesOf(line, amy)).toEqual(['away']);
    line.close();
  });

  it('tells at most once a second, and the last of all', async () => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    const { line: watching } = await follower(b, amy);
    const before = Date.now();
    for (let i = 1; i <= 20; i += 1) await setStatus(line, { state: 'online', text: `step ${i}` });
    await shows(watching, amy, { text: 'step 20' });
    expect(updatesOf(watching, amy).length).toBeLessThanOrEqual(2 + (Date.now() - before) / 1_000);
    line.close();
  });

  it('says nothing when nothing changed', async () => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    await isOnline(a, amy);
    const witness = await follower(a);
    const { line: watching } = await follower(b, amy, witness.person);
    for (let i = 0; i < 5; i += 1) await setStatus(line, { state: 'online' });
    await settled(watching, witness);
    expect(updatesOf(watching, amy)).toEqual([]);
    line.close();
  });

  it('keeps a text for those who are offline', async () => {
    const amy = await register(a.url, 'amy');
    const { line: watching } = await follower(b, amy);
    await amy.api('PUT', '/users/me/status', { state: 'online', text: 'Back on Monday' });
    await shows(watching, amy, { status: 'offline', text: 'Back on Monday' });
    const later = await follower(a, amy);
    expect(later.presence).toMatchObject([{ status: 'offline', text: 'Back on Monday' }]);
  });

  it.each([
    ['a time that is past', { state: 'online', text: 'Lunch', expires_at: '2020-01-01T00:00:00.000Z' }],
    ['a time that is none', { state: 'online', expires_at: 'tomorrow' }],
    ['a state that is none', { state: 'asleep' }],
    ['no state', { text: 'Lunch' }],
    ['a text that is too long', { state: 'online', text: 'x'.repeat(141) }],
    ['a text that is none', { state: 'online', text: 7 }],
  ])('refuses %s', async (_what, input) => {
    const amy = await register(a.url, 'amy');
    await refused(amy.api('PUT', '/users/me/status', input), 400, 'validation_failed');
    const line = await amy.connect();
    expect(await line.ask('set_status', input)).toMatchObject({
      ok: false,
      error: { code: 'validation_failed' },
    });
    expect((await amy.api<{ user: User }>('GET', '/users/me')).body.user.status.state).toBe('online');
    line.close();
  });

  it('takes the text away when it expires, and tells everyone once', async () => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    const watchers = await Promise.all([follower(a, amy), follower(b, amy)]);
    await Promise.all(watchers.map(async ({ line: watching }) => subscribe(watching, amy)));
    const expires_at = new Date(Date.now() + 2_000).toISOString();
    const { status } = await setStatus(line, { state: 'away', text: 'Lunch', emoji: '🍜', expires_at });
    expect(status).toEqual({ state: 'away', text: 'Lunch', emoji: '🍜', expires_at });
    for (const { line: watching } of watchers) {
      await watching.next('presence_update', ({ text, emoji }) => text === 'Lunch' && emoji === '🍜');
      await shows(watching, amy, { status: 'away', text: '', emoji: '' });
      expect(Date.now() - Date.parse(expires_at)).toBeLessThan(3_000);
      expect(updatesOf(watching, amy).filter(({ status: state }) => state === 'away')).toHaveLength(2);
    }
    const me = (await amy.api<{ user: User }>('GET', '/users/me')).body.user.status;
    expect(me).toEqual({ state: 'away', text: '', emoji: '', expires_at: null });
    line.close();
  });
});

describe('invisible', () => {
  it.each(['invisible', 'offline'])('people (%s) look as if they were not there', async (state) => {
    const amy = await register(a.url, 'amy');
    const line = await amy.connect();
    await isOnline(a, amy);
    const { line: watching, person } = await follower(b, amy);
    expect((await setStatus(line, { state })).status.state).toBe(state);
    await shows(watching, amy, { status: 'offline' });
    const hidden = updatesOf(watching, amy).at(-1);
    expect(hidden?.last_seen_at).toEqual(expect.any(String));
    expect(await shownState(person, amy)).toBe('offline');
    expect(await stateAt(b, amy)).toBe('offline');
    expect((await amy.api<{ user: User }>('GET', '/users/me')).body.user.status.state).toBe(state);

    // Whatever they do now, others see nothing move.
    line.close();
    const again = await amy.at(b.url).connect();
    again.close();
    const witness = await follower(a);
    const told = updatesOf(watching, amy).length;
    await hasLeft(a, amy);
    await subscribe(watching, amy, witness.person);
    await settled(watching, witness);
    expect(updatesOf(watching, amy)).toHaveLength(told);
    expect(await subscribe(watching, amy)).toEqual([hidden]);

    const back = await amy.connect();
    await setStatus(back, { state: 'online' });
    await shows(watching, amy, { status: 'online' });
    back.close();
    await shows(watching, amy, { status: 'offline' });
    const seen = updatesOf(watching, amy).at(-1)?.last_seen_at as string;
    expect(Date.parse(seen)).toBeGreaterThan(Date.parse(hidden?.last_seen_at as string));
  });

  it('from the beginning leaves no trace', async () => {
    const amy = await register(a.url, 'amy');
    await amy.api('PUT', '/users/me/status', { state: 'invisible' });
    const witness = await follower(a);
    const { line: watching } = await follower(b, amy, witness.person);
    const line = await amy.connect();
    line.close();
    await hasLeft(a, amy);
    await settled(watching, witness);
    expect(updatesOf(watching, amy)).toEqual([]);
    expect(await subscribe(watching, amy)).toMatchObject([{ status: 'offline', last_seen_at: null }]);
  });
});

describe('presence_subscribe', () => {
  it('answers for all who exist, once each', async () => {
    const [amy, ben] = await Promise.all([register(a.url, 'amy'), register(b.url, 'ben')]);
    const line = await ben.connect();
    const { line: watching } = await follower(a, ben);
    await isOnline(a, ben);
    const presence = await subscribe(watching, amy, ben, { id: unknownId }, amy);
    expect(presence.map(({ user_id, status }) => [user_id, status]).sort()).toEqual(
      [
        [amy.id, 'offline'],
        [ben.id, 'online'],
      ].sort(),
    );
    expect(await subscribe(watching)).toEqual([]);
    line.close();
  });

  it('replaces who was followed before, on this socket only; nobody else is told anything', async () => {
    const [amy, ben] = await registerAll(a.url, 'amy', 'ben');
    const { line: watching, person } = await follower(b, amy);
    const second = await person.connect();
    await subscribe(second, amy);
    const { line: stranger } = await follower(b);
    await subscribe(watching, ben);
    const line = await amy.connect();
    await shows(second, amy, { status: 'online' });
    const other = await ben.connect();
    await shows(watching, ben, { status: 'online' });
    expect(updatesOf(watching, amy)).toEqual([]);
    expect(updatesOf(second, ben)).toEqual([]);
    expect([...updatesOf(stranger, amy), ...updatesOf(stranger, ben)]).toEqual([]);
    await subscribe(watching);
    other.close();
    line.close();
    await shows(second, amy, { status: 'offline' });
    expect(statusesOf(watching, ben)).toEqual(['online']);
  });

  it('takes 500 people and not one more', async () => {
    const { line } = await follower(a);
    const ids = Array.from({ length: 501 }, (_, i) => i.toString(16).padStart(24, '0'));
    expect(await line.ask('presence_subscribe', { user_ids: ids.slice(1) })).toEqual({
      ok: true,
      presence: [],
    });
    for (const user_ids of [ids, 'all', ['amy'], undefined]) {
      expect(await line.ask('presence_subscribe', { user_ids })).toMatchObject({
        ok: false,
        error: { code: 'validation_failed' },
      });
    }
  });

  it('leaves nothing behind when the socket is gone', async () => {
    const amy = await register(a.url, 'amy');
    const { line } = await follower(b, amy);
    expect(await listeners(a, amy)).toBe(1);
    line.close();
    await until(async () => (await listeners(a, amy)) === 0, { what: 'the end of the subscription' });
  });
});
