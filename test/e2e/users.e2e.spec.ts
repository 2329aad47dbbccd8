import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PresenceState, User } from '../../src/contract/users.js';
import { PresenceView } from '../../src/users/presence-view.js';
import { UserRepository } from '../../src/users/user.repository.js';
import { UserDirectory } from '../../src/users/user-directory.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register, request } from '../support/people.js';

interface Page {
  users: User[];
  has_more: boolean;
}

const nobody = 'f'.repeat(24);
const names = (page: Page): string[] => page.users.map(({ username }) => username);

describe('users', () => {
  let node: TestApp;
  let amy: Person;
  let ben: Person;
  /** Stands for presence, which stands right of users. */
  let states: Map<string, PresenceState>;

  beforeAll(async () => {
    node = await startApp();
    amy = await register(node.url, 'amy');
    ben = await register(node.url, 'ben');
  });
  afterAll(() => node?.stop());

  const usePresence = (): void => {
    states = new Map();
    node.app.get(PresenceView, { strict: false }).register(() => Promise.resolve(states));
  };

  const found = async (query: string): Promise<Page> =>
    (await amy.api<Page>('GET', `/users?${new URLSearchParams({ query })}`)).body;

  /** Somebody with this display name. */
  const called = async (display_name: string, name = 'someone'): Promise<Person> => {
    const person = await register(node.url, name);
    expect((await person.api('PATCH', '/users/me', { display_name })).status).toBe(200);
    return person;
  };

  it('shows oneself with the e-mail address', async () => {
    const { status, body } = await amy.api<{ user: User }>('GET', '/users/me');
    expect(status).toBe(200);
    expect(body.user).toMatchObject({
      id: amy.id,
      username: amy.username,
      email: amy.email,
      avatar_url: null,
    });
  });

  it('shows others without it', async () => {
    usePresence();
    const { status, body } = await amy.api<{ user: User }>('GET', `/users/${ben.id}`);
    expect(status).toBe(200);
    expect(body.user).toEqual({
      id: ben.id,
      username: ben.username,
      display_name: ben.username,
      avatar_url: null,
      active: true,
      server_role: 'user',
      status: { state: 'offline', text: '', emoji: '', expires_at: null },
      last_seen_at: null,
      created_at: expect.stringMatching(/\.\d{3}Z$/),
    });
    expect((await amy.api<{ user: User }>('GET', `/users/${amy.id}`)).body.user.email).toBe(amy.email);
  });

  it.each([
    ['nobody', nobody, 404, 'user_not_found'],
    ['no id', 'amy', 400, 'validation_failed'],
    ['upper case', 'A'.repeat(24), 400, 'validation_failed'],
    ['an encoded NUL', '%00', 400, 'validation_failed'],
  ])('refuses %s', async (_name, id, status, code) => {
    const answer = await amy.api('GET', `/users/${id}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    ['GET', '/users/me'],
    ['PATCH', '/users/me'],
    ['GET', '/users'],
    ['GET', `/users/${nobody}`],
  ])('needs a token for %s %s', async (method, path) => {
    const without = await request(node.url, method, `/api${path}`);
    expect([without.status, without.body.code]).toEqual([401, 'token_missing']);
    const wrong = await request(node.url, method, `/api${path}`, { token: 'nonsense' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'token_invalid']);
  });

  it('shows what others see of a state: the connections, and nothing of who is invisible', async () => {
    usePresence();
    const users = node.app.get(UserRepository, { strict: false });
    const seen = async (who: Person) =>
      (await who.api<{ user: User }>('GET', `/users/${ben.id}`)).body.user.status;
    const choose = (state: User['status']['state'], expires_at: Date | null = null) =>
      users.setStatus(ben.id, { state, text: 'Lunch', emoji: '🍜', expires_at });
    await choose('online');
    expect((await seen(amy)).state).toBe('offline');
    states.set(ben.id, 'away');
    expect(await seen(amy)).toEqual({ state: 'away', text: 'Lunch', emoji: '🍜', expires_at: null });
    await choose('busy', new Date(Date.now() + 60_000));
    expect(await seen(amy)).toMatchObject({ state: 'busy', text: 'Lunch', expires_at: expect.any(String) });
    await choose('invisible', new Date(Date.now() - 1));
    expect(await seen(amy)).toEqual({ state: 'offline', text: '', emoji: '', expires_at: null });
    expect(await seen(ben)).toEqual({ state: 'invisible', text: '', emoji: '', expires_at: null });
    await choose('online');
  });

  describe('the own profile', () => {
    it('changes what is given and leaves the rest', async () => {
      const person = await register(node.url);
      const first = await person.api<{ user: User }>('PATCH', '/users/me', {
        display_name: '  Amy 🦊 ',
      });
      expect(first.status).toBe(200);
      expect(first.body.user).toMatchObject({
        display_name: 'Amy 🦊',
        avatar_url: null,
        username: person.username,
      });
      const second = await person.api<{ user: User }>('PATCH', '/users/me', { avatar_url: null });
      expect(second.body.user).toMatchObject({ display_name: 'Amy 🦊', avatar_url: null });
      const nothing = await person.api<{ user: User }>('PATCH', '/users/me', {});
      expect(nothing.body.user).toEqual(second.body.user);
    });

    it('cannot change what is not one’s own to change', async () => {
      const { body } = await ben.api<{ user: User }>('PATCH', '/users/me', {
        server_role: 'admin',
        username: 'root',
        id: amy.id,
      });
      expect(body.user).toMatchObject({ id: ben.id, username: ben.username, server_role: 'user' });
    });

    it.each([
      [{ display_name: '' }],
      [{ display_name: '   ' }],
      [{ display_name: null }],
      [{ display_name: { $set: 1 } }],
      [{ display_name: 'x'.repeat(65) }],
      [{ display_name: 'a\u0000' }],
      [{ display_name: '\ud800' }],
      [{ avatar_url: 'javascript:alert(1)' }],
      [{ avatar_url: 'data:image/png;base64,AAAA' }],
      [{ avatar_url: '/amy.png' }],
      [{ avatar_url: `https://example.org/${'x'.repeat(2048)}` }],
      [[]],
    ])('refuses %j', async (body) => {
      const answer = await ben.api('PATCH', '/users/me', body);
      expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    });
  });

  describe('the directory', () => {
    it('finds by the beginning of the username and of each word of the display name, whatever the case', async () => {
      const tag = randomBytes(3).toString('hex');
      const zoe = await called(`Zoë O'Brien-${tag} van Dyck`, `zoe.${tag}`);
      for (const query of [
        zoe.username,
        `ZOE.${tag}`,
        `@zoe.${tag}`,
        `zoë o'brien-${tag}`,
        `${tag}`,
        `dyck van ${tag}`,
        `${tag} br`,
      ]) {
        expect([query, names(await found(query))]).toEqual([query, [zoe.username]]);
      }
      for (const query of [`oe.${tag}`, `zoe.${tag} amy`, `${tag}x`, `.*${tag}`, `^${tag}`, '$ne']) {
        expect([query, names(await found(query))]).toEqual([query, []]);
      }
    });

    it('finds by words of every script', async () => {
      const tag = randomBytes(3).toString('hex');
      const person = await called(`Мария${tag} 山田${tag} 😀${tag}`);
      for (const query of [`мАРИя${tag.slice(0, 5)}`, `山田${tag}`, `😀${tag}`, `山 мария${tag}`]) {
        expect([query, names(await found(query))]).toEqual([query, [person.username]]);
      }
    });

    it('follows a changed name', async () => {
      const tag = randomBytes(4).toString('hex');
      const person = await called(`before${tag}`);
      expect(names(await found(`before${tag}`))).toEqual([person.username]);
      await person.api('PATCH', '/users/me', { display_name: `after${tag}` });
      expect(names(await found(`before${tag}`))).toEqual([]);
      expect(names(await found(`after${tag}`))).toEqual([person.username]);
    });

    it('comes page by page in the order of usernames, with and without a query', async () => {
      const tag = `t${randomBytes(3).toString('hex')}`;
      const people: Person[] = [];
      for (const letter of ['c', 'a', 'e', 'b', 'd'])
        people.push(await called(`Same ${tag}`, `${letter}${tag}`));
      const expected = people.map(({ username }) => username).sort();
      const walk = async (query: string): Promise<string[]> => {
        const seen: User[] = [];
        for (let more = true; more; ) {
          const after = seen.at(-1)?.id;
          const search = new URLSearchParams({ query, limit: '2', ...(after && { after }) });
          const { status, body } = await amy.api<Page>('GET', `/users?${search}`);
          expect(status).toBe(200);
          expect(body.users.length).toBeLessThanOrEqual(2);
          seen.push(...body.users);
          more = body.has_more;
        }
        return seen.map(({ username }) => username);
      };
      expect(await walk(tag)).toEqual(expected);
      const everybody = await walk('');
      expect(everybody).toEqual([...new Set(everybody)].sort());
      expect(everybody).toEqual(expect.arrayContaining([...expected, amy.username, ben.username]));
    });

    it('shows addresses to nobody but their owner', async () => {
      const { users } = await found('');
      expect(users.filter(({ email }) => email !== undefined).map(({ id }) => id)).toEqual([amy.id]);
    });

    it.each([
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1.5',
      `after=${nobody}`,
      'after=1',
      'query[$ne]=x&after=%00',
      `query=${'x'.repeat(101)}`,
      'query=a%00',
      'query=a&query=b',
    ])('refuses %s', async (search) => {
      const answer = await amy.api('GET', `/users?${search}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    });
  });

  describe('UserDirectory', () => {
    it('knows people by id and by name, and who does not exist', async () => {
      const directory = node.app.get(UserDirectory, { strict: false });
      const summary = { id: ben.id, username: ben.username, display_name: ben.username, avatar_url: null };
      expect(await directory.summary(ben.id)).toEqual(summary);
      expect(await directory.summaries([ben.id, nobody, ben.id])).toEqual(new Map([[ben.id, summary]]));
      expect(await directory.existing([amy.id, nobody])).toEqual(new Set([amy.id]));
      expect(await directory.idsByUsername([ben.username.toUpperCase(), 'nobody-at-all'])).toEqual(
        new Map([[ben.username, ben.id]]),
      );
      await expect(directory.summary(nobody)).rejects.toMatchObject({ code: 'user_not_found' });
    });

    it('hears at once of a new name and of a new account, on every node', async () => {
      const other = await startApp(node.env);
      try {
        const directories = [node, other].map(({ app }) => app.get(UserDirectory, { strict: false }));
        const username = `new-${randomBytes(4).toString('hex')}`;
        for (const directory of directories) {
          expect((await directory.summary(amy.id)).display_name).toBe(amy.username);
          expect((await directory.idsByUsername([username])).size).toBe(0);
        }
        await amy.api('PATCH', '/users/me', { display_name: 'Amy the Second' });
        const input = { username, email: `${username}@example.org`, password };
        const { body } = await request<{ user: User }>(node.url, 'POST', '/api/auth/register', {
          body: input,
        });
        for (const directory of directories) {
          // The other node is told over Redis: it knows long before what it remembers would end by itself.
          await expect
            .poll(async () => (await directory.summary(amy.id)).display_name, { timeout: 1_000 })
            .toBe('Amy the Second');
          await expect
            .poll(() => directory.idsByUsername([username]), { timeout: 1_000 })
            .toEqual(new Map([[username, body.user.id]]));
        }
      } finally {
        await other.stop();
      }
    });
  });
});
