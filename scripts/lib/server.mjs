/** One process of the server. */
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../tools/services/failure.mjs';
import { endChild, hasEnded, spawnChild } from '../../tools/services/process.mjs';

const READY_MS = 120_000;
const STOP_MS = 10_000;
const POLL_MS = 100;

/**
 * @typedef {object} Server
 * @property {() => number[]} pids
 * @property {Promise<string>} ended how it ended
 * @property {() => Promise<void>} untilReady
 * @property {() => Promise<void>} stop
 */

/**
 * @param {{ node: string, root: string, env: NodeJS.ProcessEnv, url: string }} options `url`: where this machine reaches it
 * @returns {Server}
 */
export function startServer({ node, root, env, url }) {
  // Its log goes to our stderr. The channel tells it of our end where the kernel does not.
  const child = spawnChild(node, ['--enable-source-maps', 'dist/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `it was ended by ${signal}` : `exit code ${code}`));
    child.once('error', (error) => resolve(`it cannot be run: ${error.message}`));
  });
  return {
    pids: () => (child.pid === undefined || hasEnded(child) ? [] : [child.pid]),
    ended,
    stop: () => endChild(child, { patienceMs: STOP_MS }),
    untilReady: async () => {
      const since = performance.now();
      while (!hasEnded(child)) {
        if (await isReady(url)) return;
        if (performance.now() - since > READY_MS)
          throw new Failure(`The server was not ready within ${READY_MS / 1000} s.`);
        await pause(POLL_MS);
      }
      throw new Failure(`The server ended before it was ready (${await ended}).`);
    },
  };
}

/** @param {string} url */
async function isReady(url) {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}
