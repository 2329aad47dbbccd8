/**
 * How long a message takes from the moment that its sender means to send it until it is acknowledged and until each
 * member has it, over two nodes. First the capacity is measured (everybody sends as fast as answers come), then half of
 * it is sent at a steady beat (open loop: a late answer delays no later send, and latency counts from the beat).
 *
 *   npm run bench:latency            needs a build (npm start or npm test make one)
 */
import { availableParallelism } from 'node:os';
import { io } from 'socket.io-client';
import { quantile, round, sorted } from './lib/numbers.mjs';
import { register, startBackends } from './lib/parley.mjs';

const ROOMS = 10;
const MEMBERS = 10;
const CAPACITY_MS = 5_000;
const STEADY_MS = 15_000;

const backends = await startBackends({ durable: true });
const nodes = [await backends.startNode(), await backends.startNode()];

const people = await Promise.all(
  Array.from({ length: MEMBERS * 2 }, async (_, n) => {
    const url = nodes[n % 2]?.url ?? '';
    return {
      ...(await register(url, n)),
      url,
      socket: /** @type {import('socket.io-client').Socket | undefined} */ (undefined),
    };
  }),
);
/** @type {{ id: string, members: typeof people }[]} */
const rooms = [];
for (let n = 0; n < ROOMS; n += 1) {
  const members = [...people, ...people].slice(n, n + MEMBERS);
  const member_ids = members.slice(1).map(({ id }) => id);
  const made = await members[0]?.api.createRoom({ name: `bench ${n}`, type: 'private', member_ids });
  rooms.push({ id: made?.room.id ?? '', members });
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

const [acks, arrivals] = [sorted(acknowledged), sorted(delivered)];
process.stdout.write(`${availableParallelism()} cores, two nodes, ${people.length} people, ${ROOMS} rooms of ${MEMBERS}, database ${backends.database}
capacity with one send in flight a person: ${Math.round(capacity)} sends/s
at half of it, ${Math.round(rate)} sends/s for ${STEADY_MS / 1_000} s, ${delivered.length} deliveries, none lost:
  acknowledged   p50 ${round(quantile(acks, 0.5))} ms   p99 ${round(quantile(acks, 0.99))} ms
  delivered      p50 ${round(quantile(arrivals, 0.5))} ms   p99 ${round(quantile(arrivals, 0.99))} ms
`);
for (const person of people) person.socket?.disconnect();
await Promise.all(nodes.map((node) => node.stop()));
await backends.stop();
