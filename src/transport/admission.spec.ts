import { expect, it } from 'vitest';
import { Config } from '../config/config.js';
import { limits } from '../contract/limits.js';
import { Admission } from './admission.js';

const admission = (settings: Record<string, string>): Admission =>
  new Admission(
    Config.read({
      NODE_ENV: 'test',
      MONGODB_URI: 'mongodb://localhost',
      REDIS_URL: 'redis://localhost',
      JWT_SECRET: 'a secret that is long enough for every test there is',
      ...settings,
    }),
  );

const enterAll = (door: Admission, user: string, count: number) =>
  Array.from({ length: count }, () => door.enter(user));

it('lets in as many as there may be, and another when one has left', () => {
  const door = admission({ OPERATIONS_AT_ONCE: '3' });
  const [leave] = [door.enter('a'), door.enter('b'), door.enter('c')];
  const refused = expect.objectContaining({
    code: 'overloaded',
    details: { retry_after_ms: expect.any(Number) },
  });
  expect(() => door.enter('d')).toThrow(refused);
  leave();
  door.enter('d');
  expect(() => door.enter('e')).toThrow(refused);
});

it('refuses a user who has too much under way, and nobody else', () => {
  const door = admission({ OPERATIONS_AT_ONCE: '100000' });
  const [leave] = enterAll(door, 'a', limits.operationsOfUserAtOnce) as [() => void];
  expect(() => door.enter('a')).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  door.enter('b');
  leave();
  door.enter('a');
});

it('takes more of a user where limits are scaled up', () => {
  const door = admission({ OPERATIONS_AT_ONCE: '100000', RATE_LIMIT_SCALE: '2' });
  enterAll(door, 'a', 2 * limits.operationsOfUserAtOnce);
  expect(() => door.enter('a')).toThrow();
});

it('says when all have left', async () => {
  const door = admission({});
  await door.settled(0);
  const [first, second] = [door.enter('a'), door.enter('b')];
  let settled = false;
  const settling = door.settled(60_000).then(() => {
    settled = true;
  });
  first();
  await Promise.resolve();
  expect(settled).toBe(false);
  second();
  await settling;
  door.enter('c');
  await door.settled(1); // Waits no longer than it was told to.
});
