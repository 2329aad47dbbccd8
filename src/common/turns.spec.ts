import { expect, it } from 'vitest';
import { Turns } from './turns.js';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(resolve, value));

it('does one thing at a time for a key, in order, and does not wait for other keys', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const work = (key: string, name: string) =>
    turns.take(key, async () => {
      seen.push(`${name} begins`);
      await later(undefined);
      seen.push(`${name} ends`);
      return name;
    });
  const results = await Promise.all([work('a', 'a1'), work('a', 'a2'), work('b', 'b1'), work('a', 'a3')]);
  expect(results).toEqual(['a1', 'a2', 'b1', 'a3']);
  expect(seen.filter((what) => what.startsWith('a'))).toEqual([
    'a1 begins',
    'a1 ends',
    'a2 begins',
    'a2 ends',
    'a3 begins',
    'a3 ends',
  ]);
  expect(seen.indexOf('b1 begins')).toBeLessThan(seen.indexOf('a1 ends'));
});

it('goes on after a failure, which only its caller hears of', async () => {
  const turns = new Turns();
  const failing = turns.take('a', () => later(undefined).then(() => Promise.reject(new Error('no'))));
  const next = turns.take('a', () => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
