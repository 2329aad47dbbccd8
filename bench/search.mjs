/**
 * How long a search takes among many messages. They go into the database in bulk, through the compiled code, as sends would
 * store them: half of them in one room, the others in 19, of words as frequent as those of a language are. Every kind of
 * query is then asked over HTTP, in rounds; the plan of each database query is read from the database.
 *
 *   npm run bench:search -- --messages 1000000            needs a build (npm start or npm test make one)
 */
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getConnectionToken } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { startServices } from '../tools/services/index.mjs';

/** By an address that the type checker does not follow: what was built is no source. @param {string} path @returns {Promise<any>} */
const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { createApp, stopApp } = await built('app.setup.js');
const { Config } = await built('config/config.js');
const { HeadRepository } = await built('messages/head.repository.js');
const { MessageRepository } = await built('messages/message.repository.js');

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
});
const MESSAGES = Number(values.messages);
const ROUNDS = Number(values.rounds);
const QUERIES = 25;
const ROOMS = 20;
const BATCH = 2_000;
const YEAR_MS = 365 * 86_400_000;

let seed = 42;
/** The same in every run. */
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
/** @param {number} below */
const pick = (below) => Math.floor(random() * below);

const syllables =
  'ka to mi re sun ber lin do pa cho ny ze fra gu ti lo wen ar is ko sta pre ung mar tel vo'.split(' ');
const vocabulary = [
  ...new Set(
    Array.from({ length: 60_000 }, () =>
      Array.from({ length: 2 + pick(3) }, () => syllables[pick(syllables.length)]).join(''),
    ),
  ),
].slice(0, 40_000);
/** The nth word comes one nth as often as the first, as in any language. */
const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'ka';

/** @param {number[]} times @param {number} q */
const quantile = (times, q) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * q) - 1] ?? Number.NaN;
/** @param {number} ms */
const shown = (ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
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

const name = `bench-${Date.now().toString(36)}`;
const { token, user } = await post('/auth/register', {
  username: name,
  email: `${name}@example.org`,
  password: 'correct horse battery',
});
/** @type {string[]} */
const rooms = [];
for (let n = 0; n < ROOMS; n += 1)
  rooms.push((await post('/rooms', { name: `${name} ${n}`, type: 'private' }, token)).room.id);

const repository = app.get(MessageRepository, { strict: false });
/** @type {import('mongoose').Connection} */
const connection = app.get(getConnectionToken(), { strict: false });
const model = connection.model('Message');
// An index that is built at once is built faster than by a million steps.
await model.collection.dropIndex('conversation_id_1_terms_1');
await model.collection.dropIndex('content_text');

const heads = new Map();
/** @type {Promise<void>[]} */
const loading = [];
const began = Date.now();
for (let done = 0; done < MESSAGES; done += BATCH) {
  const messages = Array.from({ length: Math.min(BATCH, MESSAGES - done) }, (_, index) => {
    const room = /** @type {string} */ (rooms[random() < 0.5 ? 0 : 1 + pick(ROOMS - 1)]);
    const seq = (heads.get(room)?.seq ?? 0) + 1;
    const id = new mongoose.Types.ObjectId().toHexString();
    heads.set(room, { seq, top: seq, rev: 0, shown: { seq, id } });
    return {
      ...{ id, conversation: { id: room, type: 'room' }, sender_id: user.id, client_id: null, kind: 'text' },
      content: Array.from({ length: 3 + pick(14) }, word).join(' '),
      ...{ mentions: [], mentions_room: false, mentions_here: false, attachments: [], link_previews: [] },
      ...{ forwarded_from: null, call: null, parent_id: null, also_in_room: false, seq, top: seq, rev: 0 },
      ...{ reactions: [], edited_at: null, deleted: false, pinned: false },
      created_at: new Date(began - YEAR_MS + ((done + index) / MESSAGES) * YEAR_MS),
    };
  });
  loading.push(repository.insert(/** @type {any} */ (messages)));
  if (loading.length >= 3) await Promise.all(loading.splice(0));
}
await Promise.all(loading);
await app.get(HeadRepository, { strict: false }).advance(heads);
const loaded = Date.now();
await model.createIndexes();
const indexed = Date.now();
console.log(
  `${MESSAGES} messages stored in ${((loaded - began) / 1_000).toFixed(0)} s, both indexes built in ${((indexed - loaded) / 1_000).toFixed(0)} s`,
);
const { indexSizes = {} } = await /** @type {any} */ (connection.db).command({ collStats: 'messages' });
for (const index of ['conversation_id_1_terms_1', 'content_text'])
  console.log(`  ${index}: ${((indexSizes[index] ?? 0) / 2 ** 20).toFixed(0)} MB`);

/** Words around one place of the list of frequencies. @param {number} rank */
const around = (rank) =>
  vocabulary[Math.min(vocabulary.length - 1, Math.floor(rank * (0.8 + random() * 0.4)))] ?? 'ka';
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
  [
    'a word on a day',
    () => ({ query: `${around(50)} on:${new Date(began - random() * YEAR_MS).toISOString().slice(0, 10)}` }),
  ],
  ['without a word', () => ({ query: `${around(300)} -${around(5)} ` })],
  ['by relevance', () => ({ query: `${around(500)} `, sort: 'relevance' })],
];

/** @type {[string, object][]} */
const scopes = [
  ['in the room of half of them', { room_id: rooms[0] }],
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

for (const [scope, where] of scopes) {
  console.log(`\n${scope}: best of ${ROUNDS} rounds of ${QUERIES} queries`);
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
    const p95 = Math.min(...rounds.map((times) => quantile(times, 0.95)));
    const p50 = Math.min(...rounds.map((times) => quantile(times, 0.5)));
    const plans = await plansOf({ ...make(), ...where });
    const note = broad > 0 ? `; ${broad} answered search_too_broad` : '';
    console.log(
      `  ${kind.padEnd(22)} p50 ${shown(p50).padStart(8)}  p95 ${shown(p95).padStart(8)}  ${plans}${note}`,
    );
  }
  const best = all.map((times) => quantile(times, 0.95));
  console.log(`  all of them: p95 ${shown(Math.min(...best))}`);
}

await stopApp(app);
await services.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);
