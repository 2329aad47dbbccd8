/** Which process is it, and is it still there? A number alone does not say: the kernel uses process ids again. */
import { readFileSync } from 'node:fs';

/** @typedef {{ pid: number, started: string }} ProcessMark names one process for good, also across reboots */

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** @param {string} file */
function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} pid @returns {string[] | undefined} from the state on, as proc(5) lists them */
function statusOf(pid) {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  // The name in parentheses may hold blanks and parentheses itself: count the fields from its end.
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Signals are not obeyed at once. Elsewhere than on Linux they are taken to be. @param {number} pid */
export const isStopped = (pid) => process.platform !== 'linux' || !/[RSD]/.test(statusOf(pid)?.[0] ?? '');

/**
 * @param {number} pid
 * @returns {string | undefined} when the process began, in whatever unit; nothing when there is no such process
 */
function startOf(pid) {
  if (process.platform === 'linux') {
    const fields = statusOf(pid);
    // A zombie has ended; only its parent has not asked yet.
    if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readOrNothing(BOOT_ID).trim()}:${fields[19]}`;
  }
  try {
    process.kill(pid, 0);
    return 'running';
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM' ? 'running' : undefined;
  }
}

/** @param {number} pid @returns {ProcessMark | undefined} nothing when the process has ended */
export function markOf(pid) {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** @param {ProcessMark} mark */
export const isRunning = (mark) => startOf(mark.pid) === mark.started;

/** @param {string} file @returns {ProcessMark | undefined} what stands in a mark file; nothing when it holds no mark */
export function readMark(file) {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isInteger(mark?.pid) && typeof mark.started === 'string' ? mark : undefined;
  } catch {
    return undefined;
  }
}
