import { describe, expect, it } from 'vitest';
import { sizeText } from './size.js';

describe('the size of a file', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1.5 kB'],
    [123_456, '123 kB'],
    [5_000_000, '5 MB'],
    [2_340_000_000, '2.3 GB'],
  ])('%i is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
