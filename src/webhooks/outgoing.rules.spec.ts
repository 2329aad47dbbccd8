import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventIdOf, pauseAfter, signatureOf, signingKey } from './outgoing.rules.js';

const hook = { id: '66f0a1b2c3d4e5f6a7b8c9d0', salt: 'salt' };

describe('signatures', () => {
  it('are those that the documentation describes', () => {
    const expected = createHmac('sha256', 'key').update('1700000000.{"a":1}').digest('hex');
    expect(signatureOf('key', '{"a":1}', 1_700_000_000)).toBe(`t=1700000000,v1=${expected}`);
  });

  it('have a key that comes from the server’s secret, the webhook and its salt, and from nothing else', () => {
    const key = signingKey('secret', hook);
    expect(key).toMatch(/^whsec_[\w-]{43}$/);
    expect(signingKey('secret', { ...hook })).toBe(key);
    expect(signingKey('other', hook)).not.toBe(key);
    expect(signingKey('secret', { ...hook, salt: 'other' })).not.toBe(key);
    expect(signingKey('secret', { ...hook, id: '66f0a1b2c3d4e5f6a7b8c9d1' })).not.toBe(key);
  });
});

describe('pauses', () => {
  it('double, up to an hour, and are a little different for each', () => {
    expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, 2_000, 0))).toEqual([
      2_000, 4_000, 8_000, 16_000,
    ]);
    expect(pauseAfter(1, 2_000, 1)).toBe(1_600);
    expect(pauseAfter(19, 60_000, 0)).toBe(3_600_000);
  });
});

describe('ids of events', () => {
  it('tell a message from a change', () => {
    expect(eventIdOf('a', { seq: 7, rev: 0 })).toBe('a-s7');
    expect(eventIdOf('a', { seq: 7, rev: 3 })).toBe('a-r3');
  });
});
