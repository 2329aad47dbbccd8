/**
 * Transactions: each holds a PostgreSQL connection from its first command to its end.
 */
import { MongoError } from './errors.mjs';

/** As MongoDB's transactionLifetimeLimitSeconds. */
const LIFETIME_MS = 60_000;
/** MongoDB reports a conflict at once; we wait a little, since the other transaction mostly ends soon. */
const LOCK_TIMEOUT_MS = 1000;
/** How many ended transactions are remembered, to answer a repeated commit. */
const REMEMBERED = 10_000;

/** @typedef {import('./pool.mjs').Pool} Pool */
/** @typedef {import('./pool.mjs').Lease} Lease */
/** @typedef {import('./operation.mjs').Operation} Operation */
/** @typedef {{ session: string, number: bigint }} TransactionId */

export class Transactions {
  /** @type {Map<string, Transaction>} by session */
  #open = new Map();
  /** @type {Map<string, { number: bigint, committed: boolean }>} by session; the last one that ended */
  #ended = new Map();

  /** @param {Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  get size() {
    return this.#open.size;
  }

  /**
   * @param {TransactionId} id
   * @param {object} connection the client's connection that asks
   * @param {Operation} operation
   */
  async start(id, connection, operation) {
    const previous = this.#open.get(id.session);
    if (previous) {
      if (previous.number >= id.number)
        throw new MongoError(251, `transaction ${id.number} was started before`);
      await previous.abort('a newer transaction of its session began');
    }
    const transaction = new Transaction(id, () => this.#forget(transaction));
    transaction.connections.add(connection);
    this.#open.set(id.session, transaction);
    try {
      await transaction.begin(this.pool, operation);
    } catch (error) {
      await transaction.abort('it could not begin');
      throw error;
    }
    return transaction;
  }

  /** @param {TransactionId} id @param {object} connection @returns {Transaction} */
  find(id, connection) {
    const transaction = this.#open.get(id.session);
    if (!transaction || transaction.number !== id.number) {
      throw new MongoError(251, `transaction ${id.number} was aborted or never began`);
    }
    transaction.connections.add(connection);
    return transaction;
  }

  /** @param {TransactionId} id */
  wasCommitted(id) {
    const last = this.#ended.get(id.session);
    return last?.number === id.number && last.committed;
  }

  /** A client's connection is gone: what only it used cannot go on. @param {object} connection */
  connectionClosed(connection) {
    for (const transaction of this.#open.values()) {
      if (transaction.connections.delete(connection) && transaction.connections.size === 0) {
        void transaction.abort('its client went away');
      }
    }
  }

  /** @param {string[]} sessions */
  async endSessions(sessions) {
    await Promise.all(sessions.map((session) => this.#open.get(session)?.abort('its session was ended')));
  }

  /** @param {Transaction} transaction */
  #forget(transaction) {
    const { session, number, committed } = transaction;
    if (this.#open.get(session) === transaction) this.#open.delete(session);
    this.#ended.delete(session);
    this.#ended.set(session, { number, committed });
    if (this.#ended.size > REMEMBERED)
      this.#ended.delete(/** @type {string} */ (this.#ended.keys().next().value));
  }
}

export class Transaction {
  committed = false;
  /** The driver may use several connections for one session. @type {Set<object>} */
  connections = new Set();
  /** @type {Lease | undefined} */
  #lease;
  /** @type {Pool | undefined} */
  #pool;
  /** @type {string | undefined} why it is over */
  #ended;
  #running = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #onEnd;

  /** @param {TransactionId} id @param {() => void} onEnd */
  constructor({ session, number }, onEnd) {
    this.session = session;
    this.number = number;
    this.#onEnd = onEnd;
  }

  /** @param {Pool} pool @param {Operation} operation */
  async begin(pool, operation) {
    this.#pool = pool;
    const lease = await pool.take({ held: true, operation });
    if (this.#ended !== undefined) {
      lease.release();
      this.#assertOpen();
    }
    this.#lease = lease;
    this.#timer = setTimeout(() => void this.abort('it lasted too long'), LIFETIME_MS);
    await lease.client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`,
    );
  }

  /**
   * Runs statements in it. As in MongoDB, any failure ends the whole transaction.
   *
   * @template T
   * @param {Operation} operation
   * @param {(client: import('./pool.mjs').Client) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async run(operation, work) {
    const { client } = this.#assertOpen();
    this.#running += 1;
    let result;
    try {
      result = await operation.using(client, () => work(client));
    } catch (error) {
      this.#running -= 1;
      await this.abort('a command in it failed', operation.stopped !== undefined);
      throw error;
    }
    this.#running -= 1;
    this.#assertOpen();
    return result;
  }

  /** @param {Operation} operation */
  async commit(operation) {
    const { client } = this.#assertOpen();
    const result = await this.run(operation, () => client.query('COMMIT'));
    // PostgreSQL answers so when the transaction had failed before.
    if (result.command !== 'COMMIT') {
      await this.abort('a command in it failed');
      throw new MongoError(251, 'the transaction was aborted');
    }
    this.committed = true;
    this.#end('it was committed')?.release();
  }

  /** @param {string} reason @param {boolean} [broken] */
  async abort(reason, broken = false) {
    const lease = this.#end(reason);
    if (!lease) return;
    if (this.#running > 0) this.#pool?.cancel(lease.client);
    const cancelled = broken || this.#running > 0;
    // Queued behind whatever runs on that connection.
    const rolledBack = await lease.client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    lease.release(cancelled || !rolledBack);
  }

  #assertOpen() {
    if (this.#lease && this.#ended === undefined) return this.#lease;
    throw new MongoError(251, `the transaction is over: ${this.#ended ?? 'it never began'}`);
  }

  /** @param {string} reason */
  #end(reason) {
    if (this.#ended !== undefined) return undefined;
    this.#ended = reason;
    clearTimeout(this.#timer);
    this.#onEnd();
    const lease = this.#lease;
    this.#lease = undefined;
    return lease;
  }
}
