import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invitation } from '../../src/contract/auth.js';
import { account, me, postAuth as post, statuses, unique } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register, request } from '../support/people.js';

const admins = (node: TestApp): Promise<number> =>
  node.app.get<Connection>(getConnectionToken()).collection('users').countDocuments({ server_role: 'admin' });

describe('registration', () => {
  let node: TestApp;

  beforeAll(async () => {
    node = await startApp();
    await register(node.url, 'first');
  });
  afterAll(() => node?.stop());

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
        email_verified: false,
        active: true,
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
    const sameName = await post(node.url, '/register', {
      ...account(),
      username: input.username.toUpperCase(),
    });
    expect([sameName.status, sameName.body.code]).toEqual([409, 'username_taken']);
    const sameMail = await post(node.url, '/register', { ...account(), email: input.email.toUpperCase() });
    expect([sameMail.status, sameMail.body.code]).toEqual([409, 'email_taken']);
  });

  it('gives a username to one of many who ask at once', async () => {
    const username = unique('race');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        post(node.url, '/register', { ...account(username), email: `${username}${i}@example.org` }),
      ),
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

describe('the first account', () => {
  it.each(['open', 'invite', 'closed'])(
    'is the only administrator when several register at once (%s)',
    async (mode) => {
      const node = await startApp({ REGISTRATION: mode });
      const other = await startApp(node.env);
      try {
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, i) =>
            post(i % 2 ? node.url : other.url, '/register', account(unique('boss'))),
          ),
        );
        const made = answers.filter(({ status }) => status === 201);
        expect(made.filter(({ body }) => body.user.server_role === 'admin')).toHaveLength(1);
        expect(made).toHaveLength(mode === 'open' ? 6 : 1);
        expect(await admins(node)).toBe(1);
        const codes = { open: [], invite: ['invitation_invalid'], closed: ['registration_closed'] }[mode];
        expect([
          ...new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code)),
        ]).toEqual(codes);
      } finally {
        await other.stop();
        await node.stop();
      }
    },
  );

  it('is an administrator also when the same name comes twice at once', async () => {
    const node = await startApp();
    try {
      const same = account();
      expect(
        statuses(await Promise.all([post(node.url, '/register', same), post(node.url, '/register', same)])),
      ).toEqual([201, 409]);
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
    expect((await post(node.url, '/register', { ...account(admin.username), invitation })).body.code).toBe(
      'username_taken',
    );
    const guest = await post(node.url, '/register', { ...account(), invitation });
    expect(guest.status).toBe(201);
    const answer = await request(node.url, 'POST', '/api/auth/invitations', {
      token: guest.body.token,
      body: {},
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'permission_denied']);
  });

  it('expires', async () => {
    const { code: invitation } = await invite();
    const db = node.app.get<Connection>(getConnectionToken());
    await db
      .collection('invitations')
      .updateOne({ code: invitation }, { $set: { expires_at: new Date(Date.now() - 1) } });
    expect((await post(node.url, '/register', { ...account(), invitation })).body.code).toBe(
      'invitation_invalid',
    );
  });
});
