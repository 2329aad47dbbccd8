/**
 * The MongoDB wire protocol: cuts a byte stream into messages, reads requests and writes replies.
 * BSON bodies stay bytes here.
 */

export const MAX_MESSAGE_BYTES = 48_000_000;

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Flag bits below this one must be understood; the others may be ignored. */
const REQUIRED_FLAGS = 0xffff;

/** The peer does not speak the protocol; nothing that follows can be trusted, so the connection must be closed. */
export class WireError extends Error {}

/**
 * @typedef {object} Request
 * @property {number} requestId
 * @property {Buffer} body the command document
 * @property {Map<string, Buffer>} sequences the documents of each kind-1 section, one after the other
 * @property {boolean} legacy an OP_QUERY, to be answered with OP_REPLY
 * @property {boolean} expectsReply
 */

/** Collects packets until whole messages are there. */
export class MessageReader {
  /** @type {Buffer[]} */
  #chunks = [];
  #buffered = 0;

  /**
   * @param {Buffer} chunk
   * @returns {Buffer[]} the messages that became whole with it
   */
  push(chunk) {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    const messages = [];
    for (
      let length = this.#nextLength();
      length !== undefined && this.#buffered >= length;
      length = this.#nextLength()
    ) {
      messages.push(this.#take(length));
    }
    return messages;
  }

  #nextLength() {
    if (this.#buffered < 4) return undefined;
    const first = /** @type {Buffer} */ (this.#chunks[0]);
    if (first.length < 4) this.#chunks = [Buffer.concat(this.#chunks)];
    const length = /** @type {Buffer} */ (this.#chunks[0]).readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
      throw new WireError(`a message of ${length} bytes`);
    return length;
  }

  /** Joins chunks only once per message, so that a big one in small packets costs no more than its size. @param {number} length */
  #take(length) {
    const first = /** @type {Buffer} */ (this.#chunks[0]);
    const all = first.length >= length ? first : Buffer.concat(this.#chunks);
    if (all !== first) this.#chunks = [all];
    const rest = all.subarray(length);
    if (rest.length > 0) this.#chunks[0] = rest;
    else this.#chunks.shift();
    this.#buffered -= length;
    return all.subarray(0, length);
  }
}

/**
 * @param {Buffer} message
 * @returns {Request}
 */
export function parseRequest(message) {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return parseMsg(message, requestId);
  if (opCode === OP_QUERY) return parseQuery(message, requestId);
  throw new WireError(`operation ${opCode} is not supported`);
}

/** @param {Buffer} message @param {number} requestId @returns {Request} */
function parseMsg(message, requestId) {
  if (message.length < HEADER_BYTES + 4) throw new WireError('a message without flags');
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME))
    throw new WireError(`unknown flags ${flags}`);
  // TCP's own checksum serves on loopback, so the trailing one is only skipped.
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  /** @type {Buffer | undefined} */
  let body;
  /** @type {Map<string, Buffer>} */
  const sequences = new Map();
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at];
    const size = sizeAt(message, at + 1, end);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0 && body === undefined) body = section;
    else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      if (nameEnd < 0) throw new WireError('a document sequence without a name');
      sequences.set(section.toString('utf8', 4, nameEnd), section.subarray(nameEnd + 1));
    } else throw new WireError(`an unexpected section of kind ${kind}`);
    at += 1 + size;
  }
  if (body === undefined) throw new WireError('a message without a body');
  return { requestId, body, sequences, legacy: false, expectsReply: (flags & MORE_TO_COME) === 0 };
}

/** Drivers send the first hello of a connection in this form. @param {Buffer} message @param {number} requestId @returns {Request} */
function parseQuery(message, requestId) {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new WireError('a query without a collection');
  const at = nameEnd + 1 + 8;
  const body = message.subarray(at, at + sizeAt(message, at, message.length));
  return { requestId, body, sequences: new Map(), legacy: true, expectsReply: true };
}

/** @param {Buffer} message @param {number} at @param {number} end */
function sizeAt(message, at, end) {
  const size = at + 4 <= end ? message.readInt32LE(at) : -1;
  if (size < 5 || at + size > end) throw new WireError('a section that does not fit its message');
  return size;
}

let lastReplyId = 0;

/**
 * @param {Request} request
 * @param {Uint8Array} body
 * @returns {Buffer} what stands before the body on the wire
 */
export function replyHeader(request, body) {
  const head = Buffer.alloc(request.legacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5);
  lastReplyId = (lastReplyId + 1) & 0x7fffffff;
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastReplyId, 4);
  head.writeInt32LE(request.requestId, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    // Flag 8 is AwaitCapable, as every server since 1.6 sets it; then cursor 0 from 0, one document.
    head.writeInt32LE(8, HEADER_BYTES);
    head.writeInt32LE(1, HEADER_BYTES + 16);
  }
  return head;
}
