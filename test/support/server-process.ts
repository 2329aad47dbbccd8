import { randomBytes } from 'node:crypto';
import { databaseUri } from './databases.js';

/** The settings of a server in a process of its own, with a database and Redis keys of its own. */
export const processEnv = (): Record<string, string> => {
  const name = `parley_test_${randomBytes(6).toString('hex')}`;
  return {
    NODE_ENV: 'test',
    MONGODB_URI: databaseUri(name),
    REDIS_URL: process.env['REDIS_URL'] as string, // The global set-up made sure that it is there.
    REDIS_PREFIX: `${name}:`,
    JWT_SECRET: 'a secret that is long enough for every test there is',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_SCALE: '10000',
  };
};
