import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register } from '../support/people.js';

let node: TestApp;
let amy: Person;

beforeAll(async () => {
  node = await startApp();
  amy = await register(node.url, 'amy');
});
afterAll(() => node?.stop());

interface Asked {
  cookie?: string | undefined;
  token?: string | undefined;
  plain?: boolean;
}

/** As a page asks that wants the refresh token in a cookie. */
const ask = async (path: string, body: object, { cookie, token, plain }: Asked = {}) => {
  const response = await fetch(`${node.url}/api/auth${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(!plain && { 'x-parley-session': 'cookie' }),
      ...(cookie && { cookie }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const set = response.headers.get('set-cookie') ?? '';
  const answer = (await response.json().catch(() => ({}))) as Record<string, string>;
  return { status: response.status, body: answer, set, cookie: set.split(';')[0] };
};

const inCookie = { refresh_token: 'cookie' };

it('keeps the refresh token of a page in a cookie, through every renewal', async () => {
  const first = await ask('/login', { email: amy.email, password });
  expect(first.body.refresh_token).toBe('cookie');
  const port = new URL(node.url).port;
  expect(first.set).toMatch(new RegExp(`^parley_refresh_${port}=[\\w-]{43};.* Path=/api/auth;`));
  expect(first.set).toMatch(/HttpOnly/);
  expect(first.set).toMatch(/SameSite=Strict/);

  const second = await ask('/refresh', inCookie, { cookie: first.cookie });
  expect([second.status, second.body.refresh_token]).toEqual([200, 'cookie']);
  expect(second.cookie).not.toBe(first.cookie);
  const out = await ask('/logout', {}, { cookie: second.cookie, token: second.body.token });
  expect([out.status, out.set]).toEqual([204, expect.stringContaining('Expires=Thu, 01 Jan 1970')]);
  expect((await ask('/refresh', inCookie, { cookie: second.cookie })).status).toBe(401);
});

it('takes a token from the body that was kept there before', async () => {
  const moved = await ask('/refresh', { refresh_token: amy.refreshToken });
  expect([moved.status, moved.body.refresh_token]).toEqual([200, 'cookie']);
  expect((await ask('/refresh', inCookie, { cookie: moved.cookie })).status).toBe(200);
});

it('is nothing that another page could make the browser do', async () => {
  const { cookie } = await ask('/login', { email: amy.email, password });
  const without = await ask('/refresh', inCookie, { cookie, plain: true });
  expect([without.status, without.body.code, without.set]).toEqual([401, 'refresh_token_invalid', '']);
  const lured = await fetch(`${node.url}/api/auth/refresh`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-parley-session',
    },
  });
  expect(lured.headers.get('access-control-allow-credentials')).toBeNull();
});

it('gives who does not ask for a cookie the token in the body', async () => {
  const { body, set } = await ask('/login', { email: amy.email, password }, { plain: true });
  expect(body.refresh_token).toMatch(/^[\w-]{43}$/);
  expect(set).toBe('');
});
