/**
 * How long a search takes among many messages: half of them in one room, the others in 19. Every kind of query is asked
 * over HTTP, in rounds; then the plan of each database query is read from the database.
 *
 *   npm run bench:search -- --messages 1000000            needs a build (npm start or npm test make one)
 *
 * --reuse FOLDER keeps the data there, and asks what is there already. --rounds 0 only stores it.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { openBigStore } from './lib/big-store.mjs';
import { percentile } from './lib/numbers.mjs';
import { around, someDay } from './lib/search-data.mjs';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    queries: { type: 'string', default: '25' },
    reuse: { type: 'string' },
  },
});
const ROUNDS = Number(values.rounds);
const QUERIES = Number(values.queries);
/** What the bench of all scenes gets. @type {{ load: string, name: string, unit: string, values: number[] }[]} */
const metrics = [];

/** @param {number[]} times */
const p95Of = (times) => percentile(times, 0.95);
/** @param {number[]} times */
const median = (times) => percentile(times, 0.5);
/** @param {number} ms */
const shown = (ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

const { post, connection, model, data, token, close } = await openBigStore(values);

const { indexSizes = {} } = await /** @type {any} */ (connection.db).command({ collStats: 'messages' });
for (const index of ['conversation_id_1_terms_1', 'content_text'])
  console.log(`  ${index}: ${((indexSizes[index] ?? 0) / 2 ** 20).toFixed(0)} MB`);

/** @type {[string, () => object][]} */
const kinds = [
  ['a rare word', () => ({ query: `${around(10_000)} ` })],
  ['a middling word', () => ({ query: `${around(500)} ` })],
  ['a common word', () => ({ query: `${around(5)} ` })],
  ['two common words', () => ({ query: `${around(4)} ${around(9)} ` })],
  ['common and rare', () => ({ query: `${around(5)} ${around(5_000)} ` })],
  ['beginning, as typed', () => ({ query: around(2_000).slice(0, 4) })],
  ['part of a word', () => ({ query: around(2_000).slice(1, 6) })],
  ['a phrase', () => ({ query: `"${around(20)} ${around(40)}"` })],
  ['nothing there', () => ({ query: 'xylophonequartz' })],
  ['a word on a day', () => ({ query: `${around(50)} on:${someDay(data)}` })],
  ['without a word', () => ({ query: `${around(300)} -${around(5)} ` })],
  ['by relevance', () => ({ query: `${around(500)} `, sort: 'relevance' })],
];

/** @type {[string, object][]} */
const scopes = [
  ['in the room of half of them', { room_id: data.rooms[0] }],
  ['everywhere', {}],
];

/** @param {object} body */
const search = (body) => post('/search', { ...body, remember: false, limit: 20 }, token);

/** Reads the plans of what one search asks the messages. @param {object} body */
async function plansOf(body) {
  /** @type {Set<string>} */
  const plans = new Set();
  /** @type {[object, object][]} */
  const asked = [];
  mongoose.set('debug', (collection, method, filter, options) => {
    if (collection === 'messages' && method === 'find' && 'deleted' in filter) asked.push([filter, options]);
  });
  await search(body);
  mongoose.set('debug', false);
  for (const [filter, options] of asked) {
    const { sort, limit, hint } = /** @type {any} */ (options);
    const explained = /** @type {any} */ (
      await model.collection
        .find(filter, { ...(hint && { hint }) })
        .sort(sort)
        .limit(limit)
        .explain('queryPlanner')
    );
    const plan = explained.queryPlanner.winningPlan;
    const used = /using "?(\w+)"?|on "(\w+)"/.exec(JSON.stringify(plan.plan ?? plan).replaceAll('\\"', '"'));
    plans.add(`${plan.stage} ${used?.[1] ?? used?.[2] ?? ''}`.trim());
  }
  return [...plans].join(', then ');
}

for (const [scope, where] of ROUNDS > 0 ? scopes : []) {
  console.log(`\n${scope}: the median of ${ROUNDS} rounds of ${QUERIES} queries`);
  /** @type {number[][]} */
  const all = Array.from({ length: ROUNDS }, () => []);
  for (const [kind, make] of kinds) {
    /** @type {number[][]} */
    const rounds = [];
    let broad = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      /** @type {number[]} */
      const times = [];
      for (let n = 0; n < QUERIES; n += 1) {
        const body = { ...make(), ...where };
        const start = performance.now();
        const { code } = await search(body);
        times.push(performance.now() - start);
        if (code) broad += 1;
      }
      rounds.push(times);
      all[round]?.push(...times);
    }
    const p95 = median(rounds.map((times) => p95Of(times)));
    const p50 = median(rounds.map((times) => median(times)));
    const plans = await plansOf({ ...make(), ...where });
    const remark = broad > 0 ? `; ${broad} answered search_too_broad` : '';
    console.log(
      `  ${kind.padEnd(22)} p50 ${shown(p50).padStart(8)}  p95 ${shown(p95).padStart(8)}  ${plans}${remark}`,
    );
  }
  const p95 = median(all.map((times) => p95Of(times)));
  for (const q of [0.5, 0.95, 0.99])
    metrics.push({
      load: scope,
      name: `p${q * 100}`,
      unit: 'ms',
      values: all.map((times) => percentile(times, q)),
    });
  console.log(`  all of them: p95 ${shown(p95)}, load average ${loadavg()[0]?.toFixed(1)}`);
}

await close();
process.send?.(metrics);
process.disconnect?.();
