/** A folder for one run, gone at its end. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, markOf, readMark } from '../../tools/services/process-info.mjs';

const PREFIX = 'parley-test-';
const OWNER = 'owner';

/** @returns {string} */
export function makeScratchFolder() {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(folder, OWNER), JSON.stringify(markOf(process.pid)));
  return folder;
}

/** @param {string} folder */
export const removeScratchFolder = (folder) =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

/** Those of runs that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const owner = readMark(join(tmpdir(), name, OWNER));
    if (owner && !isRunning(owner)) removeScratchFolder(join(tmpdir(), name));
  }
}
