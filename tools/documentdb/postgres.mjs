/**
 * Starts PostgreSQL from the installed tree on a data folder anywhere outside of it, and stops it again.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endProcess } from './processes.mjs';

const START_SCRIPT = fileURLToPath(new URL('postgres.sh', import.meta.url));

/** Waiting for an earlier server's end (60 s) and recovery after a crash are both in it. */
const START_TIMEOUT_MS = 120_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // The name would have to be short and writable for another user; TCP on loopback has neither problem.
  unix_socket_directories: '',
  // Several nodes with a gateway of 20 connections each, and pg_cron.
  max_connections: '200',
  max_worker_processes: '24',
  shared_buffers: '256MB',
  // Of a large collection it would divide the smallest question among processes, whose start takes 60 ms.
  max_parallel_workers_per_gather: '0',
  max_wal_size: '2GB',
  // pg_cron would otherwise connect through the socket that there is not.
  'cron.use_background_workers': 'on',
  'cron.log_run': 'off',
  'cron.log_statement': 'off',
  // Indexes are built in the foreground: its two jobs only connect every two seconds to find nothing, each time at the price
  // of loading the extension. Rows whose time is over are pg_cron's.
  'documentdb.enableBackgroundWorker': 'off',
  // Large results wait in files for their getMore, so that a cursor does not occupy a connection.
  'documentdb.useFileBasedPersistedCursors': 'on',
  'documentdb.defaultCursorExpiryTimeLimitSeconds': '600',
  // Documents carry their own times; the server's log need not know where it stands.
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** For data that nobody misses: everything that waits for the disk is off. */
const THROW_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * @typedef {object} Postgres
 * @property {number} pid the postmaster
 * @property {number} port
 * @property {Promise<void>} ended resolves when the postmaster is gone
 * @property {() => Promise<void>} stop fast shutdown; resolves when the postmaster is gone
 */

/**
 * @param {{ tree: string, dataDir: string, port: number, durable?: boolean, log?: (line: string) => void }} options
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ tree, dataDir, port, durable = true, log = () => {} }) {
  const data = resolve(dataDir);
  mkdirSync(data, { recursive: true });
  rmSync(join(data, 'status'), { force: true });
  const settings = Object.entries({ ...SETTINGS, ...(durable ? {} : THROW_AWAY) });
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'SIGKILL', 'unshare', '--mount', '--propagation', 'private'],
      ...['sh', START_SCRIPT, tree, data, String(port), String(process.pid)],
      ...settings.map(([name, value]) => `${name}=${value}`),
    ],
    // Not in our process group: Ctrl-C reaches only us, and we stop it in the right order.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  /** @type {Promise<void>} */
  const ended = new Promise((done) => {
    child.once('close', () => done());
    child.once('error', () => done());
  });
  try {
    await untilReady(child, data, log);
  } catch (error) {
    await endProcess(child, 'SIGINT', 5000);
    throw new Error(`${error instanceof Error ? error.message : error}${details(data, complaint)}`);
  }
  const pid = /** @type {number} */ (child.pid);
  return { pid, port, ended, stop: () => endProcess(child, 'SIGINT', 10_000) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} data
 * @param {(line: string) => void} log
 */
async function untilReady(child, data, log) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let told = '';
  while (Date.now() < deadline) {
    const status = read(join(data, 'status')).trim();
    if (status.startsWith('failed ')) throw new Error(`PostgreSQL did not start: ${status.slice(7)}`);
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`PostgreSQL did not start (it ended with ${child.exitCode ?? child.signalCode})`);
    }
    if (status !== told && status in PHASES) log(PHASES[/** @type {keyof typeof PHASES} */ (status)]);
    told = status;
    // The postmaster writes its state into the last line of this file; pg_ctl reads it too.
    const pidFile = status === 'starting' ? read(join(data, 'server/pgdata/postmaster.pid')) : '';
    if (pidFile.startsWith(`${child.pid}\n`) && /^ready\s*$/m.test(pidFile)) return;
    await delay(15);
  }
  throw new Error(`PostgreSQL was not ready within ${START_TIMEOUT_MS / 1000} s`);
}

const PHASES = {
  waiting: 'an earlier PostgreSQL still uses the data folder; waiting for its end',
  initialising: 'preparing a new database',
  upgrading: 'upgrading the database',
  starting: 'starting PostgreSQL',
};

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} data @param {string} complaint */
function details(data, complaint) {
  const lines = `${complaint}\n${read(join(data, 'postgres.log'))}`.split('\n');
  const telling = lines.filter((line) => /FATAL|ERROR|PANIC|HINT|cannot|denied|failed|mount:|sh:/.test(line));
  return telling.length > 0 ? `:\n${telling.slice(-6).join('\n')}` : '';
}
