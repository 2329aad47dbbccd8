import { expect, it } from 'vitest';
import { neighbours } from './unread.repository.js';

const groupsOf = (...seqs: number[]) =>
  neighbours(seqs.map((seq, index) => ({ conversation_id: String(index), seq }))).map((group) =>
    group.map(({ seq }) => seq),
  );

it('puts positions together that are near each other, every one once', () => {
  expect(groupsOf()).toEqual([]);
  expect(groupsOf(70, 0, 64, 65)).toEqual([
    [0, 64],
    [65, 70],
  ]);
  expect(groupsOf(100_000, 106_250, 106_251)).toEqual([[100_000, 106_250], [106_251]]);
});

it('makes few groups of many conversations', () => {
  const far = Array.from({ length: 500 }, (_, index) => Math.floor(1.03 ** index));
  expect(groupsOf(...far).flat()).toHaveLength(500);
  expect(groupsOf(...far).length).toBeLessThan(250);
  expect(groupsOf(...Array.from({ length: 500 }, (_, index) => index)).length).toBeLessThan(10);
});
