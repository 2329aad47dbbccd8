import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bot, BotToken } from '../../src/contract/bots.js';
import { limits } from '../../src/contract/limits.js';
import type { Message } from '../../src/contract/message.js';
import type { User } from '../../src/contract/users.js';
import { postAuth } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { Person, password, register, registerAll, request } from '../support/people.js';
import { createRoom, exactly, refused, unique, unknownId } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let admin: Person;
let amy: Person;
let ben: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  admin = await register(node.url, 'admin');
});
beforeEach(async () => {
  [amy, ben] = await registerAll(node.url, 'amy', 'ben');
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const makeBot = async (owner: Person, name = unique('bot-')): Promise<Bot> => {
  const { status, body } = await owner.api<{ bot: Bot }>('POST', '/bots', {
    username: name,
    display_name: 'A bot',
  });
  expect(status).toBe(201);
  return body.bot;
};
type Made = { token: BotToken; secret: string };
const makeToken = async (owner: Person, bot: Bot, input: object = {}): Promise<Made> => {
  const wanted = { name: 'deploy', scopes: ['read', 'write'], ...input };
  const { status, body } = await owner.api<Made>('POST', `/bots/${bot.id}/tokens`, wanted);
  expect(status).toBe(201);
  return body;
};
const asBot = (bot: Bot, { secret }: { secret: string }, url = node.url): Person =>
  new Person(url, bot.id, bot.username, '', '', secret, '');
const listed = async (owner: Person, query = ''): Promise<Bot[]> =>
  (await owner.api<{ bots: Bot[] }>('GET', `/bots${query}`)).body.bots;
const edit = (owner: Person, bot: Bot, changes: object) =>
  owner.api<{ bot: Bot }>('PATCH', `/bots/${bot.id}`, changes);
const say = (person: Person, room: string, content: string) =>
  person.api<{ message: Message }>('POST', `/rooms/${room}/messages`, { content });

describe('a bot', () => {
  it('belongs to who made it, and is seen to be one', async () => {
    const bot = await makeBot(amy);
    exactly(Bot, bot);
    expect(bot).toMatchObject({ owner_id: amy.id, active: true, display_name: 'A bot' });
    expect(await listed(amy)).toEqual([bot]);
    expect(await listed(ben)).toEqual([]);
    const shown = await ben.api<{ user: User }>('GET', `/users/${bot.id}`);
    expect(shown.body.user).toMatchObject({ username: bot.username, bot: true });
    expect((await ben.api<{ user: User }>('GET', `/users/${amy.id}`)).body.user).not.toHaveProperty('bot');
  });

  it('is nobody’s who did not make it, except the server’s administrator', async () => {
    const bot = await makeBot(amy);
    await refused(edit(ben, bot, { active: false }), 404, 'bot_not_found');
    await refused(ben.api('GET', `/bots/${bot.id}/tokens`), 404, 'bot_not_found');
    await refused(
      ben.api('POST', `/bots/${bot.id}/tokens`, { name: 'x', scopes: ['read'] }),
      404,
      'bot_not_found',
    );
    await refused(ben.api('GET', '/bots?all=true'), 403, 'permission_denied');
    await refused(edit(amy, { ...bot, id: ben.id }, { active: false }), 404, 'bot_not_found');
    await refused(edit(amy, { ...bot, id: unknownId }, {}), 404, 'bot_not_found');
    expect((await listed(admin, '?all=true')).map(({ id }) => id)).toContain(bot.id);
    expect((await edit(admin, bot, { display_name: ' Renamed ' })).body.bot.display_name).toBe('Renamed');
  });

  it('is no more that of an administrator who is none any more, whatever their token says', async () => {
    const bot = await makeBot(amy);
    const role = (server_role: string) =>
      admin.api('PUT', `/admin/users/${ben.id}/server-role`, { server_role });
    await role('admin');
    const { body } = await postAuth(node.url, '/login', { email: ben.email, password });
    ben.token = body.token;
    expect((await ben.api('GET', `/bots/${bot.id}/tokens`)).status).toBe(200);
    await role('user');
    await refused(ben.api('GET', `/bots/${bot.id}/tokens`), 404, 'bot_not_found');
    await refused(ben.api('GET', '/bots?all=true'), 403, 'permission_denied');
  });

  it('has a name that nobody else has', async () => {
    await refused(
      amy.api('POST', '/bots', { username: ben.username, display_name: 'x' }),
      409,
      'username_taken',
    );
    await refused(
      amy.api('POST', '/bots', { username: 'here', display_name: 'x' }),
      400,
      'validation_failed',
    );
    expect(await listed(amy)).toEqual([]);
  });

  it('is one of so many, whatever is asked at once', async () => {
    const ask = (n: number) =>
      amy.at([node, other][n % 2]?.url as string).api('POST', '/bots', {
        username: unique('many-'),
        display_name: 'x',
      });
    const answers = await Promise.all(Array.from({ length: limits.botsPerOwner + 4 }, (_, n) => ask(n)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(limits.botsPerOwner);
    expect(answers.filter(({ body }) => body.code === 'bot_limit_reached')).toHaveLength(4);
    expect(await listed(amy)).toHaveLength(limits.botsPerOwner);
    await refused(edit(ben, await makeBot(ben), { owner_id: amy.id }), 409, 'bot_limit_reached');
  });

  it('can be given to somebody, who is a person', async () => {
    const bot = await makeBot(amy);
    await refused(edit(amy, bot, { owner_id: unknownId }), 404, 'user_not_found');
    await refused(edit(amy, bot, { owner_id: bot.id }), 404, 'user_not_found');
    expect((await edit(amy, bot, { owner_id: ben.id })).body.bot.owner_id).toBe(ben.id);
    expect([await listed(amy), (await listed(ben)).length]).toEqual([[], 1]);
    await refused(edit(amy, bot, {}), 404, 'bot_not_found');
  });

  it('has no password', async () => {
    const bot = await makeBot(amy);
    for (const guess of ['-', '', password]) {
      const answer = await request(node.url, 'POST', '/api/auth/login', {
        body: { email: `${bot.id}@bots.invalid`, password: guess },
      });
      expect([400, 401]).toContain(answer.status);
    }
  });
});

describe('a token', () => {
  it('is shown once, and signs in over REST and sockets like anybody', async () => {
    const bot = await makeBot(amy);
    const room = await createRoom(amy, { type: 'private' });
    const made = await makeToken(amy, bot);
    exactly(BotToken, made.token);
    const program = asBot(bot, made);
    await refused(program.api('GET', `/rooms/${room.id}/messages`), 404, 'room_not_found');
    expect((await amy.api('POST', `/rooms/${room.id}/members`, { user_ids: [bot.id] })).status).toBe(200);
    const line = await asBot(bot, made, other.url).connect();
    await say(amy, room.id, 'hello');
    await line.next('new_message', ({ content }) => content === 'hello');
    const answer = await line.ask<{ message: Message }>('send_message', { room_id: room.id, content: 'hi' });
    expect(answer).toMatchObject({ ok: true, message: { sender: { id: bot.id, bot: true } } });
    expect((await say(program, room.id, 'again')).status).toBe(201);
    line.close();
    const tokens = await amy.api<{ tokens: BotToken[] }>('GET', `/bots/${bot.id}/tokens`);
    expect(tokens.body.tokens).toMatchObject([{ id: made.token.id, name: 'deploy', expires_at: null }]);
    expect(tokens.body.tokens[0]?.last_used_at).toEqual(expect.any(String));
    expect(JSON.stringify(tokens.body)).not.toContain(made.secret);
  });

  it('does what its scopes say, over both, and nothing that is for people alone', async () => {
    const bot = await makeBot(amy);
    const room = await createRoom(amy, { member_ids: [bot.id] });
    const reader = asBot(bot, await makeToken(amy, bot, { scopes: ['read'] }));
    const writer = asBot(bot, await makeToken(amy, bot, { scopes: ['write'] }));
    const both = asBot(bot, await makeToken(amy, bot));
    expect((await reader.api('GET', `/rooms/${room.id}/messages`)).status).toBe(200);
    await refused(say(reader, room.id, 'no'), 403, 'scope_missing');
    expect((await say(writer, room.id, 'yes')).status).toBe(201);
    await refused(writer.api('GET', `/rooms/${room.id}/messages`), 403, 'scope_missing');
    const line = await reader.connect();
    expect(await line.ask('send_message', { room_id: room.id, content: 'no' })).toMatchObject({
      ok: false,
      error: { code: 'scope_missing' },
    });
    expect(
      await line.ask('sync', {
        conversations: [{ room_id: room.id, after_seq: 0, after_rev: 0 }],
      }),
    ).toMatchObject({ ok: true });
    line.close();
    const socket = io(node.url, { auth: { token: writer.token }, forceNew: true, reconnection: false });
    const refusal = await new Promise<Error>((resolve) => socket.on('connect_error', resolve));
    expect(refusal).toMatchObject({ data: { code: 'scope_missing' } });
    await refused(
      both.api('POST', '/bots', { username: unique('x'), display_name: 'x' }),
      403,
      'scope_missing',
    );
    await refused(both.api('GET', `/bots/${bot.id}/tokens`), 403, 'scope_missing');
    await refused(both.api('POST', '/auth/logout', {}), 403, 'scope_missing');
    expect((await both.api('GET', '/users/me')).status).toBe(200);
  });

  it('that is revoked is refused at once on every node, and its connections end', async () => {
    const bot = await makeBot(amy);
    const [made, kept] = [await makeToken(amy, bot), await makeToken(amy, bot)];
    const [here, there] = [asBot(bot, made), asBot(bot, made, other.url)];
    const lines = [await here.connect(), await there.connect()];
    for (const one of [here, there]) expect((await one.api('GET', '/users/me')).status).toBe(200);
    const path = `/bots/${bot.id}/tokens/${made.token.id}`;
    await refused(ben.api('DELETE', path), 404, 'bot_not_found');
    expect((await amy.api('DELETE', path)).status).toBe(204);
    await refused(amy.api('DELETE', path), 404, 'not_found');
    for (const one of [here, there]) expect((await one.api('GET', '/users/me')).status).toBe(401);
    for (const line of lines) await line.next('session_ended');
    expect((await asBot(bot, kept, other.url).api('GET', '/users/me')).status).toBe(200);
  });

  it('ends by itself', async () => {
    const bot = await makeBot(amy);
    const made = await makeToken(amy, bot, { expires_at: new Date(Date.now() + 3_000).toISOString() });
    const program = asBot(bot, made);
    const line = await program.connect();
    expect((await line.next('token_expiring')).expires_in_ms).toBeGreaterThan(0);
    await line.next('session_ended');
    const answer = await program.api('GET', '/users/me');
    expect([answer.status, ['token_expired', 'token_invalid'].includes(answer.body.code ?? '')]).toEqual([
      401,
      true,
    ]);
    const past = { name: 'x', scopes: ['read'], expires_at: new Date(0).toISOString() };
    await refused(amy.api('POST', `/bots/${bot.id}/tokens`, past), 400, 'validation_failed');
  });

  it('is one of so many, and one that nobody made opens nothing', async () => {
    const bot = await makeBot(amy);
    for (let n = 0; n < limits.tokensPerBot; n += 1) await makeToken(amy, bot);
    const more = { name: 'x', scopes: ['read'] };
    await refused(amy.api('POST', `/bots/${bot.id}/tokens`, more), 409, 'token_limit_reached');
    for (const scopes of [[], ['read', 'read'], ['everything']])
      await refused(
        amy.api('POST', `/bots/${bot.id}/tokens`, { name: 'x', scopes }),
        400,
        'validation_failed',
      );
    const forged = { secret: `parley_${'a'.repeat(43)}` };
    await refused(asBot(bot, forged).api('GET', '/users/me'), 401, 'token_invalid');
  });
});

describe('turned off', () => {
  it('a bot loses all its tokens, and needs new ones afterwards', async () => {
    const bot = await makeBot(amy);
    const program = asBot(bot, await makeToken(amy, bot), other.url);
    const line = await program.connect();
    expect((await edit(amy, bot, { active: false })).body.bot.active).toBe(false);
    await line.next('session_ended');
    expect((await program.api('GET', '/users/me')).status).toBe(401);
    const wanted = { name: 'x', scopes: ['read'] };
    await refused(amy.api('POST', `/bots/${bot.id}/tokens`, wanted), 409, 'bot_inactive');
    expect((await edit(amy, bot, { active: true })).body.bot.active).toBe(true);
    expect((await program.api('GET', '/users/me')).status).toBe(401);
    expect((await asBot(bot, await makeToken(amy, bot)).api('GET', '/users/me')).status).toBe(200);
  });
});

describe('with the account of its owner', () => {
  it('a bot is turned off, and an heir turns it on again', async () => {
    const [left, given] = [await makeBot(amy), await makeBot(amy)];
    const heir = asBot(given, await makeToken(amy, given));
    const program = asBot(left, await makeToken(amy, left), other.url);
    await edit(amy, given, { owner_id: ben.id });
    expect((await amy.api('POST', '/users/me/deactivate', { password })).status).toBe(204);
    await until(async () => (await program.api('GET', '/users/me')).status === 401);
    expect((await heir.api('GET', '/users/me')).status).toBe(200);
    const [bot] = (await listed(admin, '?all=true&limit=100')).filter(({ id }) => id === left.id);
    expect(bot?.active).toBe(false);
    const passed = await edit(admin, left, { owner_id: ben.id, active: true });
    expect(passed.body.bot).toMatchObject({ owner_id: ben.id, active: true });
  });
});

describe('how much', () => {
  it('a bot may do has a bucket of its own, whatever it does', async () => {
    const slow = await startApp({ RATE_LIMIT_SCALE: '0.1' });
    const owner = await register(slow.url, 'owner');
    const bot = await makeBot(owner);
    const program = asBot(bot, await makeToken(owner, bot), slow.url);
    let refusal: string | undefined;
    await until(async () => {
      refusal = (await program.api('GET', '/users/me')).body.code;
      return refusal !== undefined;
    });
    expect(refusal).toBe('rate_limited');
    expect((await owner.api('GET', '/users/me')).status).toBe(200);
    await slow.stop();
  });
});
