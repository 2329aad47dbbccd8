import { expect, it } from 'vitest';
import { chunksOf } from './chunks.js';

const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

it('keeps every row, in order', () => {
  const chunks = chunksOf(rows(-70, 45), 70);
  expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(rows(-70, 45));
  expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
});

it('leaves the chunks in the middle as they are when pages come in front and messages behind', () => {
  const before = new Map(chunksOf(rows(0, 60), 0).map(({ id, rows: held }) => [id, held]));
  const after = new Map(chunksOf(rows(-50, 61), 50).map(({ id, rows: held }) => [id, held]));
  expect(after.get(0)).toEqual(before.get(0));
  expect(after.get(1)).toEqual(before.get(1));
  expect(after.get(-1)).toEqual(rows(-30, 0));
  expect(after.get(2)).toEqual([60]);
});
