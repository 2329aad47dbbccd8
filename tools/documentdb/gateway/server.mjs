/**
 * The TCP server: one conversation per client connection, one command after the other in each.
 */
import { createServer } from 'node:net';
import { serialize } from 'bson';
import { commands } from './commands.mjs';
import { Cursors } from './cursors.mjs';
import { errorReply, MongoError, toMongoError } from './errors.mjs';
import { Operation } from './operation.mjs';
import { Pool } from './pool.mjs';
import { CommandRequest } from './request.mjs';
import { Transactions } from './transactions.mjs';
import { MessageReader, parseRequest, replyHeader, WireError } from './wire.mjs';

/** A client that sends on without reading answers is not read any more when this many of its messages wait. */
const MAX_WAITING = 16;

const WITHOUT_TRANSACTION = new Set(['commitTransaction', 'abortTransaction']);

export class Gateway {
  #server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#accept(socket));
  #connections = 0;
  /** @type {Set<import('node:net').Socket>} */
  #sockets = new Set();

  /** @param {{ pgPort: number, maxConnections?: number }} options */
  constructor({ pgPort, maxConnections = 20 }) {
    this.pool = new Pool({ port: pgPort, max: maxConnections });
    this.cursors = new Cursors();
    this.transactions = new Transactions(this.pool);
  }

  /** @param {number} port @returns {Promise<number>} the port it listens on */
  listen(port) {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port, host: '127.0.0.1', backlog: 1024 }, () => {
        this.#server.off('error', reject);
        resolve(/** @type {import('node:net').AddressInfo} */ (this.#server.address()).port);
      });
    });
  }

  async close() {
    this.cursors.close();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    await this.pool.end();
  }

  /** @param {import('node:net').Socket} socket */
  #accept(socket) {
    this.#connections += 1;
    this.#sockets.add(socket);
    const conversation = new Conversation(this, socket, this.#connections);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      conversation.closed();
    });
  }
}

class Conversation {
  #reader = new MessageReader();
  /** @type {Buffer[]} */
  #waiting = [];
  #busy = false;
  /** @type {Operation | undefined} */
  #operation;

  /** @param {Gateway} gateway @param {import('node:net').Socket} socket @param {number} id */
  constructor(gateway, socket, id) {
    this.gateway = gateway;
    this.socket = socket;
    this.id = id;
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => this.#receive(chunk));
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    try {
      this.#waiting.push(...this.#reader.push(chunk));
    } catch {
      // Not our protocol, or a message over the limit: nothing after it can be understood.
      this.socket.destroy();
      return;
    }
    if (this.#waiting.length > MAX_WAITING) this.socket.pause();
    if (!this.#busy) void this.#work();
  }

  async #work() {
    this.#busy = true;
    for (
      let message = this.#waiting.shift();
      message && !this.socket.destroyed;
      message = this.#waiting.shift()
    ) {
      if (this.socket.isPaused() && this.#waiting.length < MAX_WAITING) this.socket.resume();
      try {
        const request = parseRequest(message);
        const reply = await this.#answer(request);
        if (request.expectsReply && !this.socket.destroyed) this.#send(replyHeader(request, reply), reply);
      } catch (error) {
        if (!(error instanceof WireError)) console.error('gateway:', error);
        this.socket.destroy();
      }
    }
    this.#busy = false;
  }

  /** @param {Buffer} header @param {Uint8Array} reply */
  #send(header, reply) {
    this.socket.cork();
    this.socket.write(header);
    this.socket.write(reply);
    this.socket.uncork();
  }

  /** @param {import('./wire.mjs').Request} message @returns {Promise<Uint8Array>} */
  async #answer(message) {
    const operation = new Operation(this.gateway.pool);
    this.#operation = operation;
    let inTransaction = false;
    try {
      const request = new CommandRequest(message);
      inTransaction = request.inTransaction;
      if (request.maxTimeMS > 0) operation.limitTime(request.maxTimeMS);
      const reply = await this.#execute(request, operation);
      return Buffer.isBuffer(reply) ? reply : serialize(reply, { ignoreUndefined: true });
    } catch (error) {
      return serialize(errorReply(toMongoError(error), { inTransaction }), { ignoreUndefined: true });
    } finally {
      operation.done();
      this.#operation = undefined;
    }
  }

  /** @param {CommandRequest} request @param {Operation} operation */
  async #execute(request, operation) {
    const command = commands.get(request.name);
    if (!command) throw new MongoError(59, `no such command: '${request.name}'`);
    const { pool, cursors, transactions } = this.gateway;
    const transaction = request.inTransaction ? await this.#transactionOf(request, operation) : undefined;
    return command({
      request,
      cursors,
      transactions,
      transaction,
      operation,
      connectionId: this.id,
      withClient: (work) =>
        transaction ? transaction.run(operation, work) : runAlone(pool, operation, work),
    });
  }

  /** @param {CommandRequest} request @param {Operation} operation */
  async #transactionOf(request, operation) {
    const { transactions } = this.gateway;
    const id = request.transactionId;
    if (request.startsTransaction) return transactions.start(id, this, operation);
    try {
      return transactions.find(id, this);
    } catch (error) {
      if (WITHOUT_TRANSACTION.has(request.name)) return undefined;
      throw error;
    }
  }

  closed() {
    this.#waiting = [];
    this.#operation?.stop(new MongoError(11600, 'the client went away'));
    this.gateway.transactions.connectionClosed(this);
  }
}

/**
 * @template T
 * @param {Pool} pool
 * @param {Operation} operation
 * @param {(client: import('./pool.mjs').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function runAlone(pool, operation, work) {
  const lease = await pool.take({ operation });
  try {
    return await operation.using(lease.client, () => work(lease.client));
  } finally {
    // A late cancellation would meet the next command on it.
    lease.release(operation.stopped !== undefined);
  }
}
