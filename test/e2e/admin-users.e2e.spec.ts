import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Account } from '../../src/contract/admin.js';
import type { AuditEntry } from '../../src/contract/audit.js';
import { me, postAuth as post, statuses } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register } from '../support/people.js';
import { refused, unknownId } from '../support/rooms.js';

let node: TestApp;
let root: Person;
let ben: Person;

beforeAll(async () => {
  node = await startApp();
  root = await register(node.url, 'root');
  ben = await register(node.url, 'ben');
});
afterAll(() => node?.stop());

type Accounts = { accounts: Account[]; has_more: boolean };

const list = async (query: string): Promise<Accounts> =>
  (await root.api<Accounts>('GET', `/admin/users?${query}`)).body;
const names = ({ accounts }: Accounts): string[] => accounts.map(({ username }) => username);
const act = (who: Person, method: string, path: string, body?: object) =>
  who.api<{ account: Account; url: string }>(method, `/admin/users/${path}`, body);
const signIn = (person: Person, secret = password) =>
  post(node.url, '/login', { email: person.email, password: secret });

describe('the list of accounts', () => {
  it('finds by name, by address and by state, page by page', async () => {
    const [amy, cat] = [await register(node.url, 'listed'), await register(node.url, 'listed')];
    const sorted = [amy.username, cat.username].sort();
    const found = await list('query=listed');
    expect(names(found)).toEqual(sorted);
    for (const account of found.accounts) {
      expect(Account.strict().parse(account)).toEqual(account);
      expect(account).toMatchObject({ state: 'active', email_verified: false, deactivated_at: null });
    }
    expect(names(await list(`query=${amy.email.slice(0, -3)}`))).toEqual([amy.username]);
    const first = await list('query=listed&limit=1');
    expect(first.has_more).toBe(true);
    expect(names(await list(`query=listed&limit=1&after=${first.accounts[0]?.id}`))).toEqual([sorted[1]]);
    await act(root, 'POST', `${amy.id}/deactivate`);
    expect(names(await list('query=listed&state=deactivated'))).toEqual([amy.username]);
    expect(names(await list('query=listed&state=active'))).toEqual([cat.username]);
    expect(names(await list('query=listed&state=erased'))).toEqual([]);
  });

  it('has nothing for what is no state and nobody', async () => {
    await refused(root.api('GET', '/admin/users?state=gone'), 400, 'validation_failed');
    await refused(root.api('GET', `/admin/users?after=${unknownId}`), 404, 'user_not_found');
  });
});

it('is for administrators alone, whatever one asks for', async () => {
  const paths: [string, string, object?][] = [
    ['GET', '/admin/users'],
    ['POST', `/admin/users/${root.id}/deactivate`],
    ['POST', `/admin/users/${ben.id}/reactivate`],
    ['PUT', `/admin/users/${ben.id}/server-role`, { server_role: 'admin' }],
    ['POST', `/admin/users/${root.id}/password-reset-link`],
    ['GET', '/admin/audit'],
  ];
  for (const [method, path, body] of paths)
    await refused(ben.api(method, path, body), 403, 'permission_denied');
});

describe('closing an account', () => {
  it('ends its sessions, hides it, and lets nobody write to it until it is opened again', async () => {
    const [amy, cat] = [await register(node.url, 'amy'), await register(node.url, 'cat')];
    const opened = await cat.api<{ conversation: { id: string } }>('POST', '/direct-messages', {
      participant_ids: [amy.id],
    });
    const dm = `/direct-messages/${opened.body.conversation.id}/messages`;
    const line = await amy.connect();
    const { body } = await act(root, 'POST', `${amy.id}/deactivate`, { reason: 'left the firm' });
    expect(body.account).toMatchObject({ state: 'deactivated', active: false });
    expect((await line.next('session_ended')).error.code).toBe('session_ended');
    await refused(signIn(amy), 403, 'account_deactivated');
    await refused(signIn(amy, 'wrong horse battery'), 401, 'invalid_credentials');
    expect((await me(node.url, amy.token)).body.code).toBe('session_ended');
    const found = await cat.api<{ users: object[] }>('GET', `/users?query=${amy.username}`);
    expect(found.body.users).toEqual([]);
    const seen = await cat.api<{ user: { active: boolean } }>('GET', `/users/${amy.id}`);
    expect(seen.body.user.active).toBe(false);
    await refused(cat.api('POST', dm, { content: 'hello?' }), 403, 'user_deactivated');
    await refused(
      ben.api('POST', '/direct-messages', { participant_ids: [amy.id] }),
      403,
      'user_deactivated',
    );
    expect((await act(root, 'POST', `${amy.id}/deactivate`)).status).toBe(200);

    expect((await act(root, 'POST', `${amy.id}/reactivate`)).body.account.state).toBe('active');
    expect((await signIn(amy)).status).toBe(200);
    expect((await cat.api('POST', dm, { content: 'hello again' })).status).toBe(201);
  });

  it('is asked for of oneself with the password', async () => {
    const amy = await register(node.url, 'amy');
    const close = (secret: string) => amy.api('POST', '/users/me/deactivate', { password: secret });
    await refused(close('wrong horse battery'), 403, 'wrong_password');
    expect((await close(password)).status).toBe(204);
    await refused(signIn(amy), 403, 'account_deactivated');
    await refused(root.api('POST', '/users/me/deactivate', { password }), 409, 'last_administrator');
  });

  it('leaves no session behind that was begun at the same time', async () => {
    const amy = await register(node.url, 'amy');
    const [, ...entered] = await Promise.all([
      act(root, 'POST', `${amy.id}/deactivate`),
      ...Array.from({ length: 4 }, () => signIn(amy)),
    ]);
    for (const { status, body } of entered) {
      expect([200, 403]).toContain(status);
      if (status === 200) expect((await me(node.url, body.token)).body.code).toBe('session_ended');
    }
    await refused(signIn(amy), 403, 'account_deactivated');
  });
});

describe('the role of an administrator', () => {
  const role = (who: Person, person: Person, server_role: string) =>
    act(who, 'PUT', `${person.id}/server-role`, { server_role });

  it('counts from the moment in which it is given or taken', async () => {
    const amy = await register(node.url, 'amy');
    expect((await role(root, amy, 'admin')).body.account.server_role).toBe('admin');
    expect((await amy.api('GET', '/admin/users')).status).toBe(200);
    expect((await role(root, amy, 'user')).status).toBe(200);
    await refused(amy.api('GET', '/admin/users'), 403, 'permission_denied');
    await refused(role(root, root, 'user'), 409, 'last_administrator');
    await refused(act(root, 'POST', `${root.id}/deactivate`), 409, 'last_administrator');
    await refused(role(root, amy, 'owner'), 400, 'validation_failed');
    await refused(act(root, 'POST', `${unknownId}/deactivate`), 404, 'user_not_found');
  });

  it('stays with one, when two take it from each other at once, on two nodes', async () => {
    const far = await startApp(node.env);
    try {
      const amy = await register(node.url, 'amy');
      await role(root, amy, 'admin');
      const answers = await Promise.all([role(root, amy, 'user'), role(amy.at(far.url), root, 'user')]);
      const [winner] = statuses(answers);
      expect(winner).toBe(200);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const left = answers[0]?.status === 200 ? root : amy;
      expect((await left.api('GET', '/admin/users')).status).toBe(200);
      if (left === amy) await role(amy, root, 'admin');
    } finally {
      await far.stop();
    }
  });
});

it('makes a link for a forgotten password, good once', async () => {
  const amy = await register(node.url, 'amy');
  const { status, body } = await act(root, 'POST', `${amy.id}/password-reset-link`);
  expect(status).toBe(201);
  const [, token] = /\/reset-password#token=([\w-]+)$/.exec(body.url) ?? [];
  const use = () => post(node.url, '/password-reset/confirm', { token, password: 'a wholly new passphrase' });
  expect((await use()).status).toBe(204);
  expect((await signIn(amy, 'a wholly new passphrase')).status).toBe(200);
  await refused(use(), 403, 'link_invalid');
});

it('writes down what administrators did, the latest first', async () => {
  const amy = await register(node.url, 'amy');
  await act(root, 'POST', `${amy.id}/deactivate`, { reason: 'spam' });
  await act(root, 'POST', `${amy.id}/reactivate`);
  const { body } = await root.api<{ entries: AuditEntry[]; has_more: boolean }>(
    'GET',
    `/admin/audit?limit=2&actor_id=${root.id}`,
  );
  expect(body.has_more).toBe(true);
  expect(body.entries).toMatchObject([
    { action: 'user_reactivated', actor: { id: root.id }, target: { id: amy.id }, room_id: null },
    { action: 'user_deactivated', reason: 'spam' },
  ]);
});
