/**
 * How long a message takes from the moment that its sender means to send it until it is acknowledged and until each
 * member has it, over two nodes. First the capacity is measured (everybody sends as fast as answers come), then half of
 * it is sent at a steady beat (open loop: a late answer delays no later send, and latency counts from the beat).
 *
 *   npm run bench:latency            needs a build (npm start or npm test make one)
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { startServices } from '../tools/services/index.mjs';
import { freePort } from '../tools/services/port.mjs';

const ROOMS = 10;
const MEMBERS = 10;
const CAPACITY_MS = 5_000;
const STEADY_MS = 15_000;

/** @param {number[]} values @param {number} q */
const quantile = (values, q) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)] ?? Number.NaN;
/** @param {number} ms */
const round = (ms) => Math.round(ms * 10) / 10;

/** @param {Record<string, string>} env */
async function startNode(env) {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { PATH: process.env.PATH, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('a node did not start: is dist/ built?');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, child };
}

/** @param {string} url @param {string} path @param {object} body @param {string} [token] */
async function post(url, path, body, token) {
  const response = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return /** @type {Promise<any>} */ (response.json());
}

/** @param {string} url @param {number} n */
async function connectPerson(url, n) {
  const username = `bench${n}-${Date.now().toString(36)}`;
  const account = { username, email: `${username}@example.org`, password: 'correct horse battery' };
  const { token, user } = await post(url, '/auth/register', account);
  return {
    id: user.id,
    token,
    url,
    socket: /** @type {import('socket.io-client').Socket | undefined} */ (undefined),
  };
}

const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
const services = await startServices({
  env: process.env,
  dataDir,
  log: () => {},
  durable: true,
  nodePath: process.execPath,
});
const env = {
  MONGODB_URI: services.mongodb.url,
  REDIS_URL: services.redis.url,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'warn',
  RATE_LIMIT_SCALE: '100000',
};
const nodes = [await startNode(env), await startNode(env)];

const people = await Promise.all(
  Array.from({ length: MEMBERS * 2 }, (_, n) => connectPerson(nodes[n % 2]?.url ?? '', n)),
);
/** @type {{ id: string, members: (typeof people[number] | undefined)[] }[]} */
const rooms = [];
for (let n = 0; n < ROOMS; n += 1) {
  const members = Array.from({ length: MEMBERS }, (_, m) => people[(n + m) % people.length]);
  const [owner, ...others] = members;
  const body = { name: `bench ${n}`, type: 'private', member_ids: others.map((person) => person?.id) };
  const { room } = await post(owner?.url ?? '', '/rooms', body, owner?.token);
  rooms.push({ id: room.id, members });
}

/** @type {{ due: number }[]} by the number in the content */
const sent = [];
/** @type {number[]} */
let acknowledged = [];
/** @type {number[]} */
let delivered = [];
let deliveries = 0;
await Promise.all(
  people.map(async (person) => {
    person.socket = io(person.url, { auth: { token: person.token }, transports: ['websocket'] });
    person.socket.on('new_message', ({ content }) => {
      deliveries += 1;
      const due = sent[Number(content)]?.due;
      if (due !== undefined) delivered.push(performance.now() - due);
    });
    await new Promise((resolve) => person.socket?.once('ready', resolve));
  }),
);

/** @param {number} due */
async function send(due) {
  const n = sent.push({ due }) - 1;
  const room = rooms[n % rooms.length];
  const sender = room?.members[Math.floor(n / rooms.length) % MEMBERS];
  const answer = await sender?.socket?.emitWithAck('send_message', { room_id: room?.id, content: String(n) });
  if (!answer?.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  acknowledged.push(performance.now() - due);
}

async function settle() {
  const expected = sent.length * MEMBERS;
  while (deliveries < expected) await new Promise((resolve) => setTimeout(resolve, 10));
}

const began = performance.now();
await Promise.all(
  people.map(async () => {
    while (performance.now() - began < CAPACITY_MS) await send(performance.now());
  }),
);
const capacity = sent.length / ((performance.now() - began) / 1_000);
await settle();

acknowledged = [];
delivered = [];
const rate = capacity / 2;
const total = Math.floor((rate * STEADY_MS) / 1_000);
const start = performance.now();
const pending = [];
for (let n = 0; n < total; ) {
  const now = performance.now();
  for (; n < total && start + (n * 1_000) / rate <= now; n += 1)
    pending.push(send(start + (n * 1_000) / rate));
  await new Promise((resolve) => setTimeout(resolve, 1));
}
await Promise.all(pending);
await settle();

process.stdout.write(`${availableParallelism()} cores, two nodes, ${people.length} people, ${ROOMS} rooms of ${MEMBERS}, database ${services.mongodb.name}
capacity with one send in flight a person: ${Math.round(capacity)} sends/s
at half of it, ${Math.round(rate)} sends/s for ${STEADY_MS / 1_000} s, ${delivered.length} deliveries, none lost:
  acknowledged   p50 ${round(quantile(acknowledged, 0.5))} ms   p99 ${round(quantile(acknowledged, 0.99))} ms
  delivered      p50 ${round(quantile(delivered, 0.5))} ms   p99 ${round(quantile(delivered, 0.99))} ms
`);
for (const person of people) person.socket?.disconnect();
await Promise.all(
  nodes.map(({ child }) => {
    child.kill('SIGTERM');
    return new Promise((resolve) => child.once('exit', resolve));
  }),
);
await services.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);
