import { expect, it } from 'vitest';
import { messageKeys, screenKeys, shortcutOf } from './shortcuts.js';

it.each([
  ['of messages', messageKeys],
  ['of screens', screenKeys],
])('no two %s share a key', (_, shortcuts) => {
  const keys = Object.values(shortcuts).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

it('is known by its letter, whatever the keyboard writes', () => {
  expect(shortcutOf(messageKeys, { key: 'r', code: 'KeyR' })).toBe('reply');
  expect(shortcutOf(messageKeys, { key: 'R', code: 'KeyR' })).toBe('reply');
  expect(shortcutOf(messageKeys, { key: 'ق', code: 'KeyR' })).toBe('reply');
  expect(shortcutOf(messageKeys, { key: 'Delete', code: 'Delete' })).toBe('delete');
  // On a French keyboard A stands where others have Q.
  expect(shortcutOf(screenKeys, { key: 'A', code: 'KeyQ' })).toBe('activity');
  expect(shortcutOf(messageKeys, { key: 'ArrowUp', code: 'ArrowUp' })).toBeUndefined();
});
