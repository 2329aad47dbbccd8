/** Where the program `redis-server` comes from. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptIsUsable } from './apt.mjs';
import { cacheFolder } from './cache.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { timed } from './log.mjs';
import { commandPath, isProgram } from './process.mjs';

const ADVICE = 'Install redis-server (6.2 or newer), or set REDIS_URL';

/**
 * Debian's package `redis-tools` holds the server's program under another name. The package `redis-server` would add nothing
 * but a daemon that starts by itself on port 6379, and again at each boot.
 */
const DEBIAN_NAME = 'redis-check-rdb';

/**
 * @param {{ env: NodeJS.ProcessEnv, log: import('./log.mjs').Log }} options
 * @returns {Promise<string>} the full path of the program
 */
export async function redisBinary({ env, log }) {
  const found = findRedis(env);
  if (found) return found;
  if (!aptIsUsable())
    throw new Failure(`Redis is not installed, and only root on Debian can install it here. ${ADVICE}.`);
  const onWait = () => log('another process is installing packages; waiting for it');
  return withLock(join(cacheFolder(env), 'apt.lock'), { onWait }, async () => {
    // Somebody may have installed it while we waited.
    const there = findRedis(env);
    if (there) return there;
    const why = await timed(log, 'installing Redis', () => aptInstall(['redis-tools'], { log }));
    const installed = findRedis(env);
    if (!installed) throw new Failure(`Redis could not be installed (${why}). ${ADVICE}.`);
    return installed;
  });
}

/** @param {NodeJS.ProcessEnv} env @returns {string | undefined} */
function findRedis(env) {
  const server = commandPath('redis-server', env);
  if (server) return server;
  const debian = commandPath(DEBIAN_NAME, env);
  return debian ? underItsName(debian, env) : undefined;
}

/** The program looks at its own name to know what to be. @param {string} program @param {NodeJS.ProcessEnv} env */
function underItsName(program, env) {
  const folder = join(cacheFolder(env), 'bin');
  const link = join(folder, 'redis-server');
  if (!existsSync(link)) {
    mkdirSync(folder, { recursive: true });
    try {
      symlinkSync(program, link);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
  return isProgram(link) ? link : undefined;
}
