import { expect, it } from 'vitest';
import { ago, dayName } from './time.js';

const now = new Date(2026, 2, 11, 15, 30);
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString();

it('names days as people do', () => {
  expect(dayName(at(2026, 2, 11, 0, 1), now)).toBe('Today');
  expect(dayName(at(2026, 2, 10, 23, 59), now)).toBe('Yesterday');
  expect(dayName(at(2026, 2, 7, 12), now)).toBe('Saturday');
  expect(dayName(at(2026, 1, 1, 12), now)).toContain('February');
  expect(dayName(at(2025, 1, 1, 12), now)).toContain('2025');
});

it('is relative up to a day, then a date', () => {
  expect(ago(at(2026, 2, 11, 15, 30), now)).toBe('just now');
  expect(ago(at(2026, 2, 11, 15, 18), now)).toBe('12 min ago');
  expect(ago(at(2026, 2, 11, 12, 0), now)).toBe('3 h ago');
  expect(ago(at(2026, 2, 9, 12, 0), now)).toBe('Mar 9');
});
