import { expect, it } from 'vitest';
import { rank } from './rank.js';

it('prefers the beginning of the name, then of a word, then anything', () => {
  expect(rank('Design review', 'des')).toBe(0);
  expect(rank('Design review', 'rev')).toBe(1);
  expect(rank('Design review', 'sign')).toBe(2);
  expect(rank('Design review', 'xyz')).toBeUndefined();
});
