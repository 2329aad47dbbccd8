import { expect, it } from 'vitest';
import { swipeOf } from './swipe.js';

it.each([
  ['to the right, which is back', { dx: 90, dy: 10, ms: 200 }, false, -1],
  ['to the left, which is on', { dx: -90, dy: 10, ms: 200 }, false, 1],
  ['to the right where one reads from there', { dx: 90, dy: 10, ms: 200 }, true, 1],
  ['not far enough', { dx: 50, dy: 0, ms: 200 }, false, 0],
  ['scrolling', { dx: 90, dy: 80, ms: 200 }, false, 0],
  ['resting', { dx: 90, dy: 0, ms: 900 }, false, 0],
] as const)('knows a finger that goes %s', (_, path, isRightToLeft, by) => {
  expect(swipeOf(path, isRightToLeft)).toBe(by);
});
