/** Collections, indexes and databases. */
import { deserialize } from 'bson';
import { call, callRetrying } from './calls.mjs';
import { fromSqlState, MongoError } from './errors.mjs';
import { numberIn } from './raw-bson.mjs';

/** @typedef {import('./calls.mjs').Command} Command */
/** @typedef {import('./request.mjs').CommandRequest} CommandRequest */

/** @type {Command} */
const createIndexes = async (context) => {
  const { request } = context;
  const text = 'SELECT documentdb_api_internal.create_indexes_non_concurrently($1, $2::bytea, true)::bytea';
  const [reply] = await callRetrying(context, text, [request.database, request.body]);
  const { raw, ...rest } = deserialize(reply);
  const { ok, code, errmsg, ...details } = raw?.defaultShard ?? rest;
  if (ok !== 1) throw fromSqlState(code ?? '', errmsg ?? 'the index cannot be created');
  return { ...details, ok: 1 };
};

/** @type {Command} */
const dropIndexes = async (context) => {
  const { request } = context;
  // What a CALL gives back cannot be cast to bytea, so it comes as the type's text.
  const [reply] = await call(context, 'CALL documentdb_api.drop_indexes($1, $2::bytea, null)', [
    request.database,
    request.body,
  ]);
  return Buffer.from(reply.replace(/^BSONHEX/, ''), 'hex');
};

/** @type {Command} */
const drop = async (context) => {
  const { request } = context;
  const [existed] = await call(context, 'SELECT documentdb_api.drop_collection($1, $2)', [
    request.database,
    request.target,
  ]);
  if (existed !== 't') throw new MongoError(26, 'ns not found');
  return { ns: `${request.database}.${request.target}`, ok: 1 };
};

/** @type {Command} */
const dropDatabase = async (context) => {
  const { database } = context.request;
  await call(context, 'SELECT documentdb_api.drop_database($1)', [database]);
  return { dropped: database, ok: 1 };
};

/**
 * @param {string} expression
 * @param {(request: CommandRequest) => unknown[]} values
 * @returns {Command}
 */
function bsonFrom(expression, values) {
  const text = `SELECT documentdb_api.${expression}::bytea`;
  return async (context) => (await callRetrying(context, text, values(context.request)))[0];
}

/** @param {CommandRequest} request */
const scale = (request) => numberIn(request.original, request.fields.get('scale')) ?? 1;

const create = bsonFrom('create_collection_view($1, $2::bytea)', (request) => [
  request.database,
  request.body,
]);
const collMod = bsonFrom('coll_mod($1, $2, $3::bytea)', (request) => [
  request.database,
  request.target,
  request.body,
]);
const dbStats = bsonFrom('db_stats($1, $2)', (request) => [request.database, scale(request)]);
const collStats = bsonFrom('coll_stats($1, $2, $3)', (request) => [
  request.database,
  request.target,
  scale(request),
]);
const listDatabases = bsonFrom('list_databases($1::bytea)', (request) => [request.body]);
const renameCollection = bsonFrom('rename_collection($1::bytea)', (request) => [request.body]);

/** @type {Record<string, Command>} */
export const catalog = {
  createIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  create,
  drop,
  dropDatabase,
  collMod,
  dbStats,
  dbstats: dbStats,
  collStats,
  collstats: collStats,
  listDatabases,
  renameCollection,
};
