import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, LockedError, withLock } from './lock.mjs';
import { spawnChild } from './process.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that takes the lock, says so, and keeps it until it is killed. */
const holderOf = async (file: string) => {
  const program = `import { acquireLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))};
    await acquireLock(${JSON.stringify(file)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawnChild(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no output');
  await once(child.stdout, 'data');
  return child;
};

describe('a lock between processes', () => {
  it('is held by one at a time', async () => {
    const file = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = () =>
      withLock(file, {}, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
      });
    await Promise.all([work(), work(), work(), work()]);
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused, with the name of the holder, when waiting is over', async () => {
    const file = join(folder, 'lock');
    const holder = await holderOf(file);
    await expect(acquireLock(file, { waitMs: 100 })).rejects.toMatchObject({
      constructor: LockedError,
      pid: holder.pid,
    });
    holder.kill('SIGKILL');
  });

  it('is taken over from a process that was killed', async () => {
    const file = join(folder, 'lock');
    const holder = await holderOf(file);
    holder.kill('SIGKILL');
    const lock = await acquireLock(file, { waitMs: 5_000 });
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from a process whose number another one has now', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'in an earlier life' }));
    (await acquireLock(file, { waitMs: 1_000 })).release();
  });

  it('is taken over when a power cut has left it empty', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, '');
    (await acquireLock(file, { waitMs: 1_000 })).release();
  });

  it('is free again when the work has failed', async () => {
    const file = join(folder, 'lock');
    await expect(withLock(file, {}, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(file)).toBe(false);
  });
});
