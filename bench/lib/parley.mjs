/** Parley as it is run: nodes in processes of their own, and people with accounts on them. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../../tools/services/index.mjs';
import { freePort } from '../../tools/services/port.mjs';
import { Rest, SignIn } from './sdk.mjs';

const root = new URL('../..', import.meta.url).pathname;

/** @typedef {{ url: string, pid: number, inspector: number | undefined, stop: () => Promise<void> }} Node */

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
export const end = (child) =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** A database and Redis, in a folder that goes with them; each node that is started has both. @param {{ durable: boolean }} options */
export async function startBackends({ durable }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const services = await startServices({
    ...{ env: process.env, dataDir, log: () => {}, durable, nodePath: process.execPath },
  });
  return {
    database: services.mongodb.name,
    /** @param {{ inspect?: boolean, env?: Record<string, string> }} [options] */
    startNode: (options = {}) => startNode(dataDir, services, options),
    stop: async () => {
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} dataDir
 * @param {import('../../tools/services/index.mjs').Services} services
 * @param {{ inspect?: boolean, env?: Record<string, string> }} options `inspect`: a debugger may look at it
 * @returns {Promise<Node>}
 */
async function startNode(dataDir, services, { inspect = false, env = {} }) {
  const port = await freePort();
  const inspector = inspect ? await freePort() : undefined;
  const url = `http://127.0.0.1:${port}`;
  const child = fork(join(root, 'dist/main.js'), {
    cwd: dataDir,
    execArgv: inspector ? [`--inspect=127.0.0.1:${inspector}`] : [],
    stdio: ['inherit', 'inherit', inspector ? 'ignore' : 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      ...{ MONGODB_URI: services.mongodb.url, REDIS_URL: services.redis.url, DATA_DIR: dataDir },
      ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn', RATE_LIMIT_SCALE: '100000' },
      // A token must outlast the run: nobody renews it here.
      ACCESS_TOKEN_SECONDS: '7200',
      ...env,
    },
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error('Parley did not start: is dist/ built?');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, pid: /** @type {number} */ (child.pid), inspector, stop: () => end(child) };
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
