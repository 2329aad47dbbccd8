/** Loopback ports: which is free, and is somebody listening? */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 30;
/** Below what systems give to outgoing connections and to who asks for any port: it is still free after a restart. */
const [FIRST, LAST] = [20_000, 32_000];
const ATTEMPTS = 100;

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<number>} the port; rejects with the error of listen(2) when it cannot be had
 */
export async function probePort(port, host = '127.0.0.1') {
  const server = createServer().listen({ port, host, exclusive: true });
  await once(server, 'listening');
  const { port: found } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return found;
}

/** @returns {Promise<number>} a loopback port on which nobody listens at the moment, and that the system gives to nobody */
export async function freePort() {
  for (let attempt = 1; ; attempt++) {
    try {
      return await probePort(randomInt(FIRST, LAST));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * @param {number | undefined} wanted the port of last time, so that addresses stay the same when they can
 * @returns {Promise<number>}
 */
export async function portLike(wanted) {
  if (!wanted) return freePort();
  return probePort(wanted).catch(() => freePort());
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>} whether a connection can be made
 */
function isListening(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const done = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

/**
 * Asks again and again until the answer is yes.
 *
 * @param {() => Promise<boolean>} ask
 * @param {{ timeoutMs: number, whileTrue?: () => boolean }} options `whileTrue` ends the wait early, as when the process has ended
 * @returns {Promise<boolean>} false when the time is over or waiting has no sense any more
 */
export async function waitUntil(ask, { timeoutMs, whileTrue = () => true }) {
  const since = performance.now();
  while (whileTrue() && performance.now() - since < timeoutMs) {
    if (await ask()) return true;
    await pause(POLL_MS);
  }
  return false;
}

/**
 * @param {number} port
 * @param {{ timeoutMs: number, whileTrue?: () => boolean }} options
 */
export const waitForPort = (port, options) => waitUntil(() => isListening(port), options);
