/**
 * A MongoDB that needs no MongoDB: PostgreSQL with the DocumentDB extension, and our gateway in front of it.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../services/port.mjs';
import { installDocumentDb } from './install.mjs';
import { startPostgres } from './postgres.mjs';
import { endProcess } from './processes.mjs';

export { installDocumentDb, whyNotHere } from './install.mjs';

const GATEWAY = fileURLToPath(new URL('gateway/main.mjs', import.meta.url));

/**
 * @typedef {object} DocumentDb
 * @property {string} uri for any MongoDB driver
 * @property {number} port of the gateway
 * @property {number} pgPort of PostgreSQL, for looking into it
 * @property {{ postgres: number, gateway: number }} pids
 * @property {Promise<string>} failed resolves with a sentence when one of the two ends without having been asked to
 * @property {() => Promise<void>} stop ends both; resolves when they are gone
 */

/**
 * @param {object} options
 * @param {string} options.dataDir made when it is not there
 * @param {number} [options.port] a free one when not given
 * @param {(line: string) => void} [options.log]
 * @param {boolean} [options.durable] false only for data that nobody misses
 * @param {string} [options.nodePath] runs the gateway
 * @returns {Promise<DocumentDb>}
 */
export async function startDocumentDb({
  dataDir,
  port = 0,
  log = () => {},
  durable = true,
  nodePath = process.execPath,
}) {
  const tree = await installDocumentDb({ log });
  const postgres = await startPostgres({ tree, dataDir, port: await freePort(), durable, log });
  let stopping = false;
  try {
    const gateway = await startGateway(nodePath, port, postgres.port);
    const failed = Promise.race([
      postgres.ended.then(() => 'PostgreSQL ended'),
      gateway.ended.then(() => "DocumentDB's gateway ended"),
    ]).then((what) => (stopping ? /** @type {Promise<never>} */ (new Promise(() => {})) : what));
    log(`DocumentDB is ready on port ${gateway.port}`);
    return {
      uri: `mongodb://127.0.0.1:${gateway.port}/parley?directConnection=true&retryWrites=false`,
      port: gateway.port,
      pgPort: postgres.port,
      pids: { postgres: postgres.pid, gateway: gateway.pid },
      failed,
      stop: async () => {
        stopping = true;
        await gateway.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** @param {string} nodePath @param {number} port @param {number} pgPort */
async function startGateway(nodePath, port, pgPort) {
  const args = [GATEWAY, '--port', String(port), '--pg-port', String(pgPort)];
  // Its standard input is how it learns that we are gone; not in our process group, so Ctrl-C reaches only us.
  const child = spawn(nodePath, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  child.stdin.on('error', () => {});
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const listening = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const match = /listening on (\d+)$/.exec(line);
      if (match) resolve(Number(match[1]));
    });
  });
  const actualPort = await Promise.race([listening, ended]);
  if (!actualPort)
    throw new Error(`DocumentDB's gateway did not start${port ? ` (is port ${port} in use?)` : ''}`);
  const pid = /** @type {number} */ (child.pid);
  return { pid, port: actualPort, ended, stop: () => endProcess(child, 'SIGTERM', 3000) };
}
