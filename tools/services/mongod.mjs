/** A `mongod` of ours: a replica set of one node, because transactions need a replica set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markDataFolder, openDataFolder, unmarkDataFolder } from './data-folder.mjs';
import { Failure } from './failure.mjs';
import { waitForPort, waitUntil } from './port.mjs';
import { endChild, hasEnded, spawnChild } from './process.mjs';
import { ownService } from './service.mjs';

/** Recovery after a crash is in it. */
const READY_MS = 120_000;
const STOP_MS = 10_000;
const SET_NAME = 'parley';

/** @typedef {{ binary: string, dataDir: string, durable: boolean }} MongodOptions */

/** @param {MongodOptions} options @returns {Promise<import('./service.mjs').Service>} */
export async function startMongod({ binary, dataDir, durable }) {
  const port = await openDataFolder(dataDir);
  const start = () => startInstance({ binary, dataDir, durable, port });
  const url = `mongodb://127.0.0.1:${port}/parley?replicaSet=${SET_NAME}`;
  return ownService({ name: 'MongoDB', url, first: await start(), start });
}

/** @param {MongodOptions & { port: number }} options @returns {Promise<import('./service.mjs').Instance>} */
async function startInstance({ binary, dataDir, durable, port }) {
  const logFile = join(dataDir, 'mongod.log');
  const args = [
    ...['--dbpath', dataDir, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', SET_NAME, '--logpath', logFile, '--logappend', '--wiredTigerCacheSizeGB', '0.5'],
  ];
  const child = spawnChild(binary, args, { stdio: 'ignore', deathSignal: durable ? 'TERM' : 'KILL' });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(`MongoDB ended (${signal ?? `exit code ${code}`})`));
    child.once('error', (error) => resolve(`MongoDB cannot be run: ${error.message}`));
  });
  const alive = () => !hasEnded(child);
  const listens = await waitForPort(port, { timeoutMs: READY_MS, whileTrue: alive });
  const writable = listens && (await becomePrimary(port, alive));
  if (!writable || child.pid === undefined) {
    await endChild(child, { signal: 'SIGKILL', patienceMs: STOP_MS });
    throw new Failure(`MongoDB (${binary}) did not start: see the end of its log${lastMessage(logFile)}.`);
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
 * @param {number} port
 * @param {() => boolean} alive
 * @returns {Promise<boolean>} whether it takes writes
 */
async function becomePrimary(port, alive) {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const admin = client.db('admin');
    const member = { _id: 0, host: `127.0.0.1:${port}` };
    const known = await client
      .db('local')
      .collection('system.replset')
      .findOne({}, { readPreference: 'secondaryPreferred' });
    if (!known) {
      await admin.command({ replSetInitiate: { _id: SET_NAME, members: [member] } });
    } else if (known.members?.[0]?.host !== member.host) {
      // The port of last time was taken: the node must learn its new address before it can vote for itself.
      const { _id, settings, protocolVersion } = known;
      const config = {
        _id,
        settings,
        protocolVersion,
        version: Number(known.version) + 1,
        members: [member],
      };
      await admin.command({ replSetReconfig: config, force: true });
    }
    return await waitUntil(async () => (await admin.command({ hello: 1 })).isWritablePrimary === true, {
      timeoutMs: READY_MS,
      whileTrue: alive,
    });
  } finally {
    await client.close();
  }
}

/** @param {string} file */
function lastMessage(file) {
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return ` ${file} (${JSON.parse(lines.at(-1) ?? '{}').msg ?? 'nothing'})`;
  } catch {
    return ` ${file}`;
  }
}
