/** explain: PostgreSQL's plan, with as much of MongoDB's form as tells whether an index serves. */
import { MongoError } from './errors.mjs';
import { fieldsOf, stringIn } from './raw-bson.mjs';

/** @type {Record<string, string>} */
const FUNCTIONS = { find: 'find', aggregate: 'pipeline', count: 'count', distinct: 'distinct' };

/** @type {import('./calls.mjs').Command} */
export const explain = async ({ request, withClient }) => {
  const command = request.document('explain');
  const first = command && fieldsOf(command).values().next().value;
  const name = FUNCTIONS[first?.name ?? ''];
  if (!command || !name)
    throw new MongoError(115, `explain is supported for ${Object.keys(FUNCTIONS).join(', ')} only`);
  const analyze = request.string('verbosity') === 'executionStats';
  // Not prepared: EXPLAIN of a function's plan needs the command as a literal.
  const text = `EXPLAIN (COSTS OFF, ANALYZE ${analyze}) SELECT document FROM documentdb_api_catalog.bson_aggregation_${name}($1, $2::bytea)`;
  const { rows } = await withClient((client) =>
    client.query({ text, values: [request.database, command], rowMode: 'array' }),
  );
  const lines = rows.map((/** @type {string[]} */ row) => String(row[0]));
  const namespace = `${request.database}.${stringIn(command, first)}`;
  return { queryPlanner: { namespace, winningPlan: { stage: stageOf(lines), plan: lines } }, ok: 1 };
};

/** @param {string[]} lines */
function stageOf(lines) {
  const text = lines.join('\n');
  const scans = [...text.matchAll(/Index (?:Only )?Scan (?:Backward )?(?:using|on) (\S+)/g)];
  // PostgreSQL also walks the whole collection along its primary key; that serves only when _id is in the condition.
  const serves = scans.some(([, name]) => name !== '_id_' && !name?.startsWith('collection_pk_'));
  if (serves || /Index Cond:.*object_id/.test(text)) return /Seq Scan/.test(text) ? 'COLLSCAN' : 'IXSCAN';
  return scans.length > 0 || /Seq Scan/.test(text) ? 'COLLSCAN' : 'EOF';
}
