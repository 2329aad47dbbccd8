/** Installed binaries and what was found out about this machine: outside the clone, shared by all clones, never any data. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** @param {NodeJS.ProcessEnv} [env] */
export function cacheFolder(env = process.env) {
  return join(env.PARLEY_CACHE_DIR || env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parley');
}
