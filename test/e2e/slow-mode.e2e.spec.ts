import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/contract/message.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register, registerAll } from '../support/people.js';
import { createRoom, refused, setRole } from '../support/rooms.js';
import { until } from '../support/until.js';

let node: TestApp;
let other: TestApp;
let amy: Person;
let ben: Person;
let cleo: Person;

beforeAll(async () => {
  node = await startApp();
  other = await startApp(node.env);
  [amy, ben, cleo] = await registerAll(node.url, 'amy', 'ben', 'cleo');
});
afterAll(() => Promise.all([node.stop(), other.stop()]));

const HOUR = 3_600_000;

const slowRoom = async (slow_mode_ms: number): Promise<string> => {
  const { id } = await createRoom(amy, { member_ids: [ben.id, cleo.id] });
  await pace(id, slow_mode_ms);
  return id;
};
const pace = async (id: string, slow_mode_ms: number): Promise<void> => {
  expect((await amy.api('PATCH', `/rooms/${id}`, { slow_mode_ms })).status).toBe(200);
};
const say = (person: Person, room: string, more: object = {}) =>
  person.api<{ message: Message; created: boolean }>('POST', `/rooms/${room}/messages`, {
    content: 'hi',
    ...more,
  });

describe('slow mode', () => {
  it('lets a member send once in its time, and says when again', async () => {
    const id = await slowRoom(HOUR);
    const first = await say(ben, id);
    expect(first.status).toBe(201);
    for (const more of [{}, { parent_id: first.body.message.id }]) {
      const { status, body, headers } = await say(ben.at(other.url), id, more);
      expect([status, body.code]).toEqual([429, 'slow_mode']);
      expect(body.retry_after_ms).toBeGreaterThan(HOUR - 60_000);
      expect(body.retry_after_ms).toBeLessThanOrEqual(HOUR);
      expect(Number(headers.get('retry-after'))).toBe(Math.ceil((body.retry_after_ms ?? 0) / 1000));
    }
    const line = await ben.connect();
    const answer = await line.ask('send_message', { room_id: id, content: 'hi' });
    line.close();
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'slow_mode', retry_after_ms: expect.any(Number) },
    });
    // Each member has their own time, and each room.
    expect((await say(cleo, id)).status).toBe(201);
    expect((await say(ben, await slowRoom(HOUR))).status).toBe(201);
  });

  it('lets again when the time is over', async () => {
    const id = await slowRoom(500);
    await say(ben, id);
    await refused(say(ben, id), 429, 'slow_mode');
    await until(async () => (await say(ben.at(other.url), id)).status === 201, { timeoutMs: 3_000 });
  });

  it('lets exactly one through of many at once on two nodes', async () => {
    const id = await slowRoom(HOUR);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => say(n % 2 ? ben : ben.at(other.url), id)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(429)]);
    const { body } = await amy.api<{ messages: Message[] }>('GET', `/rooms/${id}/messages`);
    expect(body.messages).toHaveLength(1);
  });

  it('slows nobody from moderator upwards', async () => {
    const id = await slowRoom(HOUR);
    await setRole(amy, id, ben, 'moderator');
    for (const person of [amy, amy, ben, ben.at(other.url)]) expect((await say(person, id)).status).toBe(201);
  });

  it('answers a client_id that is known as always, and counts it for nothing', async () => {
    const id = await slowRoom(1_000);
    const sent = await say(ben, id, { client_id: 'one' });
    const again = await say(ben.at(other.url), id, { client_id: 'one' });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ created: false, message: { id: sent.body.message.id } });
    await until(async () => (await say(ben, id)).status === 201, { timeoutMs: 3_000 });
    await pace(id, 0);
    await pace(id, HOUR);
    const late = await say(cleo, id, { client_id: 'two' });
    expect(late.status).toBe(201);
  });

  it('does not count what was repeated after the time, nor what failed', async () => {
    const id = await slowRoom(500);
    await say(ben, id, { client_id: 'one' });
    const redis = new Redis(String(node.env.REDIS_URL));
    await until(async () => (await redis.exists(`${node.env.REDIS_PREFIX}slow:${id}:${ben.id}`)) === 0);
    redis.disconnect();
    await pace(id, HOUR);
    expect((await say(ben, id, { client_id: 'one' })).status).toBe(200);
    await refused(say(ben, id, { parent_id: 'f'.repeat(24) }), 404, 'message_not_found');
    expect((await say(ben.at(other.url), id)).status).toBe(201);
    await refused(say(ben, id), 429, 'slow_mode');
  });

  it('goes by the time that holds now', async () => {
    const id = await slowRoom(HOUR);
    await say(ben, id);
    await pace(id, 1_500);
    await until(async () => (await say(ben.at(other.url), id)).status === 201, { timeoutMs: 10_000 });
    await pace(id, HOUR);
    await refused(say(ben, id), 429, 'slow_mode');
    await pace(id, 0);
    expect((await say(ben, id)).status).toBe(201);
    expect((await say(ben.at(other.url), id)).status).toBe(201);
  });

  it('is set by admins, up to six hours', async () => {
    const id = await slowRoom(0);
    await refused(ben.api('PATCH', `/rooms/${id}`, { slow_mode_ms: 1_000 }), 403, 'permission_denied');
    for (const slow_mode_ms of [-1, 0.5, 6 * HOUR + 1, 'slow'])
      await refused(amy.api('PATCH', `/rooms/${id}`, { slow_mode_ms }), 400, 'validation_failed');
    await pace(id, 6 * HOUR);
  });
});

it('slows nobody while Redis is away', async () => {
  const alone = await startApp({ REDIS_URL: 'redis://127.0.0.1:1' });
  try {
    const [owner, member] = await Promise.all([register(alone.url), register(alone.url)]);
    const { id } = await createRoom(owner, { member_ids: [member.id] });
    await owner.api('PATCH', `/rooms/${id}`, { slow_mode_ms: HOUR });
    for (let n = 0; n < 3; n += 1) expect((await say(member, id)).status).toBe(201);
  } finally {
    await alone.stop();
  }
});
