import { describe, expect, it } from 'vitest';
import { InsertPool } from './insert-pool.js';
import type { StoredMessage } from './message.js';
import type { MessageRepository } from './message.repository.js';

const message = (id: number, conversation = id): StoredMessage =>
  ({ id: String(id), conversation: { id: String(conversation), type: 'room' } }) as StoredMessage;

/** A store whose inserts end when they are told to. */
const poolOver = () => {
  const groups: {
    ids: string[];
    end: (failures?: Map<number, Error>) => void;
    fail: (error: Error) => void;
  }[] = [];
  const insertEach = (messages: StoredMessage[]) =>
    new Promise<ReadonlyMap<number, Error>>((resolve, reject) => {
      groups.push({
        ids: messages.map(({ id }) => id),
        end: (failures = new Map()) => resolve(failures),
        fail: reject,
      });
    });
  const ordered: string[][] = [];
  const insert = async (messages: StoredMessage[]) => void ordered.push(messages.map(({ id }) => id));
  return { pool: new InsertPool({ insertEach, insert } as MessageRepository), groups, ordered };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('single messages', () => {
  it('go together, and what comes while two groups are on their way waits for one of them', async () => {
    const { pool, groups } = poolOver();
    const stored = [1, 2].map((id) => pool.insert([message(id)]));
    await turn();
    stored.push(pool.insert([message(3)]));
    await turn();
    stored.push(...[4, 5].map((id) => pool.insert([message(id)])));
    await turn();
    expect(groups.map(({ ids }) => ids)).toEqual([['1', '2'], ['3']]);
    groups[0]?.end();
    await turn();
    expect(groups.map(({ ids }) => ids)).toEqual([['1', '2'], ['3'], ['4', '5']]);
    for (const { end } of groups) end();
    await expect(Promise.all(stored)).resolves.toHaveLength(5);
  });

  it('fail by themselves', async () => {
    const { pool, groups } = poolOver();
    const results = Promise.allSettled([1, 2, 3].map((id) => pool.insert([message(id)])));
    await turn();
    groups[0]?.end(new Map([[1, new Error('taken')]]));
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('all fail when the answer is lost', async () => {
    const { pool, groups } = poolOver();
    const results = Promise.allSettled([1, 2].map((id) => pool.insert([message(id)])));
    await turn();
    groups[0]?.fail(new Error('the line was cut'));
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

it('several messages of one conversation are stored in order, by themselves', async () => {
  const { pool, groups, ordered } = poolOver();
  await pool.insert([message(1, 7), message(2, 7)]);
  expect(ordered).toEqual([['1', '2']]);
  expect(groups).toEqual([]);
});
