import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/contract/users.js';
import { me, postAuth as post, statuses, unique } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register } from '../support/people.js';
import { refused } from '../support/rooms.js';
import { SmtpServer, tokenIn } from '../support/smtp-server.js';

const other = 'another horse battery';

const signIn = (node: TestApp, email: string, secret: string) =>
  post(node.url, '/login', { email, password: secret });
const own = async (person: Person): Promise<User> => (await me(person.url, person.token)).body.user;

describe('where no mail is sent', () => {
  let node: TestApp;

  beforeAll(async () => {
    node = await startApp();
  });
  afterAll(() => node?.stop());

  describe('change of the password', () => {
    const change = (person: Person, current_password: string, next: string) =>
      person.api('POST', '/users/me/password', { current_password, password: next });

    it('ends all other sessions, on every node, and keeps the one that asks', async () => {
      const far = await startApp(node.env);
      try {
        const amy = await register(node.url, 'amy');
        const { body: phone } = await signIn(node, amy.email, password);
        const line = await amy.at(far.url).connect();
        const there = amy.at(far.url);
        there.token = phone.token;
        const cutOff = await there.connect();
        expect((await change(amy, password, other)).status).toBe(204);
        expect((await cutOff.next('session_ended', undefined, 1_000)).error.code).toBe('session_ended');
        expect((await me(far.url, phone.token)).body.code).toBe('session_ended');
        expect((await me(far.url, amy.token)).status).toBe(200);
        expect(line.socket.connected).toBe(true);
        line.close();
        expect((await signIn(node, amy.email, password)).body.code).toBe('invalid_credentials');
        expect((await signIn(node, amy.email, other)).status).toBe(200);
      } finally {
        await far.stop();
      }
    });

    it('refuses a wrong, a weak and a short one, and changes nothing', async () => {
      const amy = await register(node.url, 'amy');
      await refused(change(amy, 'wrong horse battery', other), 403, 'wrong_password');
      await refused(change(amy, password, amy.email), 400, 'validation_failed');
      await refused(change(amy, password, 'short'), 400, 'validation_failed');
      expect((await signIn(node, amy.email, password)).status).toBe(200);
    });

    it('counts guesses as failed sign-ins', async () => {
      const amy = await register(node.url, 'amy');
      const guesses = await Promise.all(
        Array.from({ length: 12 }, () => change(amy, 'wrong horse battery', other)),
      );
      expect(statuses(guesses)).toEqual([...Array<number>(10).fill(403), 429, 429]);
      await refused(change(amy, password, other), 429, 'rate_limited');
      expect((await signIn(node, amy.email, password)).status).toBe(429);
    });

    it('takes one of two that come at once', async () => {
      const amy = await register(node.url, 'amy');
      const answers = await Promise.all([
        change(amy, password, other),
        change(amy, password, 'a third horse battery'),
      ]);
      expect(statuses(answers)).toEqual([204, 403]);
    });
  });

  describe('change of the address', () => {
    const change = (person: Person, email: string, secret = password) =>
      person.api<{ user: User; confirmation_sent: boolean }>('POST', '/users/me/email', {
        email,
        password: secret,
      });

    it('is done at once', async () => {
      const amy = await register(node.url, 'amy');
      const email = `${unique('New')}@example.org`;
      const { status, body } = await change(amy, email);
      expect([status, body.confirmation_sent, body.user.email]).toEqual([200, false, email]);
      expect((await signIn(node, email.toLowerCase(), password)).status).toBe(200);
      expect((await signIn(node, amy.email, password)).status).toBe(401);
    });

    it('refuses a wrong password, what is no address, and one that is taken', async () => {
      const [amy, ben] = [await register(node.url, 'amy'), await register(node.url, 'ben')];
      await refused(change(amy, 'new@example.org', 'wrong horse battery'), 403, 'wrong_password');
      await refused(change(amy, 'nowhere'), 400, 'validation_failed');
      await refused(change(amy, ben.email.toUpperCase()), 409, 'email_taken');
      expect((await own(amy)).email).toBe(amy.email);
    });

    it('gives an address to one of two who ask at once', async () => {
      const [amy, ben] = [await register(node.url, 'amy'), await register(node.url, 'ben')];
      const email = `${unique('both')}@example.org`;
      expect(statuses(await Promise.all([change(amy, email), change(ben, email)]))).toEqual([200, 409]);
    });
  });

  it('says so of what needs mail', async () => {
    const amy = await register(node.url, 'amy');
    const reset = () => post(node.url, '/password-reset', { email: amy.email });
    await refused(reset(), 501, 'mail_not_configured');
    await refused(amy.api('POST', '/users/me/email/verification'), 501, 'mail_not_configured');
  });
});

describe('where mail is sent', () => {
  let node: TestApp;
  let smtp: SmtpServer;

  beforeAll(async () => {
    smtp = await SmtpServer.start();
    node = await startApp({ SMTP_URL: smtp.url, PUBLIC_URL: 'https://chat.example.org/' });
  });
  afterAll(async () => {
    await node?.stop();
    await smtp?.stop();
  });

  const confirm = (token: string) => post(node.url, '/email/confirm', { token });

  it('who registers confirms the address by a link, once', async () => {
    smtp.busy = 1; // The first try is put off, and made again.
    const amy = await register(node.url, 'amy');
    expect((await own(amy)).email_verified).toBe(false);
    const letter = await smtp.letterTo(amy.email, /Confirm/);
    expect(letter.from).toBe('no-reply@chat.example.org');
    expect(letter.body).toContain('https://chat.example.org/confirm-email#token=');
    const answers = await Promise.all([confirm(tokenIn(letter)), confirm(tokenIn(letter))]);
    expect(statuses(answers)).toEqual([204, 403]);
    expect(answers.map(({ body }) => body.code)).toContain('link_invalid');
    expect((await own(amy)).email_verified).toBe(true);
    await refused(confirm('x'.repeat(43)), 403, 'link_invalid');
  });

  it('mails the link again, and none to who has confirmed', async () => {
    const amy = await register(node.url, 'amy');
    const first = await smtp.letterTo(amy.email, /Confirm/);
    expect((await amy.api('POST', '/users/me/email/verification')).status).toBe(204);
    await smtp.letterTo(amy.email, /Confirm/);
    expect((await confirm(tokenIn(first))).status).toBe(204);
    expect((await amy.api('POST', '/users/me/email/verification')).status).toBe(204);
  });

  it('a new address counts when its link was opened, and the old one is told', async () => {
    const amy = await register(node.url, 'amy');
    await confirm(tokenIn(await smtp.letterTo(amy.email, /Confirm/)));
    const email = `${unique('next')}@example.org`;
    const { body } = await amy.api<{ user: User; confirmation_sent: boolean }>('POST', '/users/me/email', {
      email,
      password,
    });
    expect([body.confirmation_sent, body.user.email]).toEqual([true, amy.email]);
    const letter = await smtp.letterTo(email, /Confirm/);
    expect((await signIn(node, email, password)).status).toBe(401);
    expect((await confirm(tokenIn(letter))).status).toBe(204);
    expect(await own(amy)).toMatchObject({ email, email_verified: true });
    expect((await smtp.letterTo(amy.email, /was changed/)).body).toContain(email);
  });

  it('an address that somebody took in the meantime is not given twice', async () => {
    const [amy, email] = [await register(node.url, 'amy'), `${unique('late')}@example.org`];
    await amy.api('POST', '/users/me/email', { email, password });
    const letter = await smtp.letterTo(email, /Confirm/);
    await post(node.url, '/register', { username: unique('ben'), email, password });
    await refused(confirm(tokenIn(letter)), 409, 'email_taken');
    expect((await own(amy)).email).toBe(amy.email);
  });
});
