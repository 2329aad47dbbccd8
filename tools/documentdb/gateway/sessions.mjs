/** The ends of transactions and sessions. Their beginning is in the first command of each; see server.mjs. */
import { MongoError } from './errors.mjs';
import { fieldsOf } from './raw-bson.mjs';

/** @typedef {import('./calls.mjs').Command} Command */

/** @type {Command} */
const commitTransaction = async ({ request, transaction, transactions, operation }) => {
  if (transaction) await transaction.commit(operation);
  // A driver asks again when it did not hear the answer.
  else if (!transactions.wasCommitted(request.transactionId))
    throw new MongoError(251, 'there is no such transaction');
  return { ok: 1 };
};

/** @type {Command} */
const abortTransaction = async ({ transaction }) => {
  if (!transaction) throw new MongoError(251, 'there is no such transaction');
  await transaction.abort('its client aborted it');
  return { ok: 1 };
};

/** @type {Command} */
const endSessions = async ({ request, transactions }) => {
  const list = request.document(request.name);
  const ids = list
    ? [...fieldsOf(list).values()].map((field) => list.toString('latin1', field.value, field.end))
    : [];
  await transactions.endSessions(ids);
  return { ok: 1 };
};

/** @type {Record<string, Command>} */
export const sessions = { commitTransaction, abortTransaction, endSessions, killSessions: endSessions };
