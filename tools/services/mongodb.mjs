/**
 * MongoDB: the one at `MONGODB_URI`, else a `mongod` of the machine, else a downloaded one, else DocumentDB, which stands in
 * for it where no `mongod` can be had.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installDocumentDb, startDocumentDb, whyNotHere } from '../documentdb/index.mjs';
import { markDataFolder, openDataFolder, unmarkDataFolder } from './data-folder.mjs';
import { Failure, messageOf } from './failure.mjs';
import { startMongod } from './mongod.mjs';
import { downloadedMongod, downloadIsPossible } from './mongod-download.mjs';
import { commandPath, isProgram } from './process.mjs';
import { externalService, ownService } from './service.mjs';

const ADVICE = 'Install mongod, or set MONGODB_URI to a MongoDB replica set';

/**
 * @typedef {{ kind: 'external', url: string } | { kind: 'mongod', binary: string } | { kind: 'documentdb' }} Choice
 * @typedef {{ env: NodeJS.ProcessEnv, dataDir: string, log: import('./log.mjs').Log }} Context
 */

/** @param {string} dataDir */
const foldersOf = (dataDir) => ({
  mongod: join(dataDir, 'mongodb'),
  documentdb: join(dataDir, 'documentdb'),
});

/** @param {string} folder */
function holdsData(folder) {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

/**
 * Which one serves. Data that is there already decides: when a `mongod` turns up later, a start must not come up empty.
 *
 * @param {Context & { download?: typeof downloadedMongod }} context
 * @returns {Promise<Choice>}
 */
export async function chooseDatabase({ env, dataDir, log, download = downloadedMongod }) {
  if (env.MONGODB_URI) return { kind: 'external', url: env.MONGODB_URI };
  const folders = foldersOf(dataDir);
  if (holdsData(folders.documentdb)) return { kind: 'documentdb' };
  const binary = machineMongod(env) ?? (await download({ env, log }));
  if (binary) return { kind: 'mongod', binary };
  if (holdsData(folders.mongod)) {
    throw new Failure(
      `The data in ${folders.mongod} is MongoDB's, and there is no mongod on this machine any more. ${ADVICE}.`,
    );
  }
  return { kind: 'documentdb' };
}

/** @param {NodeJS.ProcessEnv} env @returns {string | undefined} */
function machineMongod(env) {
  const given = env.MONGOMS_SYSTEM_BINARY;
  if (given && !isProgram(given))
    throw new Failure(`MONGOMS_SYSTEM_BINARY is ${given}, and that is not a program.`);
  return given || commandPath('mongod', env);
}

/**
 * Does what takes long and needs no node packages, so that it can be done while they are being installed.
 *
 * @param {Context} context
 * @returns {Promise<void>}
 */
export async function prepareDatabase({ env, dataDir, log }) {
  if (env.MONGODB_URI) return;
  const needed =
    holdsData(foldersOf(dataDir).documentdb) ||
    !(machineMongod(env) || (await downloadIsPossible({ env, log })));
  if (needed) await explained(() => installDocumentDb({ log }));
}

/**
 * @param {object} options
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.dataDir
 * @param {import('./log.mjs').Log} [options.log]
 * @param {boolean} [options.durable] false only for data that nobody misses
 * @param {string} [options.nodePath] the node that runs helpers
 * @returns {Promise<import('./service.mjs').Service>}
 */
export async function startMongoDb({ env = process.env, dataDir, log = () => {}, durable = true, nodePath }) {
  const choice = await chooseDatabase({ env, dataDir, log });
  const folders = foldersOf(dataDir);
  if (choice.kind === 'external') return externalService('MongoDB', choice.url);
  if (choice.kind === 'mongod')
    return startMongod({ binary: choice.binary, dataDir: folders.mongod, durable });
  return explained(() => startStandIn({ dataDir: folders.documentdb, log, durable, nodePath }));
}

/**
 * @param {{ dataDir: string, log: import('./log.mjs').Log, durable: boolean, nodePath: string | undefined }} options
 * @returns {Promise<import('./service.mjs').Service>}
 */
async function startStandIn({ dataDir, log, durable, nodePath }) {
  // PostgreSQL runs under an account of its own, which must get through here.
  const port = await openDataFolder(dataDir, { mode: 0o755 });
  const run = async () => {
    const database = await startDocumentDb({ dataDir, port, log, durable, nodePath });
    const { postgres, gateway } = database.pids;
    markDataFolder(dataDir, { port, pid: gateway });
    /** @type {import('./service.mjs').Instance} */
    const instance = {
      pids: [gateway, postgres],
      ended: database.failed,
      stop: async () => {
        await database.stop();
        unmarkDataFolder(dataDir);
      },
    };
    return { instance, url: database.uri };
  };
  const { instance: first, url } = await run();
  return ownService({ name: 'DocumentDB', url, first, start: async () => (await run()).instance });
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function explained(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = whyNotHere() ?? messageOf(error);
    throw new Failure(`No MongoDB can be had on this machine: ${reason}. ${ADVICE}.`, { cause: error });
  }
}
