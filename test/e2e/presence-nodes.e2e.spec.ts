import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Presence } from '../../src/contract/presence.js';
import type { User } from '../../src/contract/users.js';
import { PresenceStore } from '../../src/presence/presence.store.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, register } from '../support/people.js';
import {
  follower,
  setStatus,
  settled,
  shownState,
  shows,
  statusesOf,
  subscribe,
  updatesOf,
} from '../support/presence.js';
import { exactly } from '../support/rooms.js';

let a: TestApp;
let b: TestApp;

beforeAll(async () => {
  a = await startApp();
  b = await startApp(a.env);
});
afterAll(async () => {
  await Promise.all([a.stop(), b.stop()]);
});

describe('connections', () => {
  it('make somebody online for followers on every node, and their end offline, with the time', async () => {
    const amy = await register(a.url, 'amy');
    const [here, there] = await Promise.all([follower(a, amy), follower(b, amy)]);
    const nothing = { user_id: amy.id, status: 'offline', last_seen_at: null, text: '', emoji: '' };
    expect([here.presence, there.presence]).toEqual([[nothing], [nothing]]);

    const line = await amy.connect();
    for (const { line: watching } of [here, there]) {
      const online = await watching.next('presence_update', ({ user_id }) => user_id === amy.id);
      exactly(Presence, online);
      expect(online).toEqual({ ...nothing, status: 'online' });
    }
    expect(await subscribe(there.line, amy)).toEqual([{ ...nothing, status: 'online' }]);
    expect(await shownState(here.person, amy)).toBe('online');

    const before = Date.now();
    line.close();
    for (const { line: watching } of [here, there]) {
      await shows(watching, amy, { status: 'offline' });
      expect(Date.now() - before).toBeLessThan(5_000);
      expect(statusesOf(watching, amy)).toEqual(['online', 'offline']);
    }
    const seen = updatesOf(here.line, amy).at(-1)?.last_seen_at as string;
    expect(Date.parse(seen)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(seen)).toBeLessThanOrEqual(Date.now());
    expect(updatesOf(there.line, amy).at(-1)?.last_seen_at).toBe(seen);
    expect((await here.person.api<{ user: User }>('GET', `/users/${amy.id}`)).body.user).toMatchObject({
      last_seen_at: seen,
      status: { state: 'offline' },
    });
  });

  it('of several devices on several nodes are one presence', async () => {
    const amy = await register(a.url, 'amy');
    const { line: watching } = await follower(b, amy);
    const lines = await Promise.all([amy.connect(), amy.connect(), amy.at(b.url).connect()]);
    await shows(watching, amy, { status: 'online' });
    const [first, second, third] = lines as [Line, Line, Line];
    first.close();
    third.close();
    // A reload: gone and back within the grace.
    second.close();
    const back = await amy.at(b.url).connect();
    await setStatus(back, { state: 'busy' });
    await shows(watching, amy, { status: 'busy' });
    back.close();
    await shows(watching, amy, { status: 'offline' });
    expect(statusesOf(watching, amy)).toEqual(['online', 'busy', 'offline']);
  });

  it('that come and go many times are told once', async () => {
    const amy = await register(a.url, 'amy');
    const { line: watching } = await follower(b, amy);
    for (let i = 0; i < 10; i += 1) (await amy.at(i % 2 ? a.url : b.url).connect()).close();
    await shows(watching, amy, { status: 'offline' });
    expect(statusesOf(watching, amy)).toEqual(['online', 'offline']);
  });

  it('of a node that says goodbye do not wait for its end to be noticed', async () => {
    const c = await startApp(a.env);
    const amy = await register(c.url, 'amy');
    const ben = await register(c.url, 'ben');
    const { line: watching } = await follower(a, amy, ben);
    await Promise.all([amy.connect(), ben.connect()]);
    const elsewhere = await ben.at(b.url).connect();
    await Promise.all([
      shows(watching, amy, { status: 'online' }),
      shows(watching, ben, { status: 'online' }),
    ]);
    const before = Date.now();
    await c.stop();
    await shows(watching, amy, { status: 'offline' });
    expect(Date.now() - before).toBeLessThan(5_000);
    await setStatus(elsewhere, { state: 'away' });
    await shows(watching, ben, { status: 'away' });
    expect(statusesOf(watching, ben)).toEqual(['online', 'away']);
    elsewhere.close();
  });

  it('of a node that dies end within ten seconds, and are told once', async () => {
    const c = await startApp(a.env);
    const amy = await register(c.url, 'amy');
    const ben = await register(c.url, 'ben');
    const watchers = await Promise.all([follower(a, amy, ben), follower(b, amy, ben)]);
    await Promise.all([amy.connect(), ben.connect(), ben.at(a.url).connect()]);
    for (const { line } of watchers) {
      await Promise.all([shows(line, amy, { status: 'online' }), shows(line, ben, { status: 'online' })]);
    }
    const store = c.app.get(PresenceStore, { strict: false });
    for (const write of ['enter', 'renew', 'apply', 'mark', 'claim', 'settle', 'retire'] as const) {
      vi.spyOn(store, write).mockRejectedValue(new Error('this node is dead'));
    }
    const before = Date.now();
    for (const { line } of watchers) {
      await line.until(() => statusesOf(line, amy).includes('offline'), 12_000, 'offline');
      expect(Date.now() - before).toBeLessThan(10_000);
    }
    const witness = await follower(b);
    for (const { line } of watchers) {
      await subscribe(line, amy, ben, witness.person);
      await settled(line, witness);
      expect(statusesOf(line, amy)).toEqual(['online', 'offline']);
      expect(statusesOf(line, ben)).toEqual(['online']);
      const seen = Date.parse(updatesOf(line, amy).at(-1)?.last_seen_at as string);
      expect(seen).toBeLessThanOrEqual(Date.now());
    }
    const user = (await ben.at(a.url).api<{ user: User }>('GET', `/users/${amy.id}`)).body.user;
    expect(user.last_seen_at).toBe(updatesOf((watchers[0] as { line: Line }).line, amy).at(-1)?.last_seen_at);
    await c.stop();
  });

  it('of a node that was taken for dead come back with it', async () => {
    const c = await startApp(a.env);
    const amy = await register(c.url, 'amy');
    const { line: watching } = await follower(a, amy);
    await amy.connect();
    await shows(watching, amy, { status: 'online' });
    const store = c.app.get(PresenceStore, { strict: false });
    const frozen = (['renew', 'enter'] as const).map((write) =>
      vi.spyOn(store, write).mockRejectedValue(new Error('stalled')),
    );
    await shows(watching, amy, { status: 'offline' });
    for (const spy of frozen) spy.mockRestore();
    await shows(watching, amy, { status: 'online' });
    expect(statusesOf(watching, amy)).toEqual(['online', 'offline', 'online']);
    await c.stop();
  });
});
