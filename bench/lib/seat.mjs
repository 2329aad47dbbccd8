/** A connection of one person: Socket.IO's wire format over a light WebSocket. Counts messages, and checks their order. */
import { Order } from './order.mjs';
import { Wire } from './wire.mjs';

const [DIGIT_0, DIGIT_2, DIGIT_3, DIGIT_4, DIGIT_9] = [48, 50, 51, 52, 57];
const QUOTE = 34;
const NEW_MESSAGE = '["new_message';
const READY = '["ready"';
const SEQ = Buffer.from('"seq":');
const ROOM = Buffer.from('"room_id":"');
const CONTENT = Buffer.from('"content":"');

/** Milliseconds on a clock that all processes of the machine share. */
export const clock = () => Number(process.hrtime.bigint()) / 1e6;

/** @param {Buffer} data @param {number} from */
const numberAt = (data, from) => {
  let value = 0;
  for (let at = from; ; at += 1) {
    const digit = data[at];
    if (digit === undefined || digit < DIGIT_0 || digit > DIGIT_9) return value;
    value = value * 10 + digit - DIGIT_0;
  }
};

/**
 * @typedef {object} Hooks
 * @property {(dueUs: number) => void} [onMessage] with the time that stands in the content; without it messages are only counted
 * @property {(event: string, text: string) => void} [onEvent] everything that is no message and no `ready`
 */

export class Seat {
  /** @type {Wire} */
  #wire;
  #nextAck = 0;
  /** @type {Map<number, (text: string) => void>} */
  #acks = new Map();
  /** @type {Hooks} */
  #hooks;
  order = new Order();
  /** Packets that brought messages: fewer than messages where they come in batches. */
  packets = 0;
  ended = false;
  /** @type {() => void} */
  #ready = () => {};
  /** @type {(error: Error) => void} */
  #failed = () => {};
  /** @type {string} what `ready` brought */
  welcome = '';

  /** @param {string} url @param {Record<string, unknown>} auth @param {Hooks} [hooks] */
  constructor(url, auth, hooks = {}) {
    this.#hooks = hooks;
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.#ready = resolve;
      this.#failed = reject;
    });
    this.#wire = new Wire(
      url,
      (data, start, end) => this.#text(data, start, end, auth),
      (error) => {
        this.ended = true;
        this.#failed(error);
      },
    );
  }

  get received() {
    return this.order.received;
  }

  /** @param {string} event @param {object} payload @returns {Promise<string>} the acknowledgement as it came */
  ask(event, payload) {
    const id = this.#nextAck++;
    this.#wire.send(`42${id}${JSON.stringify([event, payload])}`);
    return new Promise((resolve) => this.#acks.set(id, resolve));
  }

  cut() {
    this.#wire.cut();
  }

  /** @param {Buffer} data @param {number} start @param {number} end @param {Record<string, unknown>} auth */
  #text(data, start, end, auth) {
    const [type, kind] = [data[start], data[start + 1]];
    if (type === DIGIT_2) this.#wire.send('3');
    else if (type === DIGIT_0) this.#wire.send(`40${JSON.stringify(auth)}`);
    else if (type === DIGIT_4 && kind === DIGIT_2) this.#event(data, start + 2, end);
    else if (type === DIGIT_4 && kind === DIGIT_3)
      this.#acknowledged(data.toString('latin1', start + 2, end));
    else if (type === DIGIT_4 && kind === DIGIT_4)
      this.#failed(new Error(data.toString('latin1', start, end)));
  }

  /** @param {Buffer} data @param {number} start @param {number} end */
  #event(data, start, end) {
    const named = start + NEW_MESSAGE.length;
    const name = data.toString('latin1', start, named);
    if (name === NEW_MESSAGE) {
      this.packets += 1;
      if (data[named] === QUOTE) this.#message(data, start);
      else this.#messages(data, start, end);
    } else if (name.startsWith(READY)) {
      this.welcome = data.toString('utf8', start, end);
      this.#ready();
    } else if (this.#hooks.onEvent) {
      const text = data.toString('latin1', start, end);
      this.#hooks.onEvent(text.slice(2, text.indexOf('"', 2)), text);
    }
  }

  /** What is in it comes in this order: room, number, content. @param {Buffer} data @param {number} from */
  #message(data, from) {
    const roomAt = data.indexOf(ROOM, from) + ROOM.length;
    const room = data.toString('latin1', roomAt, data.indexOf(QUOTE, roomAt));
    const seqAt = data.indexOf(SEQ, roomAt) + SEQ.length;
    this.order.take(room, numberAt(data, seqAt));
    if (this.#hooks.onMessage) {
      const contentAt = data.indexOf(CONTENT, seqAt) + CONTENT.length;
      this.#hooks.onMessage(numberAt(data, contentAt));
    }
  }

  /** @param {Buffer} data @param {number} start @param {number} end */
  #messages(data, start, end) {
    let at = data.indexOf(ROOM, start);
    while (at >= 0 && at < end) {
      this.#message(data, at);
      at = data.indexOf(ROOM, data.indexOf(CONTENT, at));
    }
  }

  /** @param {string} text */
  #acknowledged(text) {
    const id = Number.parseInt(text, 10);
    const resolve = this.#acks.get(id);
    this.#acks.delete(id);
    resolve?.(text);
  }
}
