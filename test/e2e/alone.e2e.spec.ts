import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { createRoom } from '../support/rooms.js';
import { until } from '../support/until.js';

let here: TestApp;
let amy: Person;
let ear: Redis;
const heard: string[] = [];

beforeAll(async () => {
  here = await startApp();
  amy = await register(here.url, 'amy');
  ear = new Redis(here.env.REDIS_URL as string);
  ear.on('message', (channel: string, text: string) => heard.push(`${channel} ${text}`));
});
afterAll(async () => {
  ear?.disconnect();
  await here?.stop();
});

/** The same Redis, to which each line takes a while. */
const lateRedis = async (): Promise<{ url: string; close: () => void }> => {
  const { hostname, port } = new URL(here.env.REDIS_URL as string);
  const lines = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (line) => {
    lines.add(line.on('error', () => undefined));
    setTimeout(() => line.pipe(connect(Number(port), hostname)).pipe(line), 700);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    for (const line of lines) line.destroy();
    server.close();
  };
  return { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};

it.each(['at once', 'late'])(
  'a node that is alone tells nobody, and whoever comes and reaches Redis %s from their first moment on',
  async (when) => {
    const { id: room_id } = await createRoom(amy);
    await ear.subscribe(`${here.env.REDIS_PREFIX}c:${room_id}`);
    const speaker = await amy.connect();
    const say = async (content: string) =>
      expect(await speaker.ask('send_message', { room_id, content })).toMatchObject({ ok: true });
    // A busy machine may take its line to Redis for dead for a moment: then it tells, until it knows again.
    await until(async () => {
      const content = `to myself ${randomUUID()}`;
      await say(content);
      await ear.ping(); // What was published before is heard.
      return !heard.some((text) => text.includes(content));
    });

    const late = when === 'late' ? await lateRedis() : undefined;
    const there = await startApp({ ...here.env, ...(late && { REDIS_URL: late.url }) });
    try {
      const listener = await amy.at(there.url).connect();
      await say(`to both, ${when}`);
      await listener.next('new_message', ({ content }) => content === `to both, ${when}`, 1_000);
      expect(heard.some((text) => text.includes(`to both, ${when}`))).toBe(true);
    } finally {
      speaker.close();
      await there.stop();
      late?.close();
    }
  },
);
