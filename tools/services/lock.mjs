/**
 * A lock between processes: a file that names its holder. It is taken in one step (a link to a file that is already whole),
 * and a lock whose holder has died in whatever way is found to be stale and taken over.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, markOf, readMark } from './process-info.mjs';

const POLL_MS = 50;
/** Far longer than a take-over takes, so an older guard was left by a process that died in the middle of one. */
const GUARD_MS = 10_000;

/** @typedef {{ release: () => void }} Lock */

/** Somebody else holds the lock, and we were told not to wait any longer. */
export class LockedError extends Error {
  /** @param {string} file @param {number | undefined} pid */
  constructor(file, pid) {
    super(`${file} is held by process ${pid ?? 'unknown'}`);
    this.name = 'LockedError';
    this.pid = pid;
  }
}

/**
 * @param {string} file
 * @param {{ waitMs?: number, onWait?: (pid: number | undefined) => void }} [options] how long to wait at most (for ever when
 *   not given), and what to do once when waiting begins
 * @returns {Promise<Lock>}
 */
export async function acquireLock(file, { waitMs = Number.POSITIVE_INFINITY, onWait } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const since = performance.now();
  for (let round = 0; ; round++) {
    const lock = tryLock(file);
    if (lock) return lock;
    if (breakStale(file)) continue;
    const pid = readMark(file)?.pid;
    if (performance.now() - since >= waitMs) throw new LockedError(file, pid);
    if (round === 10) onWait?.(pid);
    await pause(POLL_MS);
  }
}

/**
 * @template T
 * @param {string} file
 * @param {{ waitMs?: number, onWait?: (pid: number | undefined) => void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, options, work) {
  const lock = await acquireLock(file, options);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** @param {string} file @returns {Lock | undefined} */
function tryLock(file) {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(markOf(process.pid)));
  try {
    linkSync(draft, file);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return undefined;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    process.off('exit', release);
    rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { release };
}

/**
 * Removes the lock of a process that has ended. Only one process at a time may do so: otherwise the slower of two would
 * remove the new lock of the faster.
 *
 * @param {string} file
 * @returns {boolean} true when it is worth trying again at once
 */
function breakStale(file) {
  if (!isStale(file)) return false;
  const guard = `${file}.taking-over`;
  try {
    mkdirSync(guard);
  } catch {
    removeOldGuard(guard);
    return false;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmdirSync(guard);
  }
  return true;
}

/** @param {string} file */
function isStale(file) {
  const mark = readMark(file);
  // A file without a mark: the machine lost power before the bytes were on disk.
  return mark ? !isRunning(mark) : existsSync(file);
}

/** @param {string} guard */
function removeOldGuard(guard) {
  try {
    if (Date.now() - statSync(guard).mtimeMs > GUARD_MS) rmdirSync(guard);
  } catch {
    // Its owner was faster.
  }
}
