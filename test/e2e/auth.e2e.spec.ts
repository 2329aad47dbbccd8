import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoginFailures } from '../../src/auth/login-failures.js';
import type { AppError } from '../../src/common/errors/app-error.js';
import type { Problem } from '../../src/contract/problem.js';
import { me, postAuth as post, statuses, unique } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, password, register, request } from '../support/people.js';

describe('login', () => {
  let node: TestApp;
  let first: Person;

  beforeAll(async () => {
    node = await startApp();
    first = await register(node.url, 'first');
  });
  afterAll(() => node?.stop());

  it('answers a new session, whatever the case of the e-mail address', async () => {
    const { status, body } = await post(node.url, '/login', { email: first.email.toUpperCase(), password });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expires_in: 900,
      user: { id: first.id, username: first.username, avatar_url: null },
    });
    expect(body.refresh_token).not.toBe(first.refreshToken);
    expect((await me(node.url, body.token)).status).toBe(200);
    expect((await me(node.url, first.token)).status).toBe(200);
  });

  it('tells an unknown account and a wrong password apart neither by the answer nor by the time', async () => {
    const { url } = node;
    const person = await register(url);
    const wrong = 'not the password';
    const unknown = { email: `${unique('nobody')}@example.org`, password: wrong };
    const known = { email: person.email, password: wrong };
    const times: Record<'unknown' | 'known', number[]> = { unknown: [], known: [] };
    const problems: Partial<Problem>[] = [];
    // The quickest of each: a busy machine only adds, and goes on to for a while.
    const ratio = () => {
      const [a, b] = [Math.min(...times.unknown), Math.min(...times.known)];
      return Math.max(a, b) / Math.min(a, b);
    };
    for (let i = 0; i < 8 || (ratio() >= 2 && i < 40); i += 1) {
      for (const [name, body] of [
        ['unknown', unknown],
        ['known', known],
      ] as const) {
        const began = performance.now();
        const answer = await post<object>(url, '/login', body);
        times[name].push(performance.now() - began);
        problems.push({ ...answer.body, request_id: undefined });
        expect(answer.status).toBe(401);
      }
    }
    expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
    expect(problems[0]).toMatchObject({ code: 'invalid_credentials' });
    expect(ratio()).toBeLessThan(2);
  });

  it.each([
    ['an operator as the address', { email: { $ne: null }, password }],
    ['an operator as the password', { email: 'amy@example.org', password: { $ne: null } }],
    ['a list', { email: ['amy@example.org'], password }],
    ['a NUL', { email: 'amy@example.org', password: 'a\u0000' }],
    ['a lone surrogate', { email: 'amy\ud800@example.org', password }],
    ['nothing', {}],
  ])('refuses %s', async (_name, body) => {
    expect((await post(node.url, '/login', body)).body.code).toBe('validation_failed');
  });

  it('does not take operators from the query', async () => {
    const { status } = await request(node.url, 'POST', '/api/auth/login?email[$ne]=x&password[$ne]=y', {
      body: {},
    });
    expect(status).toBe(400);
  });

  it('lets many devices of one person sign in at once', async () => {
    const person = await register(node.url);
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => post(node.url, '/login', { email: person.email, password })),
    );
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
  });

  it('closes an account after ten wrong passwords, for the right one too', async () => {
    const person = await register(node.url);
    for (let i = 0; i < 10; i += 1) {
      expect(
        (await post(node.url, '/login', { email: person.email, password: `wrong ${i} wrong` })).status,
      ).toBe(401);
    }
    for (const email of [person.email, person.email.toUpperCase()]) {
      const { status, body, headers } = await post(node.url, '/login', { email, password });
      expect([status, body.code]).toEqual([429, 'rate_limited']);
      expect(body.retry_after_ms).toBeGreaterThan(14 * 60_000);
      expect(body.retry_after_ms).toBeLessThanOrEqual(15 * 60_000);
      expect(Number(headers.get('retry-after'))).toBe(Math.ceil((body.retry_after_ms as number) / 1000));
    }
    expect((await me(node.url, person.token)).status).toBe(200);
  });

  it('behaves the same for an account that does not exist', async () => {
    const email = `${unique('nobody')}@example.org`;
    const seen: number[] = [];
    for (let i = 0; i < 12; i += 1) seen.push((await post(node.url, '/login', { email, password })).status);
    expect(seen).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });

  it('lets no more than ten guesses through that come at once, at two nodes', async () => {
    const other = await startApp(node.env);
    try {
      const person = await register(node.url);
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          post(i % 2 ? node.url : other.url, '/login', {
            email: person.email,
            password: `wrong ${i} wrong`,
          }),
        ),
      );
      expect(statuses(answers)).toEqual([...Array<number>(10).fill(401), ...Array<number>(20).fill(429)]);
    } finally {
      await other.stop();
    }
  });

  it('does not count right passwords', async () => {
    const person = await register(node.url);
    const seen: number[] = [];
    for (let i = 0; i < 24; i += 1) {
      const body = { email: person.email, password: i % 2 && i < 18 ? 'not the password' : password };
      seen.push((await post(node.url, '/login', body)).status);
    }
    expect(seen.filter((status) => status === 200)).toHaveLength(15);
    expect(seen).not.toContain(429);
  });

  it('closes an address after a hundred wrong passwords, for every account, and no other address', async () => {
    // Over HTTP the bucket of logins stands before it; this is what stops somebody who is slow.
    const strict = await startApp({ RATE_LIMIT_SCALE: '1' });
    try {
      const failures = strict.app.get(LoginFailures, { strict: false });
      const attempt = (ip: string, verified: string | null) =>
        failures
          .attempt(`${unique('somebody')}@example.org`, ip, () => Promise.resolve(verified))
          .catch((e: AppError) => e.code);
      const seen = await Promise.all(Array.from({ length: 110 }, () => attempt('203.0.113.9', null)));
      expect(seen.filter((code) => code === 'invalid_credentials')).toHaveLength(100);
      expect(seen.filter((code) => code === 'rate_limited')).toHaveLength(10);
      expect(await attempt('203.0.113.9', 'amy')).toBe('rate_limited');
      expect(await attempt('203.0.113.10', 'amy')).toBe('amy');
    } finally {
      await strict.stop();
    }
  });
});
