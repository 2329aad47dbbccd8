/**
 * Makes the load, in a process of its own: takes seats in rooms, sends at a steady beat (open loop: a late answer delays no
 * later send, and every latency counts from the beat), and reports what came. Talks to its parent over IPC.
 */
import { io } from 'socket.io-client';
import { sorted } from './numbers.mjs';
import { SeatConnection } from './seat.mjs';

const PARALLEL_CONNECTS = 50;
const PATIENCE_MS = 10_000;
/** One connection in so many looks at its clock. */
const TIMED = 10;

/** @typedef {import('./targets.mjs').Seating} Seating */

/** @type {SeatConnection[]} */
let seats = [];
/** @type {{ room: string, connection: SeatConnection }[]} who sends, in turn */
let senders = [];
/** @type {number[]} when each message was due, by the number in its content */
let due = [];
/** @type {number[]} */
let deliveredAfter = [];
/** @type {import('socket.io-client').Socket | undefined} */
let probe;
let outOfOrder = 0;
let lastProbed = -1;

const note = (/** @type {number} */ n) => {
  const time = due[n];
  if (time !== undefined) deliveredAfter.push(performance.now() - time);
};

/** @param {{ url: string, seating: Seating }} options */
async function connect({ url, seating: { rooms, connections } }) {
  /** @type {Map<string, SeatConnection>} */
  const firsts = new Map();
  for (let n = 0; n < connections.length; n += PARALLEL_CONNECTS) {
    await Promise.all(
      connections.slice(n, n + PARALLEL_CONNECTS).map(async ({ auth, rooms: inside }, index) => {
        const connection = new SeatConnection(url, auth, index % TIMED === 0 ? note : undefined);
        await connection.ready;
        seats.push(connection);
        for (const room of inside) if (!firsts.has(room)) firsts.set(room, connection);
      }),
    );
  }
  senders = [...firsts].map(([room, connection]) => ({ room, connection }));
  const [watched] = rooms;
  const watcher = connections.find(({ rooms: inside }) => inside.includes(watched ?? ''));
  probe = io(url, { auth: watcher?.auth, transports: ['websocket'], forceNew: true });
  probe.on('new_message', ({ room_id, seq }) => {
    if (room_id !== watched) return;
    if (seq <= lastProbed) outOfOrder += 1;
    lastProbed = seq;
  });
  await new Promise((resolve) => probe?.once('ready', resolve));
}

const received = () => seats.reduce((sum, seat) => sum + seat.received, 0);

/** @param {{ rate: number, durationMs: number, perSend: number }} options */
async function load({ rate, durationMs, perSend }) {
  due = [];
  deliveredAfter = [];
  /** @type {number[]} */
  const acknowledgedAfter = [];
  const before = received();
  const cpu = process.cpuUsage();
  const began = performance.now();
  const total = Math.max(1, Math.floor((rate * durationMs) / 1_000));
  let refused = 0;
  let answered = 0;
  for (let n = 0; n < total; ) {
    const now = performance.now();
    for (; n < total && began + (n * 1_000) / rate <= now; n += 1) {
      const time = began + (n * 1_000) / rate;
      due.push(time);
      const sender = senders[n % senders.length];
      void sender?.connection.send(sender.room, `${n} ${'x'.repeat(60)}`).then((text) => {
        answered += 1;
        acknowledgedAfter.push(performance.now() - time);
        if (!text.includes('"ok":true')) refused += 1;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const expected = total * perSend;
  const deadline = performance.now() + PATIENCE_MS;
  while ((received() - before < expected || answered < total) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...{ sent: total, refused, elapsedMs, expected, delivered: received() - before, outOfOrder },
    generatorShare: (user + system) / 1_000 / elapsedMs,
    acknowledgedAfter: sorted(acknowledgedAfter),
    deliveredAfter: sorted(deliveredAfter),
  };
}

/** One send in flight for each of `senders`: how many a second the server carries. @param {{ inFlight: number, durationMs: number }} options */
async function capacity({ inFlight, durationMs }) {
  due = [];
  const began = performance.now();
  let sent = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async (_, lane) => {
      while (performance.now() - began < durationMs) {
        const sender = senders[lane % senders.length];
        await sender?.connection.send(sender.room, `${sent} ${'x'.repeat(60)}`);
        sent += 1;
      }
    }),
  );
  return { perSecond: sent / ((performance.now() - began) / 1_000) };
}

function disconnect() {
  for (const seat of seats) seat.close();
  probe?.disconnect();
  seats = [];
  senders = [];
  outOfOrder = 0;
  lastProbed = -1;
  return {};
}

/** @type {Record<string, (options: any) => unknown>} */
const commands = { connect, load, capacity, disconnect };

process.on('message', async (/** @type {{ command: string, options: unknown }} */ { command, options }) => {
  try {
    process.send?.({ result: (await commands[command]?.(options)) ?? {} });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
