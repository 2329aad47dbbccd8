/** In a generator's process: the people of one server, who sit in rooms, send, and note what comes. */
import { io } from 'socket.io-client';
import { Order } from './order.mjs';
import { clock, Seat } from './seat.mjs';

const PARALLEL_CONNECTS = 50;
/** So many members of a room take turns in sending. */
const SENDERS = 10;
const FILL = 'x'.repeat(60);
/** Above so many connections only one in ten looks at its clock. */
const ALL_TIMED = 100;
const TIMED = 10;

/** @typedef {import('./seating.mjs').Seating} Seating */
/** @typedef {{ at: number, length: number, senders: Seat[], turn: number, room: import('./seating.mjs').Room }} Turn */

export class Crowd {
  /** @type {Seat[]} */
  seats = [];
  /** @type {number[]} */
  #acknowledged = [];
  /** @type {number[]} */
  #delivered = [];
  /** @type {number[]} */
  #probed = [];
  #refused = 0;
  #answered = 0;
  #sent = 0;
  #expected = 0;
  /** @type {import('socket.io-client').Socket | undefined} */
  #probe;
  #probeOrder = new Order();
  /** @type {Set<string>} */
  #probeRooms = new Set();
  /** @type {Map<string, Seat[]>} */
  #senders = new Map();
  #next = 0;
  /** Hears what is no message, and who heard it. @type {((event: string, text: string, seat: number) => void) | undefined} */
  onEvent;

  /** @param {string} url @param {Seating} seating what of it is sent from here */
  constructor(url, seating) {
    this.url = url;
    this.seating = seating;
  }

  async connect() {
    const { connections, probe } = this.seating;
    const every = connections.length > ALL_TIMED ? TIMED : 1;
    const onMessage = (/** @type {number} */ dueUs) => void this.#delivered.push(clock() - dueUs / 1_000);
    for (let n = 0; n < connections.length; n += PARALLEL_CONNECTS) {
      await Promise.all(
        connections.slice(n, n + PARALLEL_CONNECTS).map(async ({ url, auth, rooms }, index) => {
          const seat = new Seat(url ?? this.url, auth, {
            ...(index % every === 0 && { onMessage }),
            onEvent: (event, text) => this.onEvent?.(event, text, n + index),
          });
          this.seats.push(seat);
          await seat.ready;
          for (const room of rooms) this.#maySend(room, seat);
        }),
      );
    }
    if (probe) await this.#sitProbe(probe);
    return {};
  }

  /** @param {string} room @param {Seat} seat */
  #maySend(room, seat) {
    const senders = this.#senders.get(room) ?? [];
    if (senders.length < SENDERS) senders.push(seat);
    this.#senders.set(room, senders);
  }

  /** One as applications are: what the light seats leave out would show here. @param {import('./seating.mjs').Chair} probe */
  async #sitProbe({ url, auth, rooms }) {
    this.#probeRooms = new Set(rooms);
    const socket = io(url ?? this.url, { auth, transports: ['websocket'], forceNew: true });
    const hear = (/** @type {{ room_id: string, seq: number, content: string }} */ message) => {
      this.#probeOrder.take(message.room_id, message.seq);
      this.#probed.push(clock() - Number.parseInt(message.content, 10) / 1_000);
    };
    socket.on('new_message', hear);
    socket.on('new_messages', ({ messages }) => messages.forEach(hear));
    this.#probe = socket;
    await new Promise((resolve) => socket.once('ready', resolve));
  }

  /** The next one whose turn it is sends to the next room. @param {number} due */
  send(due) {
    const { pattern, rooms } = this.seating;
    const index = /** @type {number} */ (pattern[this.#next % pattern.length]);
    const room = /** @type {import('./seating.mjs').Room} */ (rooms[index]);
    const senders = this.#senders.get(room.id) ?? [];
    const seat = senders[Math.floor(this.#next / pattern.length) % senders.length];
    this.#next += 1;
    this.#sent += 1;
    this.#expected += room.members + (this.#probeRooms.has(room.id) ? 1 : 0);
    if (!seat) throw new Error(`nobody here may send to ${room.id}`);
    const content = `${Math.round(due * 1_000)} ${FILL}`;
    return seat.ask('send_message', { room_id: room.id, content }).then((answer) => {
      this.#answered += 1;
      this.#acknowledged.push(clock() - due);
      if (!answer.includes('"ok":true')) this.#refused += 1;
    });
  }

  /** Open loop: a late answer delays no later send, and every latency counts from the beat. @param {{ rate: number, durationMs: number }} options */
  async load({ rate, durationMs }) {
    if (this.seating.pattern.length === 0 || rate === 0) return {};
    const began = clock();
    const total = Math.max(1, Math.floor((rate * durationMs) / 1_000));
    for (let n = 0; n < total; ) {
      const now = clock();
      for (; n < total && began + (n * 1_000) / rate <= now; n += 1)
        void this.send(began + (n * 1_000) / rate);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return {};
  }

  /** Closed loop: so many senders, each of whom sends again when the last one was acknowledged. @param {{ inFlight: number, durationMs: number }} options */
  async capacity({ inFlight, durationMs }) {
    if (this.seating.pattern.length === 0) return {};
    const until = clock() + durationMs;
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (clock() < until) await this.send(clock());
      }),
    );
    return {};
  }

  /** @param {{ inFlight: number, count: number }} options */
  async sends({ inFlight, count }) {
    let left = count;
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (left-- > 0) await this.send(clock());
      }),
    );
    return {};
  }

  get counts() {
    const orders = [...this.seats.map(({ order }) => order), this.#probeOrder];
    const sum = (/** @type {(order: Order) => number} */ of) =>
      orders.reduce((total, one) => total + of(one), 0);
    return {
      ...{ sent: this.#sent, answered: this.#answered, refused: this.#refused, expected: this.#expected },
      delivered: sum(({ received, doubled }) => received - doubled),
      doubled: sum(({ doubled }) => doubled),
      outOfOrder: sum(({ outOfOrder }) => outOfOrder),
      packets: this.seats.reduce((total, { packets }) => total + packets, 0) + this.#probeOrder.received,
      closed: this.seats.filter(({ ended }) => ended).length,
    };
  }

  /** The latencies since the last time. */
  times() {
    const times = {
      acknowledged: Float64Array.from(this.#acknowledged),
      delivered: Float64Array.from(this.#delivered),
      probed: Float64Array.from(this.#probed),
    };
    this.#acknowledged = [];
    this.#delivered = [];
    this.#probed = [];
    return times;
  }

  leave() {
    for (const seat of this.seats) seat.cut();
    this.#probe?.disconnect();
    return {};
  }
}
