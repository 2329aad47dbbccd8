/** insert, update, delete, findAndModify. */
import { createHash } from 'node:crypto';
import { call, callRetrying } from './calls.mjs';
import { MongoError, toMongoError } from './errors.mjs';
import { truthIn } from './raw-bson.mjs';
import { withIndexNamed, writeErrorsIn } from './write-errors.mjs';

/** @typedef {import('./calls.mjs').Command} Command */
/** @typedef {import('./calls.mjs').Context} Context */

const DUPLICATE_KEY = 11000;
const WRITE_CONFLICT = 112;

/**
 * @param {'insert' | 'update' | 'delete'} name
 * @param {string} sequence how the documents' section is called
 * @returns {Command}
 */
function write(name, sequence) {
  const text = `SELECT p_result::bytea FROM documentdb_api.${name}($1, $2::bytea, $3::bytea)`;
  return async (context) => {
    const { request, transaction } = context;
    const values = [request.database, request.body, request.sequences.get(sequence) ?? null];
    let [reply] = await callRetrying(context, text, values);
    let failed = writeErrorsIn(reply);
    if (failed && !transaction && name === 'update' && isWorthAnotherTry(failed)) {
      [reply] = await call(context, text, values);
      failed = writeErrorsIn(reply);
    }
    if (!failed) return reply;
    if (transaction) await endTransaction(transaction, failed);
    return {
      ...failed.document,
      writeErrors: await Promise.all(failed.writeErrors.map((error) => described(context, error))),
    };
  };
}

/**
 * Two upserts of one key met, and the other's document is there now; or two updates locked each other out. Only when
 * it was the sole statement and did nothing: otherwise a second time would do the rest twice.
 *
 * @param {NonNullable<ReturnType<typeof writeErrorsIn>>} failed
 */
function isWorthAnotherTry({ document, writeErrors }) {
  const [error] = writeErrors;
  return (
    document.n === 0 &&
    writeErrors.length === 1 &&
    (error?.code === DUPLICATE_KEY || error?.code === WRITE_CONFLICT)
  );
}

/**
 * @param {import('./transactions.mjs').Transaction} transaction
 * @param {NonNullable<ReturnType<typeof writeErrorsIn>>} failed
 */
async function endTransaction(transaction, { writeErrors }) {
  await transaction.abort('a write in it failed');
  const conflict = writeErrors.find((error) => error.code === WRITE_CONFLICT);
  // It concerns the whole transaction: as an error of the command it carries the label that makes clients begin again.
  if (conflict) throw new MongoError(WRITE_CONFLICT, conflict.errmsg);
}

/** @param {Context} context @param {import('./write-errors.mjs').WriteError} error */
async function described({ request, operation }, error) {
  if (error.code !== DUPLICATE_KEY) return error;
  const namespace = `${request.database}.${request.target}`;
  const { message, extra } = await withIndexNamed(
    operation.pool,
    namespace,
    new MongoError(error.code, error.errmsg),
  );
  return { ...error, errmsg: message, ...extra };
}

const FIND_AND_MODIFY = 'SELECT p_result::bytea FROM documentdb_api.find_and_modify($1, $2::bytea)';
/**
 * DocumentDB answers the loser of two upserts of one _id with the document that it would have inserted, not with the one
 * that it updated. So upserts of the same document go one after the other; the reference to `turn` makes PostgreSQL
 * take the lock first.
 */
const FIND_AND_UPSERT = `SELECT p_result::bytea FROM (SELECT pg_advisory_xact_lock($3::bigint)::text || $1 AS name OFFSET 0) turn,
  LATERAL documentdb_api.find_and_modify(turn.name, $2::bytea)`;

/** @type {Command} */
const findAndModify = async (context) => {
  const { request, operation } = context;
  const values = [request.database, request.body];
  const upsert = truthIn(request.original, request.fields.get('upsert'));
  try {
    const [reply] = upsert
      ? await callRetrying(context, FIND_AND_UPSERT, [...values, lockOf(context)])
      : await callRetrying(context, FIND_AND_MODIFY, values);
    return reply;
  } catch (error) {
    const known = toMongoError(error);
    if (known.code !== DUPLICATE_KEY) throw error;
    throw await withIndexNamed(operation.pool, `${request.database}.${request.target}`, known);
  }
};

/** @param {Context} context @returns {bigint} the same for the same query on the same collection */
function lockOf({ request }) {
  const hash = createHash('sha1').update(`${request.database}.${request.target}\0`);
  return hash
    .update(request.document('query') ?? '')
    .digest()
    .readBigInt64LE();
}

/** @type {Record<string, Command>} */
export const writes = {
  insert: write('insert', 'documents'),
  update: write('update', 'updates'),
  delete: write('delete', 'deletes'),
  findAndModify,
  findandmodify: findAndModify,
};
