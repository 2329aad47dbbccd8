/** Small helpers about child processes and ports. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Asks a child to end, and makes it end when it does not within the time.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @param {number} patienceMs
 * @returns {Promise<void>}
 */
export async function endProcess(child, signal, patienceMs) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(timer);
}

/** @returns {Promise<number>} a loopback port that nobody listens on at the moment */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return address.port;
}
