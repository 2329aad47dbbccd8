import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startRedis } from '../../tools/services/redis.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { tryUpload, upload } from '../support/files.js';
import { type Line, type Person, register, registerAll, request } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

const readiness = (node: TestApp) =>
  request<{ checks: Record<string, string> }>(node.url, 'GET', '/health/ready');

/** docs/operating.md, "What works without", line by line. */
describe('without Redis', () => {
  let dataDir: string;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let here: TestApp;
  let there: TestApp;
  let amy: Person;
  let ben: Person;
  let room_id: string;
  let amys: Line;
  let bens: Line;
  /** What was logged when Redis went. */
  const warnings: string[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-degraded-'));
    const { REDIS_URL: _redis, ...env } = process.env;
    redis = await startRedis({ env, dataDir, durable: false });
    here = await startApp({ REDIS_URL: redis.url, LOG_LEVEL: 'silent' });
    there = await startApp(here.env);
    [amy, ben] = await registerAll(here.url, 'amy', 'ben');
    room_id = (await createRoom(amy, { member_ids: [ben.id] })).id;
    [amys, bens] = await Promise.all([amy.connect(), ben.at(there.url).connect()]);
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(
      (said: unknown) => void warnings.push(String(said)),
    );
    await redis.kill();
    await until(async () => (await readiness(here)).body.checks['redis'] === 'down');
    // Each connection has tried several times meanwhile.
    let tries = 0;
    there.app.get(Redis).on('reconnecting', () => {
      tries += 1;
    });
    await until(() => tries > 5);
  }, 60_000);
  afterAll(async () => {
    amys?.close();
    bens?.close();
    await there?.stop();
    await here?.stop();
    await redis?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const send = async (content: string): Promise<Message> => {
    const answer = await amys.ask<{ message: Message }>('send_message', { room_id, content });
    expect(answer).toMatchObject({ ok: true });
    return (answer as unknown as { message: Message }).message;
  };

  it('readiness says what is away, and the process lives', async () => {
    expect((await readiness(here)).status).toBe(503);
    expect((await readiness(here)).body.checks).toEqual({ node: 'up', mongodb: 'up', redis: 'down' });
    expect((await request(here.url, 'GET', '/health/live')).status).toBe(200);
  });

  it('the log says so once, not at each try', () => {
    const counts = ['Redis cannot be reached', 'Jobs wait'].map(
      (text) => warnings.filter((warning) => warning.startsWith(text)).length,
    );
    // Two nodes; on each of them two lanes of jobs.
    expect(counts).toEqual([2, 4]);
  });

  it('people sign in, connect, write, change, read, search and upload', async () => {
    const { email, password } = amy;
    expect((await request(here.url, 'POST', '/api/auth/login', { body: { email, password } })).status).toBe(
      200,
    );
    const laptop = await amy.connect();
    const message = await send('zebra');
    // On the same node at once.
    expect((await laptop.next('new_message', ({ id }) => id === message.id)).content).toBe('zebra');
    const { id: message_id } = message;
    expect(await amys.ask('edit_message', { message_id, content: 'zebra crossing' })).toMatchObject({
      ok: true,
    });
    expect(await amys.ask('add_reaction', { message_id, emoji: '👍' })).toMatchObject({ ok: true });
    const history = await ben.api<{ messages: Message[] }>('GET', `/rooms/${room_id}/messages`);
    expect(history.body.messages.at(-1)).toMatchObject({ content: 'zebra crossing' });
    const found = await ben.api<{ results: unknown[] }>('POST', '/search', { query: 'zebra', room_id });
    expect(found.body.results).toHaveLength(1);
    await upload(amy, 'some notes');
    laptop.close();
  });

  it('members on other nodes are told within seconds, by what is in the database', async () => {
    const { id } = await send('over there');
    await bens.until(
      () =>
        bens.all('new_message').some((message) => message.id === id) ||
        bens.all('heads').some(({ heads }) => heads.some(({ last_seq }) => (last_seq ?? 0) >= 2)),
      15_000,
    );
  });

  it('rates are counted by each node for itself', async () => {
    const strict = await startApp({ ...here.env, RATE_LIMIT_SCALE: '0.1', MESSAGE_RATE_BURST: '20' });
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { body } = await amy
        .at(strict.url)
        .api('POST', `/rooms/${room_id}/messages`, { content: `${n}` });
      codes.push(body.code ?? 'ok');
    }
    await strict.stop();
    expect(codes.slice(0, 2)).toEqual(['ok', 'ok']);
    expect(codes.slice(2)).toContain('rate_limited');
  });

  it('everything is back by itself when it is', async () => {
    await redis.restart();
    await until(
      async () => (await readiness(here)).status === 200 && (await readiness(there)).status === 200,
    );
    const { id } = await send('at once');
    await bens.next('new_message', (message) => message.id === id);
    await until(async () => {
      const { body } = await ben.api<{ user: { status: { state: string } } }>('GET', `/users/${amy.id}`);
      return body.user.status.state === 'online';
    });
  });
});

describe('without S3', () => {
  it('the chat goes on, files are refused for now, and nothing of them is left', async () => {
    // Nobody listens there.
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const node = await startApp({
      ...{ S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: 'parley', LOG_LEVEL: 'silent' },
      ...{ S3_ACCESS_KEY_ID: 'parley', S3_SECRET_ACCESS_KEY: 'secret' },
    });
    try {
      const amy = await register(node.url, 'amy');
      expect((await readiness(node)).status).toBe(200);
      expect(await tryUpload(amy, 'notes')).toMatchObject({
        status: 503,
        body: { code: 'service_unavailable' },
      });
      const { id: room_id } = await createRoom(amy);
      const sent = await amy.api('POST', `/rooms/${room_id}/messages`, { content: 'still here' });
      expect(sent.status).toBe(201);
      expect((await amy.api('POST', '/search', { query: 'still' })).status).toBe(200);
    } finally {
      await node.stop();
    }
  });
});
