import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, postAuth as post, statuses, unique } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { password, register, request } from '../support/people.js';
import { refused } from '../support/rooms.js';
import { SmtpServer, tokenIn } from '../support/smtp-server.js';

const fresh = 'a wholly new passphrase';

let node: TestApp;
let smtp: SmtpServer;

beforeAll(async () => {
  smtp = await SmtpServer.start();
  node = await startApp({ SMTP_URL: smtp.url });
});
afterAll(async () => {
  await node?.stop();
  await smtp?.stop();
});

const ask = (email: string, at = node) => post(at.url, '/password-reset', { email });
const confirm = (token: string, next = fresh, at = node) =>
  post(at.url, '/password-reset/confirm', { token, password: next });
const signIn = (email: string, secret: string) => post(node.url, '/login', { email, password: secret });
const linkFor = async (email: string) => {
  expect((await ask(email)).status).toBe(204);
  return tokenIn(await smtp.letterTo(email, /new password/));
};

describe('a forgotten password', () => {
  it('is replaced by the link, and every session ends', async () => {
    const amy = await register(node.url, 'amy');
    const line = await amy.connect();
    expect((await ask(amy.email.toUpperCase())).status).toBe(204);
    const token = tokenIn(await smtp.letterTo(amy.email, /new password/));
    expect((await confirm(token)).status).toBe(204);
    expect((await line.next('session_ended')).error.code).toBe('session_ended');
    expect((await me(node.url, amy.token)).body.code).toBe('session_ended');
    expect((await signIn(amy.email, password)).status).toBe(401);
    expect((await signIn(amy.email, fresh)).status).toBe(200);
    await smtp.letterTo(amy.email, /password was changed/);
  });

  it('answers the same for an address that nobody has, to whom nothing is mailed', async () => {
    const amy = await register(node.url, 'amy');
    const nobody = `${unique('nobody')}@example.org`;
    const [known, unknown] = [await ask(amy.email), await ask(nobody)];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await smtp.letterTo(amy.email, /new password/);
    const after = await register(node.url, 'ben'); // Jobs are taken in their order: this comes behind the other.
    await smtp.letterTo(after.email);
    expect(smtp.letters.filter(({ to }) => to.includes(nobody))).toEqual([]);
  });

  it('is given to exactly one of many who use a link at once, on two nodes', async () => {
    const other = await startApp(node.env);
    try {
      const amy = await register(node.url, 'amy');
      const token = await linkFor(amy.email);
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, at) => confirm(token, `${fresh} ${at}`, at % 2 ? other : node)),
      );
      expect(statuses(answers)).toEqual([204, ...Array<number>(5).fill(403)]);
      const won = answers.findIndex(({ status }) => status === 204);
      expect((await signIn(amy.email, `${fresh} ${won}`)).status).toBe(200);
      await refused(confirm(token), 403, 'link_invalid');
    } finally {
      await other.stop();
    }
  });

  it('makes earlier links worthless once it is replaced, or changed', async () => {
    const amy = await register(node.url, 'amy');
    const first = await linkFor(amy.email);
    const changed = await amy.api('POST', '/users/me/password', {
      current_password: password,
      password: fresh,
    });
    expect(changed.status).toBe(204);
    await refused(confirm(first), 403, 'link_invalid');
  });

  it('is not given to who reads the mailbox that the account had before', async () => {
    const amy = await register(node.url, 'amy');
    const old = await linkFor(amy.email);
    const email = `${unique('amy')}@example.org`;
    expect((await amy.api('POST', '/users/me/email', { email, password })).status).toBe(200);
    const token = tokenIn(await smtp.letterTo(email, /[Cc]onfirm/));
    expect((await request(node.url, 'POST', '/api/auth/email/confirm', { body: { token } })).status).toBe(
      204,
    );
    await refused(confirm(old), 403, 'link_invalid');
  });

  it('may be tried again with a better one when the first was weak', async () => {
    const amy = await register(node.url, 'amy');
    const token = await linkFor(amy.email);
    await refused(confirm(token, amy.username.padEnd(10, '1').slice(0, 5)), 400, 'validation_failed');
    await refused(confirm(token, 'aaaaaaaaaaaa'), 400, 'validation_failed');
    expect((await confirm(token)).status).toBe(204);
  });

  it('lets in who guessed too often before', async () => {
    const amy = await register(node.url, 'amy');
    await Promise.all(Array.from({ length: 11 }, () => signIn(amy.email, 'wrong horse battery')));
    expect((await signIn(amy.email, password)).status).toBe(429);
    expect((await confirm(await linkFor(amy.email))).status).toBe(204);
    expect((await signIn(amy.email, fresh)).status).toBe(200);
  });

  it.each([
    ['unknown', 'x'.repeat(43), 403, 'link_invalid'],
    ['an operator', { $ne: null }, 400, 'validation_failed'],
    ['empty', '', 400, 'validation_failed'],
    ['too long', 'x'.repeat(129), 400, 'validation_failed'],
  ])('refuses a token that is %s', async (_name, token, status, code) => {
    await refused(confirm(token as string), status, code);
  });

  it('does not take a link that confirms an address', async () => {
    const amy = await register(node.url, 'amy');
    const token = tokenIn(await smtp.letterTo(amy.email, /Confirm/));
    await refused(confirm(token), 403, 'link_invalid');
  });
});

it('asked for too often, is refused for the address, whether anybody has it or not', async () => {
  const strict = await startApp({ SMTP_URL: smtp.url, RATE_LIMIT_SCALE: '1' });
  try {
    for (const email of [(await register(strict.url, 'amy')).email, `${unique('nobody')}@example.org`]) {
      const answers = await Promise.all(Array.from({ length: 7 }, () => ask(email, strict)));
      expect(statuses(answers)).toEqual([...Array<number>(5).fill(204), 429, 429]);
    }
  } finally {
    await strict.stop();
  }
});
