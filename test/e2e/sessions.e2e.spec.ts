import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountRepository } from '../../src/users/account.repository.js';
import { me, postAuth as post, statuses } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { Line, type Person, password, register } from '../support/people.js';

describe('sessions', () => {
  let node: TestApp;
  let first: Person;

  beforeAll(async () => {
    node = await startApp();
    first = await register(node.url, 'first');
  });
  afterAll(() => node?.stop());

  describe('refresh', () => {
    it('answers another pair and keeps the session', async () => {
      const person = await register(node.url);
      const { status, body } = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      expect(status).toBe(200);
      expect(body).toMatchObject({ expires_in: 900, user: { id: person.id, email: person.email } });
      expect(body.refresh_token).not.toBe(person.refreshToken);
      expect((await me(node.url, body.token)).status).toBe(200);
      expect((await post(node.url, '/refresh', { refresh_token: body.refresh_token })).status).toBe(200);
    });

    it('gives nothing to an account that was closed by a node that died before it ended the sessions', async () => {
      const person = await register(node.url);
      const accounts = node.app.get(AccountRepository);
      await accounts.transaction((session) => accounts.deactivate(person.id, session));
      const { status, body } = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      expect([status, body]).toMatchObject([401, { code: 'refresh_token_invalid' }]);
      expect((await me(node.url, person.token)).body).toMatchObject({ code: 'session_ended' });
    });

    it('ends the family when a used token comes again', async () => {
      const person = await register(node.url);
      const bystander = await post(node.url, '/login', { email: person.email, password });
      const line = await person.connect();
      const { body: next } = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      const { body: last } = await post(node.url, '/refresh', { refresh_token: next.refresh_token });
      const again = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      expect([again.status, again.body.code]).toEqual([401, 'refresh_token_invalid']);
      for (const token of [person.token, next.token, last.token]) {
        const { status, body } = await me(node.url, token);
        expect([status, body.code]).toEqual([401, 'session_ended']);
      }
      expect((await post(node.url, '/refresh', { refresh_token: last.refresh_token })).body.code).toBe(
        'refresh_token_invalid',
      );
      expect((await line.next('session_ended')).error.code).toBe('session_ended');
      await line.until(() => line.socket.disconnected);
      expect((await me(node.url, bystander.body.token)).status).toBe(200);
    });

    it('answers the same pair to who asks again, since an answer may be lost, but not after a minute', async () => {
      const person = await register(node.url);
      const again = () => post(node.url, '/refresh', { refresh_token: person.refreshToken });
      const answers = await Promise.all(Array.from({ length: 6 }, again));
      expect(statuses(answers)).toEqual(Array<number>(6).fill(200));
      expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
      vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
      expect((await again()).body.code).toBe('refresh_token_invalid');
      expect((await me(node.url, person.token)).body.code).toBe('session_ended');
    });

    it.each([
      ['unknown', 'x'.repeat(43), 401, 'refresh_token_invalid'],
      ['empty', '', 400, 'validation_failed'],
      ['an operator', { $ne: null }, 400, 'validation_failed'],
      ['too long', 'x'.repeat(513), 400, 'validation_failed'],
    ])('refuses a token that is %s', async (_name, refresh_token, status, code) => {
      const answer = await post(node.url, '/refresh', { refresh_token });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('does not take an access token', async () => {
      expect((await post(node.url, '/refresh', { refresh_token: first.token })).status).toBe(401);
    });
  });

  describe('logout', () => {
    it('ends the tokens and the sockets of that session, on every node, and of no other', async () => {
      const other = await startApp(node.env);
      try {
        const phone = await register(node.url);
        const { body } = await post(node.url, '/login', { email: phone.email, password });
        const lineHere = await phone.connect();
        const lineThere = await phone.at(other.url).connect();
        const laptop = new Line(
          io(other.url, { auth: { token: body.token }, transports: ['websocket'], forceNew: true }),
        );
        await laptop.next('ready');
        expect((await me(other.url, phone.token)).status).toBe(200); // It is in that node's memory now.

        const out = await phone.api('POST', '/auth/logout', { refresh_token: phone.refreshToken });
        expect([out.status, out.body]).toEqual([204, {}]);
        expect((await me(node.url, phone.token)).body.code).toBe('session_ended');
        for (const line of [lineHere, lineThere]) {
          expect((await line.next('session_ended')).error.code).toBe('session_ended');
          await line.until(() => line.socket.disconnected);
        }
        expect((await me(other.url, phone.token)).body.code).toBe('session_ended');
        expect((await post(node.url, '/refresh', { refresh_token: phone.refreshToken })).status).toBe(401);
        expect((await me(node.url, body.token)).status).toBe(200);
        expect(laptop.socket.connected).toBe(true);
        laptop.close();
      } finally {
        await other.stop();
      }
    });

    it('needs no body, and a token', async () => {
      const person = await register(node.url);
      expect((await post(node.url, '/logout')).body.code).toBe('token_missing');
      expect((await person.api('POST', '/auth/logout')).status).toBe(204);
      expect((await person.api('POST', '/auth/logout')).body.code).toBe('session_ended');
    });
  });

  describe('refresh_token of a connection', () => {
    it('goes on with a new token of the same session', async () => {
      const person = await register(node.url);
      const line = await person.connect();
      const { body } = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      const answer = await line.ask<{ expires_at: string }>('refresh_token', { token: body.token });
      expect(answer).toMatchObject({ ok: true, expires_at: expect.stringMatching(/\.\d{3}Z$/) });
      if (answer.ok) expect(Date.parse(answer.expires_at) - Date.now()).toBeGreaterThan(880_000);
      line.close();
    });

    it('refuses the token of another, of another session, and what is none', async () => {
      const person = await register(node.url);
      const line = await person.connect();
      const { body } = await post(node.url, '/login', { email: person.email, password });
      for (const token of [first.token, body.token, 'nonsense']) {
        expect(await line.ask('refresh_token', { token })).toMatchObject({
          ok: false,
          error: { code: 'token_invalid' },
        });
      }
      for (const payload of [undefined, {}, { token: '' }, { token: { $ne: null } }, 'token']) {
        expect(await line.ask('refresh_token', payload)).toMatchObject({
          ok: false,
          error: { code: 'validation_failed' },
        });
      }
      expect(line.socket.connected).toBe(true);
      line.close();
    });
  });

  it('ends a connection whose token expires, after having asked for another', async () => {
    const short = await startApp({ ACCESS_TOKEN_SECONDS: '3' });
    try {
      const person = await register(short.url);
      const line = await person.connect();
      expect((await line.next('token_expiring')).expires_in_ms).toBeGreaterThan(0);
      expect((await line.next('session_ended')).error.code).toBe('token_expired');
      expect((await me(short.url, person.token)).body.code).toBe('token_expired');
      expect((await post(short.url, '/refresh', { refresh_token: person.refreshToken })).status).toBe(200);
    } finally {
      await short.stop();
    }
  });
});
