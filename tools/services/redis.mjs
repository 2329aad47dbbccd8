/** Redis: the one at `REDIS_URL`, or a child of ours on loopback with a port and a data folder of its own. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { markDataFolder, openDataFolder, unmarkDataFolder } from './data-folder.mjs';
import { Failure } from './failure.mjs';
import { freePort, waitUntil } from './port.mjs';
import { endChild, hasEnded, spawnChild } from './process.mjs';
import { redisBinary } from './redis-binary.mjs';
import { externalService, ownService } from './service.mjs';

/** Reading back a long append-only file is in it. */
const READY_MS = 60_000;
const STOP_MS = 5_000;
/** Between our choice of a free port and Redis's use of it somebody else may take it. */
const ATTEMPTS = 3;

/**
 * @param {object} options
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.dataDir
 * @param {import('./log.mjs').Log} [options.log]
 * @param {boolean} [options.durable] false only for data that nobody misses
 * @returns {Promise<import('./service.mjs').Service>}
 */
export async function startRedis({ env = process.env, dataDir, log = () => {}, durable = true }) {
  if (env.REDIS_URL) return externalService('Redis', env.REDIS_URL);
  const binary = await redisBinary({ env, log });
  let port = await openDataFolder(dataDir);
  for (let attempt = 1; ; attempt++) {
    try {
      const start = () => startInstance({ binary, dataDir, port, durable });
      const first = await start();
      return ownService({ name: 'Redis', url: `redis://127.0.0.1:${port}`, first, start });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      port = await freePort();
    }
  }
}

/**
 * @param {{ binary: string, dataDir: string, port: number, durable: boolean }} options
 * @returns {Promise<import('./service.mjs').Instance>}
 */
async function startInstance({ binary, dataDir, port, durable }) {
  const logFile = join(dataDir, 'redis.log');
  const settings = {
    ...{ bind: '127.0.0.1', port: String(port), dir: dataDir, logfile: logFile, daemonize: 'no' },
    // Never drop a key to make room: rate limits and the adapter's streams live here.
    ...{ 'maxmemory-policy': 'noeviction', save: '' },
    ...{ appendonly: durable ? 'yes' : 'no', appendfsync: 'everysec' },
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawnChild(binary, args, { stdio: 'ignore', deathSignal: durable ? 'TERM' : 'KILL' });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(`Redis ended (${signal ?? `exit code ${code}`})`));
    child.once('error', (error) => resolve(`Redis cannot be run: ${error.message}`));
  });
  const ready = await waitUntil(() => answersPing(port), {
    timeoutMs: READY_MS,
    whileTrue: () => !hasEnded(child),
  });
  if (!ready || child.pid === undefined || hasEnded(child)) {
    await endChild(child, { signal: 'SIGKILL', patienceMs: STOP_MS });
    throw new Failure(`Redis did not start${lastLineOf(logFile)}.`);
  }
  markDataFolder(dataDir, { port, pid: child.pid });
  return {
    pids: [child.pid],
    ended,
    stop: async () => {
      await endChild(child, { signal: durable ? 'SIGTERM' : 'SIGKILL', patienceMs: STOP_MS });
      unmarkDataFolder(dataDir);
    },
  };
}

/**
 * A Redis that still reads its file accepts connections, but answers -LOADING.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answersPing(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const done = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => done(false));
    socket.once('data', (answer) => done(answer.toString().startsWith('+PONG')));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

/** @param {string} file */
function lastLineOf(file) {
  try {
    return ` (${readFileSync(file, 'utf8').trim().split('\n').at(-1)})`;
  } catch {
    return '';
  }
}
