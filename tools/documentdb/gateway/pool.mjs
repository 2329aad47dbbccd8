/**
 * Connections to PostgreSQL: few, handed out in the order of asking, and never more of them held over several commands
 * (transactions, cursors) than leaves enough for the single commands that these wait for.
 */
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { isLostConnection } from './errors.mjs';

/** While PostgreSQL starts or restarts, commands wait this long for it instead of failing. */
const CONNECT_PATIENCE_MS = 10_000;
const CANCEL_REQUEST = 80877102;

/** @typedef {{ client: Client, release: (broken?: boolean) => void }} Lease */
/** @typedef {pg.Client & { processID: number, secretKey: number, broken?: boolean }} Client */
/** @typedef {{ held: boolean, give: () => void }} Waiter */
/** @typedef {import('./operation.mjs').Operation} Operation */

export class Pool {
  /** @type {Client[]} */
  #idle = [];
  /** @type {Waiter[]} */
  #waiting = [];
  #used = 0;
  #held = 0;

  /** @param {{ port: number, max?: number, maxHeld?: number }} options */
  constructor({ port, max = 20, maxHeld = Math.ceil(max * 0.7) }) {
    this.port = port;
    this.max = max;
    this.maxHeld = maxHeld;
  }

  get stats() {
    return { used: this.#used, held: this.#held, idle: this.#idle.length, waiting: this.#waiting.length };
  }

  /**
   * @param {{ held?: boolean, operation?: Operation }} [options] held: it will be kept over several commands
   * @returns {Promise<Lease>}
   */
  async take({ held = false, operation } = {}) {
    if (!this.#mayTake(held) || this.#waiting.some((waiter) => waiter.held === held))
      await this.#turn(held, operation);
    else this.#count(held, 1);
    try {
      const client = this.#idle.pop() ?? (await this.#connect(operation));
      let released = false;
      const release = (broken = false) => {
        if (released) return;
        released = true;
        this.#giveBack(client, held, broken);
      };
      return { client, release };
    } catch (error) {
      this.#count(held, -1);
      this.#next();
      throw error;
    }
  }

  /** @param {boolean} held */
  #mayTake(held) {
    return this.#used < this.max && (!held || this.#held < this.maxHeld);
  }

  /** @param {boolean} held @param {number} by */
  #count(held, by) {
    this.#used += by;
    if (held) this.#held += by;
  }

  /** @param {boolean} held @param {Operation} [operation] @returns {Promise<void>} */
  #turn(held, operation) {
    return new Promise((resolve, reject) => {
      const done = () => {
        if (operation) operation.onStop = undefined;
      };
      /** @type {Waiter} */
      const waiter = {
        held,
        give: () => {
          done();
          this.#count(held, 1);
          resolve();
        },
      };
      if (operation?.stopped) return reject(operation.stopped);
      if (operation) {
        operation.onStop = () => {
          done();
          this.#waiting = this.#waiting.filter((other) => other !== waiter);
          reject(operation.stopped);
        };
      }
      this.#waiting.push(waiter);
    });
  }

  #next() {
    // The first that may have one: a transaction that must wait for others to end does not stop single commands.
    const index = this.#waiting.findIndex((waiter) => this.#mayTake(waiter.held));
    if (index >= 0) this.#waiting.splice(index, 1)[0]?.give();
  }

  /** @param {Client} client @param {boolean} held @param {boolean} broken */
  #giveBack(client, held, broken) {
    if (broken || client.broken) client.end().catch(() => {});
    else this.#idle.push(client);
    this.#count(held, -1);
    this.#next();
  }

  /** @param {Operation} [operation] @returns {Promise<Client>} */
  async #connect(operation) {
    const deadline = Date.now() + CONNECT_PATIENCE_MS;
    for (;;) {
      const client = /** @type {Client} */ (
        new pg.Client({
          host: '127.0.0.1',
          port: this.port,
          user: 'postgres',
          database: 'postgres',
          keepAlive: true,
        })
      );
      client.on('error', () => this.#drop(client));
      client.on('end', () => this.#drop(client));
      try {
        await client.connect();
        return client;
      } catch (error) {
        client.end().catch(() => {});
        if (operation?.stopped) throw operation.stopped;
        if (Date.now() > deadline || !(error instanceof Error) || !isLostConnection(error)) throw error;
        await delay(100);
      }
    }
  }

  /** @param {Client} client */
  #drop(client) {
    client.broken = true;
    this.#idle = this.#idle.filter((other) => other !== client);
  }

  /**
   * Asks PostgreSQL to stop what this connection does. It may come too late and meet the next statement, so a
   * connection that was cancelled must be released as broken.
   *
   * @param {Client} client
   */
  cancel(client) {
    const message = Buffer.alloc(16);
    message.writeInt32BE(16, 0);
    message.writeInt32BE(CANCEL_REQUEST, 4);
    message.writeInt32BE(client.processID, 8);
    message.writeInt32BE(client.secretKey, 12);
    const socket = connect(this.port, '127.0.0.1', () => socket.end(message));
    socket.on('error', () => {});
    socket.setTimeout(5000, () => socket.destroy());
  }

  async end() {
    await Promise.allSettled(this.#idle.splice(0).map((client) => client.end()));
  }
}
