/**
 * A lock between processes that cannot go stale: the kernel's flock, held by a small child for as long as our end of
 * its stdin is open. When we die in whatever way, the pipe closes, the child ends and the lock is free.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @template T
 * @param {string} file
 * @param {{ onWait?: () => void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { onWait }, work) {
  mkdirSync(dirname(file), { recursive: true });
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Its own process group: Ctrl-C in a terminal must not take the lock away before our work has stopped.
    detached: true,
  });
  const gone = new Promise((resolve) => holder.once('close', resolve));
  const waiting = setTimeout(() => onWait?.(), 500);
  try {
    await new Promise((resolve, reject) => {
      holder.stdout.once('data', resolve);
      holder.once('error', (error) => reject(new Error(`flock cannot be run: ${error.message}`)));
      holder.once('close', (code) => reject(new Error(`flock ended with ${code} on ${file}`)));
    });
    clearTimeout(waiting);
    return await work();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
    await gone;
  }
}
