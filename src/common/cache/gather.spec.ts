import { expect, it, vi } from 'vitest';
import { Gather } from './gather.js';

it('asks once for all that is wanted in a turn, and for what comes meanwhile with the next question', async () => {
  const answers: (() => void)[] = [];
  const load = vi.fn(async (keys: string[]) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]));
  });
  const gather = new Gather(load);
  const first = [gather.get('a'), gather.get('a'), gather.get('none')];
  await Promise.resolve();
  const second = gather.get('b');
  await Promise.resolve();
  const third = gather.getMany(['a', 'c', 'none']);
  await Promise.resolve();
  expect(load.mock.calls).toEqual([[['a', 'none']], [['b']]]);
  for (const answer of answers.splice(0)) answer();
  expect(await Promise.all(first)).toEqual(['A', 'A', undefined]);
  expect(await second).toBe('B');
  await vi.waitFor(() => expect(answers).toHaveLength(1), { timeout: 30_000 });
  answers[0]?.();
  expect(await third).toEqual(
    new Map([
      ['a', 'A'],
      ['c', 'C'],
    ]),
  );
  expect(load.mock.calls[2]).toEqual([['a', 'c', 'none']]);
});

it('fails for those that were in the question, and goes on', async () => {
  const load = vi.fn(async (keys: string[]) => new Map(keys.map((key) => [key, 1])));
  load.mockRejectedValueOnce(new Error('away'));
  const gather = new Gather(load);
  await expect(Promise.all([gather.get('a'), gather.get('b')])).rejects.toThrow('away');
  expect(await gather.get('a')).toBe(1);
});
