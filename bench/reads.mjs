/**
 * How long reading takes among many messages: a page of history anywhere in the room of half of them, and the list of 500
 * rooms with unread messages, as a client gets it over HTTP and in `ready`.
 *
 *   npm run bench:reads -- --messages 5000000             needs a build (npm start or npm test make one)
 *
 * --reuse FOLDER keeps the data there, and reads what is there already: a folder of `bench:search` serves too.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';
import { openBigStore } from './lib/big-store.mjs';
import { percentile } from './lib/numbers.mjs';
import { signInReaders, storeRooms } from './lib/unread-rooms.mjs';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    rooms: { type: 'string', default: '500' },
    settle: { type: 'string', default: '30000' },
    reuse: { type: 'string' },
  },
});
const ROUNDS = Number(values.rounds);
const ROOMS = Number(values.rooms);
/** Each by another reader. */
const LISTS = 20;
/** What the bench of all scenes gets. @type {{ load: string, name: string, unit: string, values: number[] }[]} */
const metrics = [];

const store = await openBigStore(values);
const { ask, once, data, token } = store;
const [room] = data.rooms;
const { rooms: listed } = await ask('GET', '/rooms', undefined, token);
const { last_seq } = listed.find((/** @type {{ id: string }} */ { id }) => id === room);

/** Ids of messages anywhere in the room. @param {number} count @returns {Promise<string[]>} */
const anywhere = async (count) => {
  const seqs = Array.from({ length: count }, () => 1 + Math.floor(Math.random() * last_seq));
  const found = await store.model.collection
    .find(
      { conversation_id: new store.connection.base.Types.ObjectId(room), seq: { $in: seqs } },
      { projection: { _id: 1 } },
    )
    .toArray();
  return found.map(({ _id }) => String(_id));
};

/** @param {string} path */
const page = async (path) => {
  const { messages } = await ask('GET', `/rooms/${room}/messages?limit=50${path}`, undefined, token);
  if (messages.length === 0) throw new Error(`an empty page at ${path}`);
};

/** @param {string | undefined} reader */
const list = async (reader) => {
  const { rooms } = await ask('GET', '/rooms?type=private', undefined, reader);
  if (rooms.filter((/** @type {any} */ { unread_count }) => unread_count > 0).length < ROOMS)
    throw new Error('not every room of the list has unread messages');
};

/** @param {string | undefined} reader @returns {Promise<void>} */
const ready = (reader) =>
  new Promise((resolve, reject) => {
    const socket = io(store.origin, {
      ...{ auth: { token: reader }, transports: ['websocket'], forceNew: true, reconnection: false },
    });
    socket.once('connect_error', reject);
    socket.once('ready', () => {
      socket.close();
      resolve();
    });
  });

/** @param {string} name @param {number} count @param {(n: number) => Promise<void>} act */
async function measure(name, count, act) {
  await act(ROUNDS * count);
  /** @type {number[][]} */
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    /** @type {number[]} */
    const times = [];
    for (let n = 0; n < count; n += 1) {
      const start = performance.now();
      await act(round * count + n);
      times.push(performance.now() - start);
    }
    rounds.push(times);
  }
  const shown = [0.5, 0.95, 0.99].map((q) => {
    const each = rounds.map((times) => percentile(times, q));
    const ms = percentile(each, 0.5);
    metrics.push({ load: name, name: `p${q * 100}`, unit: 'ms', values: each });
    return `p${q * 100} ${ms.toFixed(1).padStart(7)} ms`;
  });
  console.log(`  ${name.padEnd(34)} ${shown.join('  ')}`);
}

console.log(`a room of ${last_seq} messages; the median of ${ROUNDS} rounds`);
const ids = await anywhere(ROUNDS * 200);
/** @param {number} n */
const some = (n) => ids[n % ids.length];
// One for all rounds, one to begin with, and one for each list.
const readers = await once('unread-rooms', () =>
  storeRooms(store, { rooms: ROOMS, readers: 2 + ROUNDS * LISTS, settleMs: Number(values.settle) }),
);
const [first, ...others] = await signInReaders(store.post, readers);
/** What was counted for a reader is known for five seconds. @param {number} n */
const other = (n) => others[n % others.length];
await measure(`the list of ${ROOMS} rooms again`, 100, () => list(first));
await measure(`the list of ${ROOMS} rooms`, LISTS, (n) => list(other(n)));
await measure('the newest page', 200, () => page(''));
await measure('a page before a message', 200, (n) => page(`&before=${some(n)}`));
await measure('a page after a message', 200, (n) => page(`&after=${some(n)}`));
await measure('a page around a message', 200, (n) => page(`&around=${some(n)}`));
await measure(`connecting to ${ROOMS} rooms, to \`ready\``, LISTS, (n) => ready(other(n)));
console.log(`  load average ${loadavg()[0]?.toFixed(1)}`);
metrics.push({ load: 'store', name: 'messages', unit: '', values: [Number(values.messages)] });
await store.close();
process.send?.(metrics);
process.disconnect?.();
