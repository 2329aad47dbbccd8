/** Reading among many messages: the programs that measure it alone, run by this one with one store of messages for both. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {import('../lib/context.mjs').Context} Context */
/** @typedef {import('../lib/measure.mjs').SceneResult} SceneResult */

/** @type {string | undefined} */
let made;
/** Kept until this process ends, so that the messages are stored once. @param {Context} context */
async function folderOf({ reuse }) {
  if (reuse) return reuse;
  made ??= await mkdtemp(join(tmpdir(), 'parley-bench-reads-'));
  return made;
}
export const forgetReads = async () => void (made && (await rm(made, { recursive: true, force: true })));

/** @param {Context} context @param {string} program @param {string[]} args @returns {Promise<import('../lib/measure.mjs').Metric[]>} */
async function run(context, program, args) {
  const { messages, rounds } = context;
  const child = fork(new URL(`../${program}`, import.meta.url), [
    ...[
      '--messages',
      String(messages),
      '--rounds',
      String(rounds),
      '--reuse',
      await folderOf(context),
      ...args,
    ],
  ]);
  /** @type {any[] | undefined} */
  let metrics;
  child.on('message', (sent) => {
    metrics = /** @type {any[]} */ (sent);
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (!metrics) throw new Error(`${program} ended with ${code}`);
  return metrics.map((metric) => ({ variant: 'parley', ...metric }));
}

/** @param {Context} context @param {{ name: string, rooms: number }} scene @returns {Promise<SceneResult>} */
export async function playReads(context, { name, rooms }) {
  return {
    name,
    load: `${context.messages.toLocaleString('en')} messages, half of them in one room; one request after the other over HTTP: pages of 50 anywhere in that room; the list of ${rooms} rooms with unread messages, and a connect to its \`ready\``,
    metrics: await run(context, 'reads.mjs', ['--rooms', String(rooms), '--settle', '15000']),
    faults: [],
  };
}

/** @param {Context} context @param {{ name: string, queries: number }} scene @returns {Promise<SceneResult>} */
export async function playSearch(context, { name, queries }) {
  return {
    name,
    load: `the same messages; twelve kinds of queries, ${queries} of each a round, one after the other over HTTP`,
    metrics: await run(context, 'search.mjs', ['--queries', String(queries)]),
    faults: [],
  };
}
