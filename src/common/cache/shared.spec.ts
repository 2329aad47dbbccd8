import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Shared } from './shared.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const letter = () => vi.fn((text: string) => Promise.resolve(text));

it('asks once for all who ask the same while it is on its way', async () => {
  const load = letter();
  const shared = new Shared<string>();
  expect(await Promise.all([shared.get('a', () => load('x')), shared.get('a', () => load('y'))])).toEqual([
    'x',
    'x',
  ]);
  expect(await shared.get('a', () => load('z'))).toBe('z');
});

it('keeps answers for a moment, the newest of them, until it is told to forget', async () => {
  const load = letter();
  const shared = new Shared<string>({ lifeMs: 100, weigh: ({ length }) => length, mostWeight: 4 });
  for (const key of ['aa', 'bb', 'aa', 'bb']) expect(await shared.get(key, () => load(key))).toBe(key);
  expect(load).toHaveBeenCalledTimes(2);
  await shared.get('cc', () => load('cc'));
  await shared.get('bb', () => load('bb'));
  expect(load).toHaveBeenCalledTimes(3);
  await shared.get('aa', () => load('aa'));
  expect(load).toHaveBeenCalledTimes(4);
  vi.advanceTimersByTime(100);
  await shared.get('aa', () => load('aa'));
  expect(load).toHaveBeenCalledTimes(5);
  shared.clear();
  await shared.get('aa', () => load('aa'));
  expect(load).toHaveBeenCalledTimes(6);
});

it('keeps neither a failure nor what was asked for before it was told to forget', async () => {
  const shared = new Shared<string>({ lifeMs: 100, weigh: () => 1, mostWeight: 10 });
  await expect(shared.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  let answer: (value: string) => void = () => undefined;
  const early = shared.get('a', () => new Promise((resolve) => (answer = resolve)));
  shared.clear();
  answer('old');
  expect(await early).toBe('old');
  expect(await shared.get('a', () => Promise.resolve('new'))).toBe('new');
});
