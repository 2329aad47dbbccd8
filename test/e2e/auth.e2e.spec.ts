import { randomBytes } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoginFailures } from '../../src/auth/login-failures.js';
import type { AppError } from '../../src/common/errors/app-error.js';
import type { Invitation, Session } from '../../src/contract/auth.js';
import type { Problem } from '../../src/contract/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { Line, password, type Person, register, request } from '../support/people.js';

const unique = (name: string): string => `${name}-${randomBytes(4).toString('hex')}`;
const account = (username = unique('amy')) => ({ username, email: `${username}@example.org`, password });

const post = <T = Session>(url: string, path: string, body?: unknown) =>
  request<T>(url, 'POST', `/api/auth${path}`, { body });

const me = (url: string, token: string) => request<Session>(url, 'GET', '/api/users/me', { token });
const admins = (node: TestApp): Promise<number> =>
  node.app.get<Connection>(getConnectionToken()).collection('users').countDocuments({ server_role: 'admin' });

/** Statuses in ascending order: of things that happen at once, any may win. */
const statuses = (answers: { status: number }[]): number[] => answers.map(({ status }) => status).sort((a, b) => a - b);
const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

describe('auth', () => {
  let node: TestApp;
  let first: Person;

  beforeAll(async () => {
    node = await startApp();
    first = await register(node.url, 'first');
  });
  afterAll(() => node?.stop());

  describe('registration', () => {
    it('answers a session and the own profile', async () => {
      const input = { ...account(), display_name: ' Amy Okafor ' };
      const { status, body } = await post(node.url, '/register', input);
      expect(status).toBe(201);
      expect(body).toEqual({
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        refresh_token: expect.stringMatching(/^[\w-]{43}$/),
        expires_in: 900,
        user: {
          id: expect.stringMatching(/^[0-9a-f]{24}$/),
          username: input.username,
          display_name: 'Amy Okafor',
          avatar_url: null,
          email: input.email,
          server_role: 'user',
          status: { state: 'online', text: '', emoji: '', expires_at: null },
          last_seen_at: null,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        },
      });
      expect((await me(node.url, body.token)).body.user).toEqual(body.user);
    });

    it('keeps no password and no refresh token in the clear', async () => {
      const { body } = await post(node.url, '/register', account());
      const db = node.app.get<Connection>(getConnectionToken());
      const user = await db.collection('users').findOne({ username: body.user.username });
      expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      const everything = JSON.stringify(await db.collection('refresh_tokens').find().toArray());
      expect(everything).not.toContain(body.refresh_token);
    });

    it('stores a username in lower case and takes it as the display name', async () => {
      const input = account(unique('Amy.O_k').toUpperCase());
      const { body } = await post(node.url, '/register', input);
      expect(body.user).toMatchObject({
        username: input.username.toLowerCase(),
        display_name: input.username.toLowerCase(),
        email: input.email,
      });
    });

    it('refuses a username and an e-mail address that are taken, whatever their case', async () => {
      const input = account();
      expect((await post(node.url, '/register', input)).status).toBe(201);
      const sameName = await post(node.url, '/register', { ...account(), username: input.username.toUpperCase() });
      expect([sameName.status, sameName.body.code]).toEqual([409, 'username_taken']);
      const sameMail = await post(node.url, '/register', { ...account(), email: input.email.toUpperCase() });
      expect([sameMail.status, sameMail.body.code]).toEqual([409, 'email_taken']);
    });

    it('gives a username to one of many who ask at once', async () => {
      const username = unique('race');
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => post(node.url, '/register', { ...account(username), email: `${username}${i}@example.org` })),
      );
      expect(statuses(answers)).toEqual([201, ...Array<number>(7).fill(409)]);
      expect(answers.filter(({ body }) => body.code === 'username_taken')).toHaveLength(7);
    });

    it.each<[string, object, string]>([
      ['username', { username: 'ab' }, 'too short'],
      ['username', { username: 'a'.repeat(33) }, 'too long'],
      ['username', { username: '.amy' }, 'a dot in front'],
      ['username', { username: 'amy okafor' }, 'a space'],
      ['username', { username: 'amy\n' }, 'a line feed'],
      ['username', { username: 'ämy' }, 'not ASCII'],
      ['username', { username: 'Everyone' }, 'a word that mentions everybody'],
      ['username', { username: 'here' }, 'a word that mentions everybody'],
      ['username', { username: { $ne: null } }, 'an operator'],
      ['username', { username: ['amy'] }, 'a list'],
      ['email', { email: 'amy' }, 'not an address'],
      ['email', { email: { $gt: '' } }, 'an operator'],
      ['email', { email: `${'a'.repeat(250)}@example.org` }, 'too long'],
      ['email', { email: 'a\u0000b@example.org' }, 'a NUL'],
      ['password', { password: 'short-one' }, 'too short'],
      ['password', { password: `${'a-b'.repeat(43)}` }, 'too long'],
      ['password', { password: 'Password123' }, 'a common one'],
      ['password', { password: 'aaaaaaaaaaaa' }, 'one character'],
      ['password', { password: 'long enough\u0000' }, 'a NUL'],
      ['password', { password: 'long enough\ud800' }, 'a lone surrogate'],
      ['password', { password: 1234567890 }, 'a number'],
      ['password', { password: undefined }, 'missing'],
      ['display_name', { display_name: ' ' }, 'blank'],
      ['display_name', { display_name: 'x'.repeat(65) }, 'too long'],
      ['display_name', { display_name: '\udc00' }, 'a lone surrogate'],
    ])('refuses a %s (%j: %s)', async (path, wrong) => {
      const { status, body } = await post(node.url, '/register', { ...account(), ...wrong });
      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(body.errors).toContainEqual({ path, message: expect.any(String) });
    });

    it('refuses the username and the e-mail address as a password', async () => {
      const input = account();
      for (const wrong of [input.username.toUpperCase(), input.email]) {
        const { status, body } = await post(node.url, '/register', { ...input, password: wrong });
        expect(status).toBe(400);
        expect(body.errors).toEqual([{ path: 'password', message: expect.any(String) }]);
      }
    });

    it('refuses what is no object and what is no JSON', async () => {
      for (const body of [[], 'text', 1, null]) {
        expect((await post(node.url, '/register', body)).body.code).toBe('validation_failed');
      }
      const response = await fetch(`${node.url}/api/auth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"username":',
      });
      expect(await response.json()).toMatchObject({ status: 400, code: 'malformed_json' });
    });
  });

  describe('login', () => {
    it('answers a new session, whatever the case of the e-mail address', async () => {
      const { status, body } = await post(node.url, '/login', { email: first.email.toUpperCase(), password });
      expect(status).toBe(200);
      expect(body).toMatchObject({ expires_in: 900, user: { id: first.id, username: first.username, avatar_url: null } });
      expect(body.refresh_token).not.toBe(first.refreshToken);
      expect((await me(node.url, body.token)).status).toBe(200);
      expect((await me(node.url, first.token)).status).toBe(200);
    });

    it('tells an unknown account and a wrong password apart neither by the answer nor by the time', async () => {
      const { url } = node;
      const person = await register(url);
      const wrong = 'not the password';
      const unknown = { email: `${unique('nobody')}@example.org`, password: wrong };
      const known = { email: person.email, password: wrong };
      const times: Record<'unknown' | 'known', number[]> = { unknown: [], known: [] };
      const problems: Partial<Problem>[] = [];
      for (let i = 0; i < 8; i += 1) {
        for (const [name, body] of [['unknown', unknown], ['known', known]] as const) {
          const began = performance.now();
          const answer = await post<object>(url, '/login', body);
          times[name].push(performance.now() - began);
          problems.push({ ...answer.body, request_id: undefined });
          expect(answer.status).toBe(401);
        }
      }
      expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
      expect(problems[0]).toMatchObject({ code: 'invalid_credentials' });
      const [a, b] = [median(times.unknown), median(times.known)];
      expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(2);
    });

    it.each([
      ['an operator as the address', { email: { $ne: null }, password }],
      ['an operator as the password', { email: 'amy@example.org', password: { $ne: null } }],
      ['a list', { email: ['amy@example.org'], password }],
      ['a NUL', { email: 'amy@example.org', password: 'a\u0000' }],
      ['a lone surrogate', { email: 'amy\ud800@example.org', password }],
      ['nothing', {}],
    ])('refuses %s', async (_name, body) => {
      expect((await post(node.url, '/login', body)).body.code).toBe('validation_failed');
    });

    it('does not take operators from the query', async () => {
      const { status } = await request(node.url, 'POST', '/api/auth/login?email[$ne]=x&password[$ne]=y', { body: {} });
      expect(status).toBe(400);
    });

    it('lets many devices of one person sign in at once', async () => {
      const person = await register(node.url);
      const answers = await Promise.all(
        Array.from({ length: 25 }, () => post(node.url, '/login', { email: person.email, password })),
      );
      expect(new Set(statuses(answers))).toEqual(new Set([200]));
    });

    it('closes an account after ten wrong passwords, for the right one too', async () => {
      const person = await register(node.url);
      for (let i = 0; i < 10; i += 1) {
        expect((await post(node.url, '/login', { email: person.email, password: `wrong ${i} wrong` })).status).toBe(401);
      }
      for (const email of [person.email, person.email.toUpperCase()]) {
        const { status, body, headers } = await post(node.url, '/login', { email, password });
        expect([status, body.code]).toEqual([429, 'rate_limited']);
        expect(body.retry_after_ms).toBeGreaterThan(14 * 60_000);
        expect(body.retry_after_ms).toBeLessThanOrEqual(15 * 60_000);
        expect(Number(headers.get('retry-after'))).toBe(Math.ceil((body.retry_after_ms as number) / 1000));
      }
      expect((await me(node.url, person.token)).status).toBe(200);
    });

    it('behaves the same for an account that does not exist', async () => {
      const email = `${unique('nobody')}@example.org`;
      const seen: number[] = [];
      for (let i = 0; i < 12; i += 1) seen.push((await post(node.url, '/login', { email, password })).status);
      expect(seen).toEqual([...Array<number>(10).fill(401), 429, 429]);
    });

    it('lets no more than ten guesses through that come at once, at two nodes', async () => {
      const other = await startApp(node.env);
      try {
        const person = await register(node.url);
        const answers = await Promise.all(
          Array.from({ length: 30 }, (_, i) =>
            post(i % 2 ? node.url : other.url, '/login', { email: person.email, password: `wrong ${i} wrong` }),
          ),
        );
        expect(statuses(answers)).toEqual([...Array<number>(10).fill(401), ...Array<number>(20).fill(429)]);
      } finally {
        await other.stop();
      }
    });

    it('does not count right passwords', async () => {
      const person = await register(node.url);
      const seen: number[] = [];
      for (let i = 0; i < 24; i += 1) {
        const body = { email: person.email, password: i % 2 && i < 18 ? 'not the password' : password };
        seen.push((await post(node.url, '/login', body)).status);
      }
      expect(seen.filter((status) => status === 200)).toHaveLength(15);
      expect(seen).not.toContain(429);
    });
  });

  it('closes an address after a hundred wrong passwords, for every account, and no other address', async () => {
    // Over HTTP the bucket of logins stands before it; this is what stops somebody who is slow.
    const strict = await startApp({ RATE_LIMIT_SCALE: '1' });
    try {
      const failures = strict.app.get(LoginFailures, { strict: false });
      const attempt = (ip: string, verified: string | null) =>
        failures.attempt(`${unique('somebody')}@example.org`, ip, () => Promise.resolve(verified)).catch((e: AppError) => e.code);
      const seen = await Promise.all(Array.from({ length: 110 }, () => attempt('203.0.113.9', null)));
      expect(seen.filter((code) => code === 'invalid_credentials')).toHaveLength(100);
      expect(seen.filter((code) => code === 'rate_limited')).toHaveLength(10);
      expect(await attempt('203.0.113.9', 'amy')).toBe('rate_limited');
      expect(await attempt('203.0.113.10', 'amy')).toBe('amy');
    } finally {
      await strict.stop();
    }
  });

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

    it('ends the family when a used token comes again', async () => {
      const person = await register(node.url);
      const bystander = await post(node.url, '/login', { email: person.email, password });
      const line = await person.connect();
      const { body: next } = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      const again = await post(node.url, '/refresh', { refresh_token: person.refreshToken });
      expect([again.status, again.body.code]).toEqual([401, 'refresh_token_invalid']);
      for (const token of [person.token, next.token]) {
        const { status, body } = await me(node.url, token);
        expect([status, body.code]).toEqual([401, 'session_ended']);
      }
      expect((await post(node.url, '/refresh', { refresh_token: next.refresh_token })).body.code).toBe('refresh_token_invalid');
      expect((await line.next('session_ended')).error.code).toBe('session_ended');
      await line.until(() => line.socket.disconnected);
      expect((await me(node.url, bystander.body.token)).status).toBe(200);
    });

    it('gives one token to one of many who use it at once', async () => {
      const person = await register(node.url);
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => post(node.url, '/refresh', { refresh_token: person.refreshToken })),
      );
      expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
      expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
        new Set(['refresh_token_invalid']),
      );
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
        const laptop = new Line(io(other.url, { auth: { token: body.token }, transports: ['websocket'], forceNew: true }));
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
        expect(await line.ask('refresh_token', { token })).toMatchObject({ ok: false, error: { code: 'token_invalid' } });
      }
      for (const payload of [undefined, {}, { token: '' }, { token: { $ne: null } }, 'token']) {
        expect(await line.ask('refresh_token', payload)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
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

describe('the first account', () => {
  it.each(['open', 'invite', 'closed'])('is the only administrator when several register at once (%s)', async (mode) => {
    const node = await startApp({ REGISTRATION: mode });
    const other = await startApp(node.env);
    try {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => post(i % 2 ? node.url : other.url, '/register', account(unique('boss')))),
      );
      const made = answers.filter(({ status }) => status === 201);
      expect(made.filter(({ body }) => body.user.server_role === 'admin')).toHaveLength(1);
      expect(made).toHaveLength(mode === 'open' ? 6 : 1);
      expect(await admins(node)).toBe(1);
      const codes = { open: [], invite: ['invitation_invalid'], closed: ['registration_closed'] }[mode];
      expect([...new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))]).toEqual(codes);
    } finally {
      await other.stop();
      await node.stop();
    }
  });

  it('is an administrator also when the same name comes twice at once', async () => {
    const node = await startApp();
    try {
      const same = account();
      expect(statuses(await Promise.all([post(node.url, '/register', same), post(node.url, '/register', same)]))).toEqual([201, 409]);
      expect(await admins(node)).toBe(1);
    } finally {
      await node.stop();
    }
  });
});

describe('where registration needs an invitation', () => {
  let node: TestApp;
  let admin: Person;

  beforeAll(async () => {
    node = await startApp({ REGISTRATION: 'invite' });
    admin = await register(node.url, 'admin');
  });
  afterAll(() => node?.stop());

  const invite = async (input: object = {}): Promise<Invitation> => {
    const { status, body } = await admin.api<{ invitation: Invitation }>('POST', '/auth/invitations', input);
    expect(status).toBe(201);
    return body.invitation;
  };

  it('administrators invite', async () => {
    expect(await invite({ uses: 3, expires_in: 60 })).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      code: expect.stringMatching(/^[\w-]{22}$/),
      uses_left: 3,
      created_at: expect.stringMatching(/Z$/),
      expires_at: expect.stringMatching(/Z$/),
    });
    for (const wrong of [{ uses: 0 }, { uses: 1.5 }, { uses: 1001 }, { expires_in: 59 }, { uses: '2' }]) {
      expect((await admin.api('POST', '/auth/invitations', wrong)).status).toBe(400);
    }
  });

  it('lets in as many as it says, also when they come at once, and nobody without', async () => {
    const { code } = await invite({ uses: 2 });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(node.url, '/register', { ...account(), invitation: code })),
    );
    expect(statuses(answers)).toEqual([201, 201, 403, 403, 403]);
    for (const invitation of [undefined, '', 'nonsense', code]) {
      const { status, body } = await post(node.url, '/register', { ...account(), invitation });
      expect([status, body.code]).toEqual([403, 'invitation_invalid']);
    }
    expect((await post(node.url, '/register', { ...account(), invitation: { $ne: null } })).status).toBe(400);
  });

  it('is not used up by a registration that fails', async () => {
    const { code: invitation } = await invite();
    expect((await post(node.url, '/register', { ...account(admin.username), invitation })).body.code).toBe('username_taken');
    const guest = await post(node.url, '/register', { ...account(), invitation });
    expect(guest.status).toBe(201);
    const answer = await request(node.url, 'POST', '/api/auth/invitations', { token: guest.body.token, body: {} });
    expect([answer.status, answer.body.code]).toEqual([403, 'permission_denied']);
  });

  it('expires', async () => {
    const { code: invitation } = await invite();
    const db = node.app.get<Connection>(getConnectionToken());
    await db.collection('invitations').updateOne({ code: invitation }, { $set: { expires_at: new Date(Date.now() - 1) } });
    expect((await post(node.url, '/register', { ...account(), invitation })).body.code).toBe('invitation_invalid');
  });
});
