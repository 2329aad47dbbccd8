/** Commands that the gateway answers by itself. */

/** @typedef {import('./calls.mjs').Command} Command */

const VERSION = '8.0.0';
/** More than this DocumentDB refuses. */
const MAX_WRITE_BATCH = 25_000;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** @type {Command} */
const hello = async ({ connectionId }) => ({
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  // As a router of a sharded cluster: the only single server with which drivers allow transactions.
  msg: 'isdbgrid',
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: MAX_WRITE_BATCH,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId,
  minWireVersion: 0,
  maxWireVersion: 25,
  readOnly: false,
  ok: 1,
});

/** @type {Command} */
const ok = async () => ({ ok: 1 });

/** @type {Command} */
const buildInfo = async () => ({
  version: VERSION,
  versionArray: [8, 0, 0, 0],
  gitVersion: 'documentdb',
  modules: [],
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  ok: 1,
});

/** @type {Record<string, Command>} */
export const local = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: ok,
  buildInfo,
  buildinfo: buildInfo,
  getParameter: async () => ({ featureCompatibilityVersion: { version: '8.0' }, ok: 1 }),
  refreshSessions: ok,
  connectionStatus: async () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  serverStatus: async () => ({
    version: VERSION,
    process: 'documentdb-gateway',
    pid: process.pid,
    uptime: process.uptime(),
    ok: 1,
  }),
};
