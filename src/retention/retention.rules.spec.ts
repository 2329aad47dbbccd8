import { describe, expect, it } from 'vitest';
import { cutoffOf, firstKept, keptDays } from './retention.rules.js';

describe('keptDays', () => {
  it.each([
    [null, 0, null],
    [30, 0, 30],
    [null, 90, 90],
    [30, 90, 30],
    [365, 90, 90],
  ])('of a room with %s on a server with %s is %s', (room, server, days) => {
    expect(keptDays(room, server)).toBe(days);
  });
});

describe('cutoffOf', () => {
  it('is so many days ago', () => {
    expect(cutoffOf(2, Date.UTC(2026, 0, 3)).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  });
});

describe('firstKept', () => {
  it.each([0, 1, 50, 99, 100])('finds the place where %s of 100 are old', async (old) => {
    let looks = 0;
    const isOld = (seq: number) => {
      looks += 1;
      return Promise.resolve(seq <= old);
    };
    expect(await firstKept({ from: 1, to: 100 }, isOld)).toBe(old + 1);
    expect(looks).toBeLessThan(9);
  });

  it('of nothing is where it would begin', async () => {
    expect(await firstKept({ from: 5, to: 4 }, () => Promise.reject(new Error('asked')))).toBe(5);
  });
});
