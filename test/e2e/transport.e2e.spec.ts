import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../src/contract/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { Line, type Person, register, registerAll, request } from '../support/people.js';
import { expectProblem } from '../support/problems.js';
import { RawConnection } from '../support/raw-connection.js';
import { createRoom, unknownId } from '../support/rooms.js';
import { startTraps } from '../support/traps.js';
import { ended } from '../support/witness.js';

const origin = 'https://chat.example.org';

let server: TestApp;
let amy: Person;
let line: Line;

beforeAll(async () => {
  server = await startApp({ CORS_ORIGINS: `${origin}, https://other.example.org` });
  amy = await register(server.url, 'amy');
  line = await amy.connect();
});
afterAll(() => server?.stop());

describe("the traps of Nest's gateways", () => {
  let traps: Awaited<ReturnType<typeof startTraps>>;
  let trapped: Line;

  beforeAll(async () => {
    traps = await startTraps(server.env);
    trapped = await amy.at(traps.url).connect();
  });
  afterAll(() => traps?.stop());

  const ask = async (event: string): Promise<Record<string, unknown>> => trapped.ask(event, {});

  it('a handler that returns nothing is acknowledged', async () => {
    expect(await ask('returns_nothing')).toEqual({ ok: true });
  });

  it('a result with a field `event` is acknowledged, not emitted', async () => {
    expect(await ask('returns_an_event')).toEqual({ ok: true, event: 'somewhere_else', data: 1 });
    expect(trapped.received.map(({ event }) => event)).not.toContain('somewhere_else');
  });

  it('what was done is `ok: true` whatever the result holds', async () => {
    expect(await ask('returns_ok_false')).toMatchObject({ ok: true });
  });

  it.each([
    ['throws_app_error', 'room_archived'],
    ['throws_http_exception', 'not_found'],
    ['throws_another_http_exception', 'internal_error'],
    ['throws_an_error', 'internal_error'],
    ['throws_before_it_is_a_promise', 'internal_error'],
    ['throws_no_error', 'internal_error'],
  ])('a handler that %s is acknowledged with the problem %s, without its text', async (event, code) => {
    const answer = await ask(event);
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(Object.keys(answer).sort()).toEqual(['error', 'ok']);
    expect(Problem.strict().safeParse(answer['error']).error).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/secret|text of Nest/);
  });

  it('the same without an acknowledgement is an `error` that names the event, never `exception`', async () => {
    trapped.socket.emit('throws_an_error', {});
    const { error } = await trapped.next('error', ({ event }) => event === 'throws_an_error');
    expect(error.code).toBe('internal_error');
    trapped.socket.emit('returns_nothing', {});
    await ask('returns_nothing');
    const events = trapped.received.map(({ event }) => event);
    expect(events).not.toContain('exception');
    expect(events.filter((event) => event === 'error')).toHaveLength(1);
  });

  it('guard, validation and filter stand before each handler', async () => {
    expect(await ask('tells_who_asks')).toEqual({ ok: true, id: amy.id, socket_id: trapped.socket.id });
    const answer = await trapped.ask('tells_who_asks', 'text');
    expectProblem('error' in answer && answer.error, 'validation_failed');
  });
});

describe('identity', () => {
  const connect = (options: object) => {
    const client = new Line(
      io(server.url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options }),
    );
    const refused = new Promise<Error & { data?: unknown }>((resolve) =>
      client.socket.on('connect_error', resolve),
    );
    return { client, refused };
  };

  it.each([
    ['no token', {}, 'token_missing'],
    ['a wrong token', { auth: { token: 'wrong' } }, 'token_invalid'],
    ['an operator', { auth: { token: { $gt: '' } } }, 'token_invalid'],
    ['another scheme', { extraHeaders: { authorization: 'Basic eDp5' } }, 'token_missing'],
  ])('%s fails the handshake, whose `data` is the problem', async (_name, options, code) => {
    const { data } = await connect(options).refused;
    expectProblem(data, code as Problem['code']);
  });

  it('an Authorization header does as well', async () => {
    const { client } = connect({ extraHeaders: { authorization: `Bearer ${amy.token}` } });
    expect((await client.next('ready')).user.id).toBe(amy.id);
    client.close();
  });

  it('is checked before any event is handled', async () => {
    const { id } = await createRoom(amy);
    const raw = await RawConnection.open(server.url);
    const message = JSON.stringify({ room_id: id, content: 'from nobody' });
    raw.send('40{"token":"wrong"}');
    raw.send(`421["send_message",${message}]`);
    await raw.untilClosed();
    expect(raw.frames.filter((frame) => frame.startsWith('43'))).toEqual([]);
    const { body } = await amy.api<{ messages: unknown[] }>('GET', `/rooms/${id}/messages`);
    expect(body.messages).toEqual([]);
  });

  it('an event right behind a good handshake is answered', async () => {
    const { id } = await createRoom(amy);
    const { client } = connect({ auth: { token: amy.token } });
    const answer = await client.ask('send_message', { room_id: id, content: 'in a hurry' });
    expect(answer).toMatchObject({ ok: true, message: { seq: 1 } });
    client.close();
  });

  it('ends with its token: told in time, renewed, then closed at expiry', async () => {
    const short = await startApp({ ACCESS_TOKEN_SECONDS: '3' });
    try {
      const [ben, cat] = await registerAll(short.url, 'ben', 'cat');
      const [kept, lost] = await Promise.all([ben.connect(), cat.connect()]);
      for (const one of [kept, lost]) {
        expect((await one.next('token_expiring')).expires_in_ms).toBeLessThanOrEqual(3_000);
      }
      const fresh = await request<{ token: string }>(short.url, 'POST', '/api/auth/refresh', {
        body: { refresh_token: ben.refreshToken },
      });
      expect(await lost.ask('refresh_token', { token: fresh.body.token })).toMatchObject({
        ok: false,
        error: { code: 'token_invalid' },
      });
      const renew = async (token: string): Promise<number> => {
        const answer = await kept.ask<{ expires_at: string }>('refresh_token', { token });
        return answer.ok ? Date.parse(answer.expires_at) : 0;
      };
      const until = await renew(fresh.body.token);
      expect((await lost.next('session_ended')).error.code).toBe('token_expired');
      await ended(lost);
      expect((await cat.api('GET', '/users/me')).body.code).toBe('token_expired');
      expect((await kept.next('session_ended')).error.code).toBe('token_expired');
      await ended(kept);
      expect(Date.now()).toBeGreaterThanOrEqual(until);
      expect(Date.now() - until).toBeLessThan(2_000);
    } finally {
      await short.stop();
    }
  });
});

describe('problems', () => {
  it('have one shape over HTTP and over the socket', async () => {
    const [rest, answer] = await Promise.all([
      amy.api('POST', `/rooms/${unknownId}/messages`, { content: '' }),
      line.ask('send_message', { room_id: unknownId, content: '' }),
    ]);
    const socket = answer.ok ? undefined : answer.error;
    expectProblem(socket, 'validation_failed');
    expect({ ...rest.body, request_id: '' }).toEqual({ ...socket, request_id: '' });
    expect(rest.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'say `not_found` for an unknown route by %s',
    async (method) => {
      for (const path of ['/api/nothing', '/nothing', '/api', '/api/rooms/a/b/c/d']) {
        const { status, body, headers } = await request(server.url, method, path, { token: amy.token });
        expectProblem(body, 'not_found');
        expect([status, body.request_id]).toEqual([404, headers.get('x-request-id')]);
      }
    },
  );

  it('carry the id that the request came with, when it is one', async () => {
    const ask = async (id?: string) => {
      const headers = id === undefined ? undefined : { 'x-request-id': id };
      const answer = await request(server.url, 'GET', '/api/users/me', { headers });
      expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
      return answer.body.request_id as string;
    };
    expect(await ask('from-the-proxy-1')).toBe('from-the-proxy-1');
    for (const id of [undefined, 'short', 'x'.repeat(65), 'with space', 'a"quote"b']) {
      expect(await ask(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });

  it('also accompany what succeeds with an id', async () => {
    expect((await amy.api('GET', '/users/me')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('headers', () => {
  it.each(['/api/users/me', '/api/nothing', '/health/live'])(
    'that protect a browser are on %s',
    async (path) => {
      const { headers } = await request(server.url, 'GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toContain('max-age=');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it.each([
    ['a configured origin', origin, origin],
    ['another', 'https://evil.example.org', null],
    ['one that only begins so', `${origin}.evil.org`, null],
    ['none', 'null', null],
  ])('let %s read answers, or not', async (_name, from, allowed) => {
    const paths = ['/api/users/me', '/socket.io/?EIO=4&transport=polling'];
    for (const path of paths) {
      const plain = await fetch(`${server.url}${path}`, { headers: { origin: from } });
      expect(plain.headers.get('access-control-allow-origin')).toBe(allowed);
      const headers = {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      };
      const asked = await fetch(`${server.url}${path}`, { method: 'OPTIONS', headers });
      expect(asked.headers.get('access-control-allow-origin')).toBe(allowed);
    }
  });

  it('let no other origin read answers where none is configured', async () => {
    const closed = await startApp({ CORS_ORIGINS: '' });
    try {
      for (const path of ['/api/users/me', '/socket.io/?EIO=4&transport=polling']) {
        const { headers } = await fetch(`${closed.url}${path}`, { headers: { origin } });
        expect(headers.get('access-control-allow-origin')).toBeNull();
      }
    } finally {
      await closed.stop();
    }
  });
});
