/**
 * Open cursors. PostgreSQL keeps what they have still to give in files of its own, so a cursor costs no connection; we
 * keep the continuation that finds it again.
 */
import { randomBytes } from 'node:crypto';
import { MongoError } from './errors.mjs';

/** As MongoDB's cursorTimeoutMillis; postgres.mjs lets the files live as long. */
const IDLE_MS = 600_000;
const SWEEP_MS = 30_000;

/** @typedef {{ continuation: Buffer, usedAt: number }} Cursor */

export class Cursors {
  /** @type {Map<bigint, Cursor>} */
  #cursors = new Map();
  #sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref();

  /** @returns {bigint} positive and not in use */
  newId() {
    let id = 0n;
    while (id === 0n || this.#cursors.has(id)) id = randomBytes(8).readBigUInt64LE() >> 1n;
    return id;
  }

  /** @param {bigint} id @returns {Cursor} */
  get(id) {
    const cursor = this.#cursors.get(id);
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
    return cursor;
  }

  /** @param {bigint} id @param {Buffer | null} continuation nothing: it has given everything */
  keep(id, continuation) {
    if (continuation) this.#cursors.set(id, { continuation, usedAt: Date.now() });
    else this.#cursors.delete(id);
  }

  /** @param {bigint} id @returns {boolean} whether there was one */
  kill(id) {
    return this.#cursors.delete(id);
  }

  close() {
    clearInterval(this.#sweeper);
  }

  #sweep() {
    const oldest = Date.now() - IDLE_MS;
    for (const [id, cursor] of this.#cursors) if (cursor.usedAt < oldest) this.#cursors.delete(id);
  }
}
