/**
 * A WebSocket as light as can be (RFC 6455 over a bare TCP connection): one buffer for all connections is read into, and what
 * is in a frame is looked at where it lies. So the generator spends less on receiving a message than the server on sending it.
 */
import { connect } from 'node:net';

const shared = Buffer.allocUnsafe(256 * 1024);
const HEAD_END = Buffer.from('\r\n\r\n');
const OPCODE = 0x0f;
const TEXT = 1;
const CLOSE = 8;
const FINAL_TEXT = 0x81;
const MASKED = 0x80;
/** Of zeros: what is masked by it stays as it is. */
const MASK_BYTES = 4;
const KEY = 'cGFybGV5IGJlbmNobWFyaw==';

export class Wire {
  /** @type {import('node:net').Socket} */
  #socket;
  #upgraded = false;
  /** The beginning of what has not come whole. @type {Buffer | undefined} */
  #rest;
  /** @type {(data: Buffer, start: number, end: number) => void} */
  #onText;

  /**
   * @param {string} url
   * @param {(data: Buffer, start: number, end: number) => void} onText where a text lies; it is there only until this returns
   * @param {(error: Error) => void} onEnd
   */
  constructor(url, onText, onEnd) {
    const { hostname, port } = new URL(url);
    this.#onText = onText;
    /** @type {import('node:net').OnReadOpts} */
    const onread = {
      buffer: shared,
      callback: (size, buffer) => {
        this.#take(Buffer.from(buffer.buffer, buffer.byteOffset, size));
        return true;
      },
    };
    this.#socket = connect({ host: hostname, port: Number(port), onread, noDelay: true });
    this.#socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${KEY}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    this.#socket.once('error', onEnd);
    this.#socket.once('close', () => onEnd(new Error('the server closed the connection')));
  }

  /** @param {string} text */
  send(text) {
    const size = Buffer.byteLength(text);
    const extra = size < 126 ? 0 : 2;
    if (size > 0xffff) throw new Error('nothing this long is sent here');
    const frame = Buffer.alloc(2 + extra + MASK_BYTES + size);
    frame[0] = FINAL_TEXT;
    frame[1] = MASKED | (extra ? 126 : size);
    if (extra) frame.writeUInt16BE(size, 2);
    frame.write(text, 2 + extra + MASK_BYTES);
    this.#socket.write(frame);
  }

  /** As a cut cable would. */
  cut() {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    const data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = undefined;
    const read = this.#upgraded ? this.#frames(data, 0) : this.#upgrade(data);
    if (read < data.length) this.#rest = Buffer.from(data.subarray(read));
  }

  /** @param {Buffer} data @returns {number} where the next read begins */
  #upgrade(data) {
    const end = data.indexOf(HEAD_END);
    if (end < 0) return 0;
    if (!data.toString('latin1', 0, 13).includes(' 101')) {
      this.#socket.destroy(new Error(data.toString('latin1', 0, 200)));
      return data.length;
    }
    this.#upgraded = true;
    return this.#frames(data, end + HEAD_END.length);
  }

  /** @param {Buffer} data @param {number} from @returns {number} where the first frame begins that is not whole */
  #frames(data, from) {
    let at = from;
    while (data.length - at >= 2) {
      let size = /** @type {number} */ (data[at + 1]);
      let start = at + 2;
      if (size === 126) {
        if (data.length - at < 4) break;
        size = data.readUInt16BE(at + 2);
        start = at + 4;
      } else if (size === 127) {
        if (data.length - at < 10) break;
        size = data.readUIntBE(at + 4, 6);
        start = at + 10;
      }
      if (data.length - start < size) break;
      const opcode = /** @type {number} */ (data[at]) & OPCODE;
      if (opcode === TEXT) this.#onText(data, start, start + size);
      else if (opcode === CLOSE) this.#socket.end();
      at = start + size;
    }
    return at;
  }
}
