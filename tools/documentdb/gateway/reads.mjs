/** find, aggregate and the lists with their cursors; count and distinct. */
import { deserialize, Long } from 'bson';
import { call } from './calls.mjs';

/** @typedef {import('./calls.mjs').Command} Command */

/** @param {string} name @returns {Command} */
function firstPage(name) {
  const text = `SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.${name}_cursor_first_page($1, $2::bytea, $3)`;
  return async (context) => {
    const { request, cursors } = context;
    const id = cursors.newId();
    const [page, continuation] = await call(context, text, [request.database, request.body, id]);
    cursors.keep(id, continuation);
    return page;
  };
}

const GET_MORE =
  'SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2::bytea, $3::bytea)';

/** @type {Command} */
const getMore = async (context) => {
  const { request, cursors } = context;
  const id = request.bigint('getMore') ?? 0n;
  const { continuation } = cursors.get(id);
  const [page, next] = await call(context, GET_MORE, [request.database, request.body, continuation]);
  cursors.keep(id, next);
  return page;
};

/** @type {Command} */
const killCursors = async ({ request, cursors }) => {
  /** @type {Long[]} */
  const killed = [];
  /** @type {Long[]} */
  const unknown = [];
  for (const value of deserialize(request.original, { useBigInt64: true }).cursors ?? []) {
    const id = BigInt(value);
    (cursors.kill(id) ? killed : unknown).push(Long.fromBigInt(id));
  }
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

/** @param {string} name @returns {Command} */
function single(name) {
  const text = `SELECT document::bytea FROM documentdb_api.${name}($1, $2::bytea)`;
  return async (context) => (await call(context, text, [context.request.database, context.request.body]))[0];
}

/** @type {Record<string, Command>} */
export const reads = {
  find: firstPage('find'),
  aggregate: firstPage('aggregate'),
  listCollections: firstPage('list_collections'),
  listIndexes: firstPage('list_indexes'),
  getMore,
  killCursors,
  count: single('count_query'),
  distinct: single('distinct_query'),
};
