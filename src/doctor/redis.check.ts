import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Environment } from '../config/config.schema.js';
import { clock } from './database.check.js';
import { examine, type Finding, fail, ok, warn } from './finding.js';

const OLDEST = [6, 2] as const;
/** So many jobs wait only where nobody does them. */
const BACKLOG = 1_000;
const LANES = ['light', 'heavy'];

/** Looks at Redis and at the queue that lies in it. */
export const checkRedis = async (env: Environment): Promise<Finding[]> => {
  const redis = new Redis(env.REDIS_URL, {
    ...{ lazyConnect: true, connectTimeout: 5_000, commandTimeout: 5_000, maxRetriesPerRequest: null },
    retryStrategy: () => null,
  });
  let reason = '';
  redis.on('error', (error: Error) => {
    reason ||= error.message;
  });
  try {
    const reached = await examine('redis', 'check REDIS_URL, and that it is up', async () => {
      await redis.connect().catch((error: Error) => {
        throw new Error(reason || error.message);
      });
      return about(redis);
    });
    if (reached.some(({ state }) => state === 'fail')) return reached;
    const rest = await Promise.all([
      examine('redis clock', 'run NTP on both machines', () => clockOf(redis)),
      examine('redis memory', 'set maxmemory-policy noeviction', () => policyOf(redis)),
      examine('queue', 'look at the log of a node with JOBS=on', () => queueIn(redis, env)),
    ]);
    return [...reached, ...rest.flat()];
  } finally {
    redis.disconnect();
  }
};

const about = async (redis: Redis): Promise<Finding> => {
  const [, version = '0'] = /redis_version:(\S+)/.exec(await redis.info('server')) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld
    ? fail('redis', `Redis ${version}`, `version ${OLDEST.join('.')} or newer is needed`)
    : ok('redis', `Redis ${version}`);
};

const clockOf = async (redis: Redis): Promise<Finding> => {
  const asked = Date.now();
  const [seconds = 0, micros = 0] = (await redis.time()).map(Number);
  return clock('redis clock', seconds * 1_000 + micros / 1_000 - (asked + Date.now()) / 2);
};

const policyOf = async (redis: Redis): Promise<Finding> => {
  // Where Redis is rented, settings may not be read.
  const answer = (await redis.config('GET', 'maxmemory-policy').catch(() => null)) as string[] | null;
  const policy = answer?.[1];
  if (policy === undefined) return ok('redis memory', 'its settings may not be read here');
  const advice = 'set maxmemory-policy noeviction: jobs that Redis throws away are done late, by a sweep';
  return policy === 'noeviction' ? ok('redis memory', policy) : warn('redis memory', policy, advice);
};

const queueIn = async (redis: Redis, { REDIS_PREFIX }: Environment): Promise<Finding> => {
  let waiting = 0;
  let failed = 0;
  for (const lane of LANES) {
    const queue = new Queue(lane, { connection: redis, prefix: `${REDIS_PREFIX}jobs` });
    queue.on('error', () => undefined);
    const counts = await queue.getJobCounts('waiting', 'failed').finally(() => queue.close());
    waiting += counts.waiting ?? 0;
    failed += counts.failed ?? 0;
  }
  const text = `${waiting} jobs wait, ${failed} failed for good`;
  const advice = 'see that a node with JOBS=on runs, and add another if it cannot keep up';
  return waiting > BACKLOG ? warn('queue', text, advice) : ok('queue', text);
};
