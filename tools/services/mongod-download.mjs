/**
 * A `mongod` from MongoDB's own download host. Where that host cannot be reached, this says so within seconds, and remembers
 * it for a day, so that later starts do not ask again.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { messageOf } from './failure.mjs';
import { withLock } from './lock.mjs';
import { timed } from './log.mjs';

const HOST = 'https://fastdl.mongodb.org';
const PROBE_MS = 3_000;
const REMEMBER_MS = 24 * 3600 * 1000;

/** @typedef {{ env: NodeJS.ProcessEnv, log: import('./log.mjs').Log }} Context */

/** @param {NodeJS.ProcessEnv} env */
const noteOf = (env) => join(cacheFolder(env), 'no-mongod-download');

/** @param {string} note */
function isFresh(note) {
  try {
    return Date.now() - statSync(note).mtimeMs < REMEMBER_MS;
  } catch {
    return false;
  }
}

/** @param {string} note @param {string} why */
function remember(note, why) {
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, `${why}\n`);
}

/**
 * Cheap, and needs no node packages.
 *
 * @param {Context} context
 * @returns {Promise<boolean>} whether a download has any prospect
 */
export async function downloadIsPossible({ env, log }) {
  const note = noteOf(env);
  if (isFresh(note)) return false;
  try {
    await fetch(env.MONGOMS_DOWNLOAD_MIRROR || HOST, {
      method: 'HEAD',
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return true;
  } catch (error) {
    remember(note, messageOf(error));
    log("MongoDB's download host cannot be reached; doing without it");
    return false;
  }
}

/**
 * @param {Context} context
 * @returns {Promise<string | undefined>} the path of a mongod, or nothing where none can be had
 */
export async function downloadedMongod({ env, log }) {
  if (!(await downloadIsPossible({ env, log }))) return undefined;
  const downloadDir = join(cacheFolder(env), 'mongod');
  try {
    const { MongoBinary } = await import('mongodb-memory-server-core');
    const onWait = () => log('another process is downloading MongoDB; waiting for it');
    return await withLock(`${downloadDir}.lock`, { onWait }, () =>
      timed(log, 'looking for MongoDB, downloading it when needed', () =>
        MongoBinary.getPath({ downloadDir }),
      ),
    );
  } catch (error) {
    remember(noteOf(env), messageOf(error));
    log(`MongoDB could not be downloaded (${messageOf(error).split('\n')[0]}); doing without it`);
    return undefined;
  }
}
