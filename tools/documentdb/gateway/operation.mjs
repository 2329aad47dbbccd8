/**
 * One command under way: knows which PostgreSQL connection works for it, and can be stopped from outside.
 */
import { MongoError } from './errors.mjs';

/** @typedef {import('./pool.mjs').Pool} Pool */
/** @typedef {import('./pool.mjs').Client} Client */

export class Operation {
  /** Why it must not go on. @type {Error | undefined} */
  stopped;
  /** Called once when it is stopped; the pool ends a wait with it. @type {(() => void) | undefined} */
  onStop;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {Client | undefined} */
  #client;

  /** @param {Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  /** @param {number} ms */
  limitTime(ms) {
    this.#timer = setTimeout(() => this.stop(new MongoError(50, 'operation exceeded time limit')), ms);
  }

  /** @param {Error} reason */
  stop(reason) {
    if (this.stopped) return;
    this.stopped = reason;
    this.onStop?.();
    if (this.#client) this.pool.cancel(this.#client);
  }

  /**
   * @template T
   * @param {Client} client
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async using(client, work) {
    if (this.stopped) throw this.stopped;
    this.#client = client;
    try {
      return await work();
    } catch (error) {
      // PostgreSQL only says that it was cancelled; the reason is ours to tell.
      throw this.stopped ?? error;
    } finally {
      this.#client = undefined;
    }
  }

  done() {
    clearTimeout(this.#timer);
  }
}
