import { describe, expect, it } from 'vitest';
import { firstShown, showFrom, showLess, showMore } from './shown.js';

const held = (count: number) => Array.from({ length: count }, (_, at) => ({ seq: at + 1 }));
const many = held(10_000);

describe('how much of what is held is shown', () => {
  it('is all of a little, and the newest of much', () => {
    expect(firstShown(held(600), null)).toBe(0);
    expect(firstShown(many, null)).toBe(9_401);
  });

  it('begins at what is unread, however far back that is', () => {
    expect(firstShown(many, 2_000)).toBe(2_000);
    expect(firstShown(many, 9_990)).toBe(9_401);
    expect(firstShown([], null)).toBe(0);
  });

  it('grows by steps until nothing is left', () => {
    let from = firstShown(many, null);
    const steps = [];
    while (from > 1) {
      from = showMore(many, from);
      steps.push(from);
    }
    expect(steps.slice(0, 2)).toEqual([9_101, 8_801]);
    expect(steps.at(-1)).toBe(1);
    expect(steps).toHaveLength(32);
  });

  it('grows to a message that somebody goes to, with some before it', () => {
    expect(showFrom(many, 500)).toBe(470);
    expect(showFrom(many, 3)).toBe(1);
  });

  it('is less again at the end, but not for every message that comes', () => {
    expect(showLess(many, 9_401)).toBe(9_401);
    expect(showLess(held(10_120), 9_401)).toBe(9_401);
    expect(showLess(held(10_121), 9_401)).toBe(9_522);
    expect(showLess(many, 0)).toBe(9_401);
    expect(showLess(held(700), 0)).toBe(0);
  });

  it('goes by numbers, of which some may be missing', () => {
    const gaps = [{ seq: 5 }, ...held(1_000).map(({ seq }) => ({ seq: seq * 2 + 100 }))];
    expect(showMore(gaps, 1_001)).toBe(402);
    expect(showFrom(gaps, 5)).toBe(5);
  });
});
