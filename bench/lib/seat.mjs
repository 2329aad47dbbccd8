/** A connection as light as can be: Socket.IO's wire format over a bare WebSocket, so that receiving costs the generator little. */
import { WebSocket } from 'ws';

const PING = '2';
const PONG = '3';
const READY = '42["ready"';
const MESSAGE = '42["new_message"';
const ACK = '43';
const CONTENT = '"content":"';

export class SeatConnection {
  /** @type {WebSocket} */
  #socket;
  #nextAck = 0;
  /** @type {Map<number, (text: string) => void>} */
  #acks = new Map();
  received = 0;

  /**
   * @param {string} url
   * @param {Record<string, unknown>} auth
   * @param {(n: number) => void} [onMessage] with the number that stands in the content; without it messages are only counted
   */
  constructor(url, auth, onMessage) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
    });
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.on('message', (/** @type {Buffer} */ data) => {
        const text = data.toString('latin1');
        if (text.startsWith(MESSAGE)) {
          this.received += 1;
          if (onMessage) onMessage(numberIn(text));
        } else if (text === PING) this.#socket.send(PONG);
        else if (text.startsWith(ACK)) this.#acknowledged(text);
        else if (text.startsWith(READY)) resolve();
        else if (text.startsWith('0{')) this.#socket.send(`40${JSON.stringify(auth)}`);
        else if (text.startsWith('44')) reject(new Error(text));
      });
    });
  }

  /** @param {string} room_id @param {string} content */
  send(room_id, content) {
    const id = this.#nextAck++;
    this.#socket.send(`42${id}${JSON.stringify(['send_message', { room_id, content }])}`);
    return new Promise((/** @type {(text: string) => void} */ resolve) => this.#acks.set(id, resolve));
  }

  close() {
    this.#socket.terminate();
  }

  /** @param {string} text */
  #acknowledged(text) {
    const bracket = text.indexOf('[');
    const id = Number(text.slice(ACK.length, bracket));
    this.#acks.get(id)?.(text);
    this.#acks.delete(id);
  }
}

/** @param {string} text */
const numberIn = (text) => {
  const at = text.indexOf(CONTENT) + CONTENT.length;
  return Number.parseInt(text.slice(at, at + 10), 10);
};
