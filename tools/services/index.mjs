/** Both services that the server needs, for a start and for a run of the tests. */
import { join, resolve } from 'node:path';
import { Failure } from './failure.mjs';
import { acquireLock, LockedError } from './lock.mjs';
import { prepareDatabase, startMongoDb } from './mongodb.mjs';
import { startRedis } from './redis.mjs';
import { redisBinary } from './redis-binary.mjs';

/** A start that was just told to end needs this long to do so. */
const PREDECESSOR_MS = 3_000;

/**
 * @typedef {{ env: NodeJS.ProcessEnv, dataDir: string, log: import('./log.mjs').Log }} Context
 * @typedef {object} Services
 * @property {import('./service.mjs').Service} mongodb
 * @property {import('./service.mjs').Service} redis
 * @property {() => Promise<void>} stop Redis first, then the database
 */

/** @param {NodeJS.ProcessEnv} env */
const needsNothing = (env) => Boolean(env.MONGODB_URI && env.REDIS_URL);

/**
 * Makes the data folder ours until this process ends. When both services are given by address nothing of ours uses it.
 *
 * @param {Context} context
 */
export async function claimDataFolder({ env, dataDir, log }) {
  if (needsNothing(env)) return;
  const folder = resolve(dataDir);
  const onWait = () => log(`waiting for the last user of ${folder} to end`);
  try {
    await acquireLock(join(folder, 'services.lock'), { waitMs: PREDECESSOR_MS, onWait });
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new Failure(
      `The data folder ${folder} is in use by another start (process ${error.pid}): set another DATA_DIR, or its MONGODB_URI and REDIS_URL to run a second node beside it.`,
    );
  }
}

/**
 * Installs what is missing on this machine. Needs no node packages.
 *
 * @param {Context} context
 */
export async function prepareServices({ env, dataDir, log }) {
  if (!env.REDIS_URL) await redisBinary({ env, log });
  await prepareDatabase({ env, dataDir, log });
}

/**
 * @param {Context & { durable: boolean, nodePath?: string }} options
 * @returns {Promise<Services>}
 */
export async function startServices({ env, dataDir, log, durable, nodePath }) {
  const folder = resolve(dataDir);
  const started = await Promise.allSettled([
    startMongoDb({ env, dataDir: folder, log, durable, nodePath }),
    startRedis({ env, dataDir: join(folder, 'redis'), log, durable }),
  ]);
  const [mongodb, redis] = started;
  if (mongodb.status === 'rejected' || redis.status === 'rejected') {
    for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
    throw mongodb.status === 'rejected'
      ? mongodb.reason
      : /** @type {PromiseRejectedResult} */ (redis).reason;
  }
  return {
    mongodb: mongodb.value,
    redis: redis.value,
    stop: async () => {
      await redis.value.stop();
      await mongodb.value.stop();
    },
  };
}
