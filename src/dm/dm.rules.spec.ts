import { describe, expect, it } from 'vitest';
import { AppError } from '../common/errors/app-error.js';
import { behind, byActivity, isHidden, keyOf, participantsOf } from './dm.rules.js';

const id = (n: number): string => n.toString(16).padStart(24, '0');
const ids = (count: number, from = 1): string[] => Array.from({ length: count }, (_, n) => id(from + n));

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
};

describe('participantsOf', () => {
  it('is the same for the same people, whoever asks and however they are named', () => {
    const [a, b, c] = ids(3) as [string, string, string];
    const group = participantsOf(b, [c, a], 'p');
    expect(group).toEqual([a, b, c]);
    expect(participantsOf(a, [b, c, b, a], 'p')).toEqual(group);
    expect(keyOf(participantsOf(c, [b, a], 'p'))).toBe(keyOf(group));
    expect(keyOf([a, b])).not.toBe(keyOf(group));
  });

  it('takes two to ten people, the caller counted once', () => {
    expect(participantsOf(id(1), ids(1, 2), 'p')).toHaveLength(2);
    expect(participantsOf(id(1), ids(9, 2), 'p')).toHaveLength(10);
    expect(participantsOf(id(1), ids(10), 'p')).toHaveLength(10);
    expect(codeOf(() => participantsOf(id(1), ids(10, 2), 'p'))).toBe('validation_failed');
    expect(codeOf(() => participantsOf(id(1), [id(1)], 'p'))).toBe('validation_failed');
  });

  it('says which field named them', () => {
    expect(() => participantsOf(id(1), [], 'user_id')).toThrow(/^user_id: /);
  });
});

it.each([
  [null, 0, false],
  [0, 0, true],
  [0, 1, false],
  [7, 6, true],
  [7, 7, true],
  [7, 8, false],
])('hidden at %s with the head at %s: %s', (hiddenSeq, lastSeq, hidden) => {
  expect(isHidden(hiddenSeq, lastSeq)).toBe(hidden);
});

describe('the order of a list', () => {
  const at = (ms: number): string => new Date(ms).toISOString();
  const dm = (n: number, made: number, said?: number) => ({
    id: id(n),
    created_at: at(made),
    last_message: said === undefined ? null : { created_at: at(said) },
  });

  it('is by the last message, or by when it was made; the younger one first when that is the same', () => {
    const list = [dm(1, 10), dm(2, 20, 90), dm(3, 30), dm(4, 40, 40), dm(5, 5, 90)].sort(byActivity);
    expect(list.map((one) => one.id)).toEqual([id(5), id(2), id(4), id(3), id(1)]);
  });

  it('goes on behind the cursor', () => {
    const list = ids(4).map((one) => ({ id: one }));
    expect(behind(list, undefined)).toEqual(list);
    expect(behind(list, id(2))).toEqual(list.slice(2));
    expect(behind(list, id(4))).toEqual([]);
    expect(codeOf(() => behind(list, id(9)))).toBe('dm_not_found');
  });
});
