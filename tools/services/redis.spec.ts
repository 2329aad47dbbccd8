import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markOf } from './process-info.mjs';
import { startRedis } from './redis.mjs';

const { PATH, HOME } = process.env;
const env = { PATH, HOME };

let dataDir: string;
/** In the order in which they were begun; ended in reverse. */
let cleanups: (() => unknown)[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-redis-'));
  cleanups = [() => rmSync(dataDir, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

const start = async (durable: boolean) => {
  const redis = await startRedis({ env, dataDir, durable });
  cleanups.push(() => redis.stop());
  return redis;
};
const client = (url: string) => {
  const connection = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 20 });
  connection.on('error', () => {});
  cleanups.push(() => connection.disconnect());
  return connection;
};

describe('Redis', () => {
  it('is the one at REDIS_URL when that is set, and nothing is started', async () => {
    const redis = await startRedis({ env: { REDIS_URL: 'redis://elsewhere:1' }, dataDir });
    expect(redis).toMatchObject({ url: 'redis://elsewhere:1', embedded: false, pids: [] });
    await redis.stop();
    await expect(redis.pause()).rejects.toThrow('is not ours');
  });

  it('keeps what it was told through a kill, at the same address', async () => {
    const redis = await start(true);
    const connection = client(redis.url);
    await connection.set('kept', 'yes');
    await redis.kill();
    await redis.restart();
    expect(await connection.get('kept')).toBe('yes');
  });

  it('keeps what it was told, and its port, through a stop and another start', async () => {
    const first = await start(true);
    await client(first.url).set('kept', 'yes');
    await first.stop();
    const second = await start(true);
    expect(second.url).toBe(first.url);
    expect(await client(second.url).get('kept')).toBe('yes');
  });

  it('answers nothing while it is paused, and then everything', async () => {
    const redis = await start(false);
    const connection = client(redis.url);
    await connection.ping();
    await redis.pause();
    let answered = false;
    const answer = connection.ping().then((text) => {
      answered = true;
      return text;
    });
    // A round trip to another server: time enough for this one, were it not paused.
    const other = await startRedis({ env, dataDir: join(dataDir, 'other'), durable: false });
    cleanups.push(() => other.stop());
    await client(other.url).ping();
    expect(answered).toBe(false);
    await redis.resume();
    expect(await answer).toBe('PONG');
  });

  it('tells of an end that nobody asked for, and of no other', async () => {
    const redis = await start(false);
    const reasons: string[] = [];
    const told = new Promise<void>((resolve) => {
      redis.onFailure((why) => {
        reasons.push(why);
        resolve();
      });
    });
    await redis.restart();
    await redis.kill();
    await redis.restart();
    process.kill(redis.pids[0] ?? 0, 'SIGKILL');
    await told;
    expect(reasons).toEqual(['Redis ended (SIGKILL)']);
    await redis.restart();
    expect(await client(redis.url).ping()).toBe('PONG');
  });

  it('leaves no process when it is stopped, even when it was paused', async () => {
    const redis = await start(false);
    const [pid = 0] = redis.pids;
    await redis.pause();
    await redis.stop();
    expect(markOf(pid)).toBeUndefined();
  });

  it('ends the one that a killed parent has left on the same data', async () => {
    const orphan = await startRedis({ env, dataDir, durable: false });
    // Its parent, this process, is still there: nothing but the next start will end it.
    const successor = await startRedis({ env, dataDir, durable: false });
    cleanups.push(() => successor.stop());
    expect(orphan.pids).toEqual([]);
    expect(await client(successor.url).ping()).toBe('PONG');
  });
});
