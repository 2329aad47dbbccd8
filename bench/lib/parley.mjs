/** Parley as it is run: nodes in processes of their own, and people with accounts on them. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { startServices } from '../../tools/services/index.mjs';
import { freePort } from '../../tools/services/port.mjs';
import { Rest, SignIn } from './sdk.mjs';

const root = new URL('../..', import.meta.url).pathname;
const READY_POLL_MS = 5;
export const JWT_SECRET = 'a secret of the benchmark that is long enough';

/** @typedef {{ url: string, pid: number, inspector: number | undefined, readyMs: number, stop: () => Promise<void> }} Node */
/** @typedef {{ inspect?: boolean, mongodbUrl?: string, env?: Record<string, string> }} NodeOptions `inspect`: a debugger may look at it; `mongodbUrl`: by another way; `env`: settings of its own */
/** @typedef {Awaited<ReturnType<typeof startBackends>>} Backends */

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
export const end = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** A database and Redis, in a folder that goes with them; each node that is started has both. @param {{ durable: boolean }} options */
export async function startBackends({ durable }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const services = await startServices({
    ...{ env: process.env, dataDir, log: () => {}, durable, nodePath: process.execPath },
  });
  const { mongodbUrl, prefix, forget } = ownParts(services);
  const settings = {
    ...{ MONGODB_URI: mongodbUrl, REDIS_URL: services.redis.url, REDIS_PREFIX: prefix, DATA_DIR: dataDir },
    ...{ HOST: '127.0.0.1', LOG_LEVEL: 'warn', RATE_LIMIT_SCALE: '100000', JWT_SECRET },
    NODE_ENV: 'production',
    // A token must outlast the run: nobody renews it here.
    ACCESS_TOKEN_SECONDS: '7200',
  };
  return {
    ...{ database: services.mongodb.name, mongodbUrl, redisUrl: services.redis.url },
    /** @param {NodeOptions} [options] */
    startNode: (options = {}) => startNode(dataDir, settings, options),
    stop: async () => {
      await forget();
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A database and a prefix of our own in services that were given by address: nothing of somebody else is touched there.
 *
 * @param {import('../../tools/services/index.mjs').Services} services
 */
export function ownParts({ mongodb, redis }) {
  const name = `parley_bench_${Date.now().toString(36)}_${process.pid}`;
  const address = new URL(mongodb.url);
  if (!mongodb.embedded) address.pathname = `/${name}`;
  const prefix = redis.embedded ? 'parley:' : `${name}:`;
  const forget = async () => {
    if (!mongodb.embedded) {
      const client = new MongoClient(address.href);
      await client.db().dropDatabase();
      await client.close();
    }
    if (redis.embedded) return;
    const commands = new Redis(redis.url);
    for await (const keys of commands.scanStream({ match: `${prefix}*`, count: 1_000 }))
      if (keys.length > 0) await commands.del(keys);
    commands.disconnect();
  };
  return { mongodbUrl: address.href, prefix, forget };
}

/** @param {string} dataDir @param {Record<string, string>} settings @param {NodeOptions} options @returns {Promise<Node>} */
async function startNode(dataDir, settings, { inspect = false, mongodbUrl, env = {} }) {
  const port = await freePort();
  const inspector = inspect ? await freePort() : undefined;
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = fork(join(root, 'dist/main.js'), {
    cwd: dataDir,
    execArgv: inspector ? [`--inspect=127.0.0.1:${inspector}`] : [],
    // The debugger says there that it listens.
    stdio: ['inherit', 'inherit', inspector ? 'ignore' : 'inherit', 'ipc'],
    env: {
      ...{ PATH: process.env.PATH, ...settings, PORT: String(port) },
      ...(mongodbUrl && { MONGODB_URI: mongodbUrl }),
      ...env,
    },
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error('Parley did not start: is dist/ built?');
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  const readyMs = performance.now() - began;
  return { url, pid: /** @type {number} */ (child.pid), inspector, readyMs, stop: () => end(child) };
}

/** @param {string} url */
const isReady = (url) =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

/** @typedef {{ id: string, token: string, api: import('../../sdk/src/index.js').Api }} Person */

/** @param {string} url @param {number} n @returns {Promise<Person>} */
export async function register(url, n) {
  const username = `bench${n}-${Date.now().toString(36)}`;
  const account = { username, email: `${username}@example.org`, password: 'correct horse battery' };
  const signIn = await SignIn.register(url, account);
  const { api } = new Rest({ urls: [url], token: signIn.token });
  return { id: signIn.userId ?? '', token: await signIn.token(), api };
}
