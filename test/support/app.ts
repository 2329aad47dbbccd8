import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp, stopApp } from '../../src/app.setup.js';
import { Config } from '../../src/config/config.js';

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
    MONGODB_URI: databaseUri(name),
    REDIS_URL: needed('REDIS_URL'),
    REDIS_PREFIX: `${name}:`,
    JWT_SECRET: 'a secret that is long enough for every test there is',
    LOG_LEVEL: 'error',
    RATE_LIMIT_SCALE: '1000',
    DATA_DIR: join(tmpdir(), name),
    ...overrides,
  };
  const app = await createApp(Config.read(env));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, app, env, stop: () => stop(app, env, overrides) };
};

/** A second node has the folder of the first, which is still there. */
const stop = async (
  app: NestExpressApplication,
  { DATA_DIR }: { DATA_DIR: string },
  given: Record<string, string>,
): Promise<void> => {
  await stopApp(app);
  if (given.DATA_DIR === undefined) await rm(DATA_DIR, { recursive: true, force: true });
};

/** Another database on the server that the tests were given. */
export const databaseUri = (name: string): string => {
  const uri = new URL(needed('MONGODB_URI'));
  uri.pathname = `/${name}`;
  return uri.href;
};

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`npm test\`, which starts what the tests need.`);
  return value;
};
