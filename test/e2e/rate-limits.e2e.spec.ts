import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/contract/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Line, type Person, register, request } from '../support/people.js';
import { expectProblem } from '../support/problems.js';
import { createRoom } from '../support/rooms.js';

let server: TestApp;

beforeAll(async () => {
  server = await startApp({ RATE_LIMIT_SCALE: '1' });
});
afterAll(() => server?.stop());

const someone = async (): Promise<{ person: Person; line: Line; room_id: string }> => {
  const person = await register(server.url, 'hasty');
  const { id } = await createRoom(person);
  return { person, line: await person.connect(), room_id: id };
};

const limited = (answer: object): Problem => {
  const { error } = answer as { error?: Problem };
  expectProblem(error, 'rate_limited');
  expect(error?.retry_after_ms).toBeGreaterThan(0);
  return error as Problem;
};

/** Sends until it is refused, and answers how many were not and how long it took. */
const exhaust = async (
  send: (n: number) => Promise<boolean>,
): Promise<{ accepted: number; seconds: number }> => {
  const began = Date.now();
  let accepted = 0;
  while (accepted < 1_000 && (await send(accepted))) accepted += 1;
  return { accepted, seconds: (Date.now() - began) / 1000 };
};

/** Ten at once, and one more for each second that it took. */
const expectBurst = ({ accepted, seconds }: { accepted: number; seconds: number }): void => {
  expect(accepted).toBeGreaterThanOrEqual(10);
  expect(accepted).toBeLessThanOrEqual(10 + Math.ceil(seconds));
};

describe('messages', () => {
  it('are ten at once over the socket, then one a second, and a known client_id answers all the same', async () => {
    const { line, room_id } = await someone();
    const send = (n: number | string) =>
      line.ask('send_message', { room_id, content: 'x', client_id: `c${n}` });
    let refusal: object = {};
    const burst = await exhaust(async (n) => {
      const answer = await send(n);
      refusal = answer;
      return answer.ok;
    });
    expectBurst(burst);
    const { retry_after_ms } = limited(refusal);
    expect(retry_after_ms).toBeLessThanOrEqual(1_000);
    expect(await send(0)).toMatchObject({ ok: true, created: false, message: { seq: 1 } });
    await after(retry_after_ms); // What the server asked for.
    expect(await send('later')).toMatchObject({
      ok: true,
      created: true,
      message: { seq: burst.accepted + 1 },
    });
    line.close();
  });

  it('are counted over REST and the socket together, and REST says when to come back', async () => {
    const { person, line, room_id } = await someone();
    const post = (content: string, client_id: string) => {
      return person.api('POST', `/rooms/${room_id}/messages`, { content, client_id });
    };
    const burst = await exhaust(async (n) => {
      const client_id = `c${n}`;
      if (n % 2 === 0) return (await line.ask('send_message', { room_id, content: 'x', client_id })).ok;
      return (await post('x', client_id)).status === 201;
    });
    expectBurst(burst);
    const both = await exhaust(async (n) => {
      const { status, body, headers } = await post('more', `more${n}`);
      if (status === 201) return true;
      expectProblem(body, 'rate_limited');
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBe(Math.ceil((body.retry_after_ms as number) / 1000));
      return false;
    });
    expect(both.accepted).toBeLessThanOrEqual(1 + Math.ceil(both.seconds));
    expect(await post('other', 'c1')).toMatchObject({
      status: 200,
      body: { created: false, message: { content: 'x' } },
    });
    line.close();
  });

  it('of one do not count for another', async () => {
    const [first, second] = [await someone(), await someone()];
    const send = ({ line, room_id }: typeof first) => line.ask('send_message', { room_id, content: 'x' });
    await exhaust(async () => (await send(first)).ok);
    expect(await send(second)).toMatchObject({ ok: true });
    for (const { line } of [first, second]) line.close();
  });
});

describe('everything else', () => {
  it('is limited by its own bucket, invalid or not', async () => {
    const { person, line } = await someone();
    const { accepted, seconds } = await exhaust(async () => {
      const answer = await line.ask('typing_start', {});
      return !answer.ok && answer.error.code === 'validation_failed';
    });
    expect(accepted).toBeGreaterThanOrEqual(10);
    expect(accepted).toBeLessThanOrEqual(10 + Math.ceil(3 * seconds));
    expect((await person.api('GET', '/users/me')).status).toBe(200);
    line.close();
  });

  it('is limited by address before signing in, with the same problem', async () => {
    let refusal = await request(server.url, 'POST', '/api/auth/refresh', { body: { refresh_token: 'x' } });
    await exhaust(async () => {
      refusal = await request(server.url, 'POST', '/api/auth/refresh', { body: { refresh_token: 'x' } });
      return refusal.status === 401;
    });
    expectProblem(refusal.body, 'rate_limited');
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });
});
