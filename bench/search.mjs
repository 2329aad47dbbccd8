/**
 * How long a search takes among many messages: half of them in one room, the others in 19. Every kind of query is asked
 * over HTTP, in rounds; then the plan of each database query is read from the database.
 *
 *   npm run bench:search -- --messages 1000000            needs a build (npm start or npm test make one)
 *
 * --reuse FOLDER keeps the data there, and asks what is there already. --rounds 0 only stores it.
 */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { getConnectionToken } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { startServices } from '../tools/services/index.mjs';
import { around, signIn, someDay, store } from './lib/search-data.mjs';

const BUILD = new URL('../dist/', import.meta.url);
/** By an address that the type checker does not follow: what was built is no source. @param {string} path @returns {Promise<any>} */
const built = (path) => import(new URL(path, BUILD).href);
const { createApp, stopApp } = await built('app.setup.js');
const { Config } = await built('config/config.js');
const { HeadRepository } = await built('messages/head.repository.js');
const { MessageRepository } = await built('messages/message.repository.js');

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    reuse: { type: 'string' },
  },
});
const ROUNDS = Number(values.rounds);
const QUERIES = 25;

/** @param {number[]} times @param {number} q */
const quantile = (times, q) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * q) - 1] ?? Number.NaN;
/** @param {number[]} times */
const median = (times) => quantile(times, 0.5);
/** @param {number} ms */
const shown = (ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

const dataDir = values.reuse ? resolve(values.reuse) : await mkdtemp(join(tmpdir(), 'parley-bench-'));
const services = await startServices({
  env: process.env,
  dataDir,
  log: () => {},
  durable: false,
  nodePath: process.execPath,
});
const app = await createApp(
  Config.read({
    MONGODB_URI: services.mongodb.url,
    REDIS_URL: services.redis.url,
    DATA_DIR: dataDir,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_SCALE: '100000',
    JWT_SECRET: 'a secret of the benchmark that is long enough',
  }),
);
await app.listen(0, '127.0.0.1');
const url = `http://127.0.0.1:${app.getHttpServer().address().port}/api`;

/** @param {string} path @param {object} body @param {string} [token] */
async function post(path, body, token) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = /** @type {any} */ (await response.json());
  if (!response.ok && answer.code !== 'search_too_broad')
    throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** @type {import('mongoose').Connection} */
const connection = app.get(getConnectionToken(), { strict: false });
const model = connection.model('Message');
const note = join(dataDir, 'search-data.json');
/** @type {import('./lib/search-data.mjs').Data} */
const data = existsSync(note)
  ? JSON.parse(await readFile(note, 'utf8'))
  : await store({
      post,
      count: Number(values.messages),
      model,
      repository: app.get(MessageRepository, { strict: false }),
      heads: app.get(HeadRepository, { strict: false }),
    });
if (values.reuse) await writeFile(note, JSON.stringify(data));
const token = await signIn(post, data);

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
    const p95 = median(rounds.map((times) => quantile(times, 0.95)));
    const p50 = median(rounds.map((times) => median(times)));
    const plans = await plansOf({ ...make(), ...where });
    const remark = broad > 0 ? `; ${broad} answered search_too_broad` : '';
    console.log(
      `  ${kind.padEnd(22)} p50 ${shown(p50).padStart(8)}  p95 ${shown(p95).padStart(8)}  ${plans}${remark}`,
    );
  }
  const p95 = median(all.map((times) => quantile(times, 0.95)));
  console.log(`  all of them: p95 ${shown(p95)}, load average ${loadavg()[0]?.toFixed(1)}`);
}

await stopApp(app);
await services.stop();
if (!values.reuse) await rm(dataDir, { recursive: true, force: true });
