import { randomUUID } from 'node:crypto';
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

it('a node that is alone tells nobody, and whoever comes from their first moment on', async () => {
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

  const there = await startApp(here.env);
  try {
    const listener = await amy.at(there.url).connect();
    await say('to both');
    await listener.next('new_message', ({ content }) => content === 'to both', 1_000);
    expect(heard.some((text) => text.includes('to both'))).toBe(true);
  } finally {
    await there.stop();
  }
});
