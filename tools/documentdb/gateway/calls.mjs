/** What all commands need: running one SQL function, and trying again when two writes met. */
import { firstRow } from './sql.mjs';

/**
 * @typedef {object} Context what a command may use
 * @property {import('./request.mjs').CommandRequest} request
 * @property {number} connectionId
 * @property {import('./cursors.mjs').Cursors} cursors
 * @property {import('./transactions.mjs').Transactions} transactions
 * @property {import('./transactions.mjs').Transaction | undefined} transaction
 * @property {import('./operation.mjs').Operation} operation
 * @property {<T>(work: (client: import('./pool.mjs').Client) => Promise<T>) => Promise<T>} withClient
 */

/** @typedef {Buffer | Record<string, unknown>} Reply BSON as it is, or what is to become it */
/** @typedef {(context: Context) => Promise<Reply>} Command */

const MAX_TRIES = 6;
/** Serialization failure, deadlock, exclusion and unique violation. */
const MEETING_WRITES = new Set(['40001', '40P01', '23P01', '23505']);

/**
 * @param {Context} context
 * @param {string} text
 * @param {unknown[]} values
 * @returns {Promise<any[]>} the first row
 */
export function call(context, text, values) {
  return context.withClient((client) => firstRow(client, text, values));
}

/**
 * As `call`, for what changes something. Outside transactions MongoDB tries again by itself when two writes meet (two
 * upserts of one key, two commands that create the same collection), and so do we.
 *
 * @param {Context} context
 * @param {string} text
 * @param {unknown[]} values
 * @returns {Promise<any[]>}
 */
export async function callRetrying(context, text, values) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call(context, text, values);
    } catch (error) {
      const state = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (context.transaction || tries === MAX_TRIES || !MEETING_WRITES.has(state)) throw error;
    }
  }
}
