/**
 * Stands between a node and its database, and counts the commands that pass, by name and collection. In a process of its own,
 * and for the scene that counts alone: it would be in the times of the others.
 */
import { fork } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { end } from './parley.mjs';

const HEADER = 16;
const OPCODE_AT = 12;
const OP_MSG = 2013;
/** Flags (4 bytes), the kind of the first section (1), the length of its document (4), the type of its first element (1). */
const NAME_AT = HEADER + 10;
const STRING = 2;
const STRING_AT = HEADER + 9;

/** @param {Buffer} message @returns {string} `insert messages` */
function commandOf(message) {
  if (message.readInt32LE(OPCODE_AT) !== OP_MSG) return 'other';
  const end = message.indexOf(0, NAME_AT);
  const name = message.toString('latin1', NAME_AT, end);
  if (message[STRING_AT] !== STRING) return name;
  const size = message.readInt32LE(end + 1);
  return `${name} ${message.toString('latin1', end + 5, end + 4 + size)}`;
}

/** Splits a stream into messages, each of which begins with its length. @param {(message: Buffer) => void} onMessage */
function splitter(onMessage) {
  /** @type {Buffer} */
  let rest = Buffer.alloc(0);
  return (/** @type {Buffer} */ chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const size = rest.readInt32LE(0);
      onMessage(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
  };
}

/** @param {string} mongodbUrl */
export async function startCountingProxy(mongodbUrl) {
  const { hostname, port } = new URL(mongodbUrl);
  const child = fork(fileURLToPath(import.meta.url), [hostname, port || '27017'], { execArgv: [] });
  /** @type {{ port: number }} */
  const { port: listening } = await new Promise((resolve) => child.once('message', resolve));
  const url = new URL(mongodbUrl);
  url.host = `127.0.0.1:${listening}`;
  // Or the driver would go to where the database says that its members are.
  url.searchParams.set('directConnection', 'true');
  url.searchParams.delete('replicaSet');
  return {
    url: url.href,
    /** @returns {Promise<Map<string, number>>} since the start */
    counts: () =>
      new Promise((resolve) => {
        child.once('message', (counts) => resolve(new Map(/** @type {[string, number][]} */ (counts))));
        child.send('counts');
      }),
    stop: () => end(child),
  };
}

/** @param {string} host @param {number} port */
function serve(host, port) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const server = createServer((client) => {
    const database = connect({ host, port });
    const count = splitter((message) => {
      const name = commandOf(message);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    });
    client.on('data', count).pipe(database).pipe(client);
    client.on('error', () => database.destroy());
    database.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
  process.once('disconnect', () => process.exit());
  process.on('message', () => process.send?.([...counts]));
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.send) {
  const [host = '', port = ''] = process.argv.slice(2);
  serve(host, Number(port));
}
