/** The errors of single writes, which stand inside a reply that is itself a success. */
import { deserialize } from 'bson';
import { fromSqlState, MongoError } from './errors.mjs';
import { fieldsOf } from './raw-bson.mjs';

const NAME = Buffer.from('writeErrors\0');

/** @typedef {{ index: number, code: number, errmsg: string, keyPattern?: object }} WriteError */

/**
 * @param {Buffer} reply
 * @returns {{ document: Record<string, unknown>, writeErrors: WriteError[] } | undefined} nothing when it has none
 */
export function writeErrorsIn(reply) {
  // The bytes are searched first, since nearly every reply lacks them.
  if (!reply.includes(NAME) || !fieldsOf(reply).has('writeErrors')) return undefined;
  const document = deserialize(reply);
  const writeErrors = document.writeErrors.map((/** @type {WriteError} */ error) => {
    const { code, message } = fromSqlState(error.code, error.errmsg);
    return { ...error, code, errmsg: message };
  });
  return { document, writeErrors };
}

/**
 * @param {import('./pool.mjs').Pool} pool
 * @param {string} namespace
 * @param {MongoError} error of a duplicate key
 * @returns {Promise<MongoError>} the same with MongoDB's message, which names the index, and the index's keys
 */
export async function withIndexNamed(pool, namespace, error) {
  const [database = '', ...collection] = namespace.split('.');
  const name =
    /Index '([^']*)'/.exec(error.message)?.[1] ?? (/"collection_pk_/.test(error.message) ? '_id_' : null);
  const id = /documents_rum_index_(\d+)/.exec(error.message)?.[1] ?? null;
  const lease = await pool.take();
  try {
    const { rows } = await lease.client.query({
      name: 'index-of-duplicate',
      text: `SELECT (i.index_spec).index_name, (i.index_spec).index_key::bytea
        FROM documentdb_api_catalog.collection_indexes i JOIN documentdb_api_catalog.collections c USING (collection_id)
        WHERE c.database_name = $1 AND c.collection_name = $2 AND ((i.index_spec).index_name = $3 OR i.index_id = $4)`,
      values: [database, collection.join('.'), name, id],
    });
    const index = rows[0];
    const message = `E11000 duplicate key error collection: ${namespace} index: ${index?.index_name ?? name ?? 'unknown'}`;
    return new MongoError(11000, message, { extra: index && { keyPattern: deserialize(index.index_key) } });
  } catch {
    return error;
  } finally {
    lease.release();
  }
}
