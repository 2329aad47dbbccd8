import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import { LocalFailures } from './failure-counter.js';
import { LoginFailures } from './login-failures.js';

const config = Config.read({ MONGODB_URI: 'mongodb://x', REDIS_URL: 'redis://x', JWT_SECRET: 'x' });

/** Redis that is away: the e2e tests use the real one. */
const away = () => {
  const gone = () => Promise.reject(new Error('Redis is away'));
  return { defineCommand: () => undefined, countLogin: gone, takeLoginBack: gone } as unknown as Redis;
};

const tried = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.catch((error: AppError) => error.code ?? error.message);

describe('LoginFailures without Redis', () => {
  it('counts in this process', async () => {
    const failures = new LoginFailures(away(), config);
    const wrong = () => tried(failures.attempt('amy@example.org', '192.0.2.1', () => Promise.resolve(null)));
    const seen = await Promise.all(Array.from({ length: 12 }, wrong));
    expect(seen).toEqual([...Array<string>(10).fill('invalid_credentials'), 'rate_limited', 'rate_limited']);
    const right = () => Promise.resolve('amy');
    expect(await tried(failures.attempt('AMY@example.org', '192.0.2.2', right))).toBe('rate_limited');
    expect(await tried(failures.attempt('ben@example.org', '192.0.2.1', right))).toBe('amy');
  });

  it('does not verify what is closed', async () => {
    const failures = new LoginFailures(away(), config);
    let verified = 0;
    const wrong = () => {
      verified += 1;
      return Promise.resolve(null);
    };
    for (let i = 0; i < 20; i += 1) await tried(failures.attempt('amy@example.org', '192.0.2.1', wrong));
    expect(verified).toBe(10);
  });

  it('takes back what was right, and what could not be looked at', async () => {
    const failures = new LoginFailures(away(), config);
    const attempt = (verify: () => Promise<string | null>) =>
      tried(failures.attempt('amy@example.org', '192.0.2.1', verify));
    for (let i = 0; i < 15; i += 1) {
      expect(await attempt(() => Promise.resolve('amy'))).toBe('amy');
      expect(await attempt(() => Promise.reject(new Error('the database is away')))).toBe(
        'the database is away',
      );
    }
    for (let i = 0; i < 10; i += 1)
      expect(await attempt(() => Promise.resolve(null))).toBe('invalid_credentials');
    expect(await attempt(() => Promise.resolve('amy'))).toBe('rate_limited');
  });
});

describe('LocalFailures', () => {
  const account = { key: 'account', max: 2 };
  const address = { key: 'address', max: 3 };

  it('says how long to wait, and begins anew after the window', () => {
    const failures = new LocalFailures(1_000);
    expect(failures.count([account], 0)).toBe(0);
    expect(failures.count([account], 400)).toBe(0);
    expect(failures.count([account], 600)).toBe(400);
    expect(failures.count([account], 1_000)).toBe(0);
  });

  it('counts nothing when one of the two is full', () => {
    const failures = new LocalFailures(1_000);
    for (let i = 0; i < 2; i += 1) expect(failures.count([account, address], 0)).toBe(0);
    expect(failures.count([account, address], 0)).toBe(1_000);
    expect(failures.count([address], 0)).toBe(0);
    expect(failures.count([address], 0)).toBe(1_000);
  });

  it('takes back no more than was counted', () => {
    const failures = new LocalFailures(1_000);
    failures.takeBack([account]);
    failures.count([account], 0);
    failures.takeBack([account]);
    failures.takeBack([account]);
    for (let i = 0; i < 2; i += 1) expect(failures.count([account], 0)).toBe(0);
    expect(failures.count([account], 0)).toBe(1_000);
  });
});
