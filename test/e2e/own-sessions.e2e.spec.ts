import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '../../src/contract/auth.js';
import { OwnSession } from '../../src/contract/sessions.js';
import { me, postAuth as post } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register, request } from '../support/people.js';
import { exactly, refused, unknownId } from '../support/rooms.js';

let node: TestApp;
let far: TestApp;

beforeAll(async () => {
  node = await startApp();
  far = await startApp(node.env);
});
afterAll(async () => {
  await far?.stop();
  await node?.stop();
});

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Another device of the same person, at the other node. */
const device = async (person: Person, user_agent = firefox): Promise<Person> => {
  const { body } = await request<Session>(far.url, 'POST', '/api/auth/login', {
    body: { email: person.email, password },
    headers: { 'user-agent': user_agent },
  });
  const same = person.at(far.url);
  same.token = body.token;
  same.refreshToken = body.refresh_token;
  return same;
};

const list = async (person: Person): Promise<OwnSession[]> =>
  (await person.api<{ sessions: OwnSession[] }>('GET', '/users/me/sessions')).body.sessions;

it('lists where one is signed in, by device and shortened address', async () => {
  const amy = await register(node.url, 'amy');
  await device(amy);
  const sessions = await list(amy);
  for (const session of sessions) exactly(OwnSession, session);
  expect(sessions.map(({ current }) => current)).toEqual([false, true]);
  expect(sessions[0]).toMatchObject({ device: 'Firefox on Linux', ip: '127.0.0.0/24' });
  expect(await list(await register(node.url, 'ben'))).toHaveLength(1);
});

it('was last seen when its tokens were renewed', async () => {
  const amy = await register(node.url, 'amy');
  const [before] = await list(amy);
  await post(node.url, '/refresh', { refresh_token: amy.refreshToken });
  const [after] = await list(amy);
  expect(Date.parse(after?.last_seen_at ?? '')).toBeGreaterThan(Date.parse(before?.last_seen_at ?? ''));
  expect(after?.created_at).toBe(before?.created_at);
});

it('ends one: its tokens and its sockets, at another node within a second', async () => {
  const amy = await register(node.url, 'amy');
  const phone = await device(amy);
  const line = await phone.connect();
  const [session] = (await list(amy)).filter(({ current }) => !current);
  const path = `/users/me/sessions/${session?.id}`;
  await refused((await register(node.url, 'ben')).api('DELETE', path), 404, 'session_not_found');
  expect((await amy.api('DELETE', path)).status).toBe(204);
  expect((await line.next('session_ended', undefined, 1_000)).error.code).toBe('session_ended');
  expect((await me(far.url, phone.token)).body.code).toBe('session_ended');
  expect((await post(far.url, '/refresh', { refresh_token: phone.refreshToken })).status).toBe(401);
  await refused(amy.api('DELETE', path), 404, 'session_not_found');
  await refused(amy.api('DELETE', `/users/me/sessions/${unknownId}`), 404, 'session_not_found');
  await refused(amy.api('DELETE', '/users/me/sessions/nope'), 400, 'validation_failed');
});

it('ends all others, and keeps the one that asks', async () => {
  const amy = await register(node.url, 'amy');
  const lines = await Promise.all([await device(amy), await device(amy)].map((other) => other.connect()));
  const mine = await amy.connect();
  expect((await amy.api('DELETE', '/users/me/sessions')).status).toBe(204);
  await Promise.all(lines.map((line) => line.next('session_ended', undefined, 1_000)));
  expect(await list(amy)).toMatchObject([{ current: true }]);
  expect(mine.socket.connected).toBe(true);
  mine.close();
});
