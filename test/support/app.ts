import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp, listen, stopApp } from '../../src/app.setup.js';
import { Config } from '../../src/config/config.js';
import { emptyDatabase, needed, useDatabase } from './databases.js';

export interface TestApp {
  url: string;
  app: NestExpressApplication;
  /** The environment it runs with: pass it to `startApp` for a second node on the same data. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** The real application on a port of its own, with a database and Redis keys of its own. */
export const startApp = async (overrides: Record<string, string> = {}): Promise<TestApp> => {
  const name = `parley_test_${randomBytes(6).toString('hex')}`;
  const env = {
    NODE_ENV: 'test',
    PORT: '0',
    HOST: '127.0.0.1',
    MONGODB_URI: overrides.MONGODB_URI ?? (await emptyDatabase()),
    REDIS_URL: needed('REDIS_URL'),
    REDIS_PREFIX: `${name}:`,
    JWT_SECRET: 'a secret that is long enough for every test there is',
    LOG_LEVEL: 'error',
    RATE_LIMIT_SCALE: '1000',
    DATA_DIR: join(tmpdir(), name),
    ...overrides,
  };
  const app = await createApp(Config.read(env));
  await listen(app, { PORT: 0, HOST: '127.0.0.1' });
  const { port } = app.getHttpServer().address() as AddressInfo;
  const leave = useDatabase(env.MONGODB_URI, overrides.MONGODB_URI === undefined);
  const stop = async () => {
    await stopApp(app);
    leave();
    // A second node has the folder of the first, which is still there.
    if (overrides.DATA_DIR === undefined) await rm(env.DATA_DIR, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, app, env, stop };
};
