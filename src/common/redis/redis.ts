import { Redis, type RedisOptions } from 'ioredis';
import type { Metrics } from '../metrics/metrics.js';

/**
 * Fails at once rather than queueing while Redis is away: nothing that Parley keeps in Redis is worth making a
 * person wait for, and each user of it knows what to do without (see docs/operating.md).
 */
const options: RedisOptions = {
  enableOfflineQueue: false,
  enableAutoPipelining: true,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: 2_000,
  // A line that has gone dead is dropped, or every command would wait for nothing until the network gives it up.
  socketTimeout: 3_000,
  retryStrategy: (times) => Math.min(50 * times, 1_000),
};

/** Connection for commands. All keys begin with the prefix, so that several installations can share a Redis. */
export const createRedis = (url: string, keyPrefix: string): Redis =>
  new Redis(url, { ...options, keyPrefix });

/** Connection for adding jobs: it waits a moment for Redis, as BullMQ asks before the connection is there. */
export const createPatient = (url: string): Redis => new Redis(url, { ...options, enableOfflineQueue: true });

/** Connection for subscriptions: it keeps its queue, since a subscription asked for while away must still come. */
export const createSubscriber = (url: string): Redis =>
  new Redis(url, {
    ...options,
    enableOfflineQueue: true,
    enableAutoPipelining: false,
    maxRetriesPerRequest: null,
    commandTimeout: undefined,
    // Workers of jobs wait for up to ten seconds in one command.
    socketTimeout: 15_000,
    autoResubscribe: true,
  });

/** Every command of a connection passes here, those of scripts and pipelines too: an addition each. */
export const counted = (redis: Redis, { redisCommands }: Metrics, use: 'main' | 'bus' | 'jobs'): Redis => {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    redisCommands.add(use);
    return send(command, stream);
  };
  return redis;
};
