/** What a service of ours keeps beside its data: the port of last time, and the mark of the process that uses the folder. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { portLike, waitUntil } from './port.mjs';
import { isRunning, markOf, readMark } from './process-info.mjs';

const ORPHAN_MS = 3_000;

/**
 * Makes the folder ready for a new process. The last one may just be ending, when its parent was killed: two servers on the
 * same files would destroy them.
 *
 * @param {string} folder
 * @param {{ mode?: number }} [options] who may look into it: by default this account alone
 * @returns {Promise<number>} the port to use, that of last time when it is free
 */
export async function openDataFolder(folder, { mode = 0o700 } = {}) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  const orphan = readMark(join(folder, 'process'));
  if (orphan && !(await waitUntil(async () => !isRunning(orphan), { timeoutMs: ORPHAN_MS }))) {
    process.kill(orphan.pid, 'SIGKILL');
    await waitUntil(async () => !isRunning(orphan), { timeoutMs: ORPHAN_MS });
  }
  return portLike(lastPort(folder));
}

/** @param {string} folder @returns {number | undefined} */
function lastPort(folder) {
  try {
    return Number(readFileSync(join(folder, 'port'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} folder @param {{ port: number, pid: number }} use */
export function markDataFolder(folder, { port, pid }) {
  writeFileSync(join(folder, 'port'), String(port));
  writeFileSync(join(folder, 'process'), JSON.stringify(markOf(pid) ?? {}));
}

/** @param {string} folder */
export function unmarkDataFolder(folder) {
  rmSync(join(folder, 'process'), { force: true });
}
