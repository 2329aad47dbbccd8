/**
 * What it costs the server to bring a message to N people, Parley beside bare Socket.IO, round by round in one run. Parley
 * authorises, numbers, stores and counts; bare does none of it. The figure is the time on a core of the server's process for
 * each delivery, which other load on the machine disturbs little.
 *
 *   npm run bench                 three rounds of every scene; needs a build (npm start or npm test make one)
 *   npm run bench -- --smoke      one short round of two scenes
 *
 * --scene TEXT plays the scenes whose name has it (`--scene 10` all of them, `--scene "of 100"` one), --rounds N so many
 * rounds, --profile one more load of Parley under the profiler, with a summary and a file for DevTools.
 */
import { fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { median, quantile, round, spread } from './lib/numbers.mjs';
import { cpuOf } from './lib/process-stats.mjs';
import { keepProfile, printProfile, profiled, summarise } from './lib/profile.mjs';
import { startBare, startParley } from './lib/targets.mjs';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    scene: { type: 'string', default: '' },
    rounds: { type: 'string' },
  },
});
const { smoke, json } = flags;
const ROUNDS = Number(flags.rounds ?? (smoke ? 1 : 3));
const RESULTS = new URL('results/', import.meta.url);
const WARM_MS = smoke ? 500 : 2_000;
const LOAD_MS = smoke ? 2_000 : 8_000;
/** Of the capacity that Parley showed in this scene. */
const SHARE = 0.5;
/** Above these the generator or the machine is what was measured. */
const GENERATOR_MOST = 0.9;
const DRIFT_MOST = 0.15;

const scenes = [
  { name: 'one room of 10', rooms: 1, members: 10 },
  { name: 'one room of 100', rooms: 1, members: 100 },
  { name: 'one room of 500', rooms: 1, members: 500 },
  { name: 'one room of 1,000', rooms: 1, members: 1_000 },
  { name: '200 rooms of 10', rooms: 200, members: 10 },
]
  .slice(0, smoke ? 2 : undefined)
  .filter(({ name }) => name.includes(flags.scene));

/** @typedef {import('./lib/targets.mjs').Target} Target */

const child = fork(new URL('./lib/generator.mjs', import.meta.url));
/** @param {string} command @param {object} [options] @returns {Promise<any>} */
const generator = (command, options = {}) =>
  new Promise((resolve, reject) => {
    child.once('message', (/** @type {{ result?: unknown, error?: string }} */ { result, error }) =>
      error ? reject(new Error(error)) : resolve(result),
    );
    child.send({ command, options });
  });

/** @param {Target} target @param {number} rate @param {number} members */
async function measure(target, rate, members) {
  const options = { rate, perSend: members };
  await generator('load', { ...options, durationMs: WARM_MS });
  const before = cpuOf(target.pid);
  const result = await generator('load', { ...options, durationMs: LOAD_MS });
  return { ...result, cpuUs: cpuOf(target.pid) - before };
}

/** @param {Target} target @param {Awaited<ReturnType<Target['seat']>>} seating @param {number} rate */
async function playRound(target, seating, rate) {
  await generator('connect', { url: target.url, seating });
  const result = await measure(target, rate, seating.members);
  await generator('disconnect');
  return result;
}

/** @param {{ name: string, rooms: number, members: number }} scene */
async function play({ name, rooms, members }) {
  const seatings = {
    bare: await bare.seat(rooms, members),
    parley: await parley.seat(rooms, members),
  };
  await generator('connect', { url: parley.url, seating: seatings.parley });
  const { perSecond } = await generator('capacity', { inFlight: 16, durationMs: WARM_MS });
  await generator('disconnect');
  const rate = perSecond * SHARE;
  /** @type {{ bare: any[], parley: any[] }} */
  const results = { bare: [], parley: [] };
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const target of n % 2 === 0 ? [bare, parley] : [parley, bare])
      results[target.name].push(await playRound(target, seatings[target.name], rate));
  }
  if (flags.profile) await profile(name, seatings.parley, rate);
  return { name, rate, capacity: perSecond, ...results, faults: faultsOf(results) };
}

/** @param {string} name @param {Awaited<ReturnType<Target['seat']>>} seating @param {number} rate */
async function profile(name, seating, rate) {
  await generator('connect', { url: parley.url, seating });
  const { result, profile } = await profiled(parley.inspector ?? 0, () =>
    generator('load', { rate, perSend: seating.members, durationMs: LOAD_MS }),
  );
  await generator('disconnect');
  await mkdir(RESULTS, { recursive: true });
  const file = new URL(`${name.replaceAll(/\W+/g, '-')}.cpuprofile`, RESULTS).pathname;
  await keepProfile(file, profile);
  printProfile(summarise(profile, result.sent), `${name}, ${Math.round(rate)} sends/s`);
  process.stdout.write(`  ${file}\n\n`);
}

/** Why a scene cannot be believed. @param {{ bare: any[], parley: any[] }} results */
function faultsOf({ bare: bares, parley: parleys }) {
  const all = [...bares, ...parleys];
  const costs = bares.map(costOf);
  return [
    all.some(({ generatorShare }) => generatorShare > GENERATOR_MOST) && 'the generator was the bottleneck',
    all.some(({ delivered, expected }) => delivered !== expected) && 'not everything was delivered',
    all.some(({ outOfOrder }) => outOfOrder > 0) && 'something came out of order',
    all.some(({ refused }) => refused > 0) && 'something was refused',
    Math.max(...costs) / Math.min(...costs) - 1 > DRIFT_MOST && 'bare drifted by more than 15 %',
  ].filter(Boolean);
}

/** µs on a core for each delivery. @param {{ cpuUs: number, delivered: number }} result */
const costOf = ({ cpuUs, delivered }) => cpuUs / delivered;

const bare = await startBare();
const parley = await startParley({ durable: true, inspect: flags.profile });
const played = [];
try {
  process.stdout.write(`${availableParallelism()} cores, database ${parley.database}, ${ROUNDS} rounds\n\n`);
  process.stdout.write(
    '| scene | sends/s | µs a delivery: bare | Parley | bare/Parley | µs a send over bare | delivered p50, p99 ms: bare | Parley |\n|---|---|---|---|---|---|---|---|\n',
  );
  for (const scene of scenes) {
    const result = await play(scene);
    played.push(result);
    const [b, p] = [result.bare.map(costOf), result.parley.map(costOf)];
    const times = (/** @type {any[]} */ rounds) =>
      [0.5, 0.99]
        .map((q) => round(median(rounds.map(({ deliveredAfter }) => quantile(deliveredAfter, q)))))
        .join(', ');
    const perSend = result.parley.map((one, n) => (one.cpuUs - (result.bare[n]?.cpuUs ?? 0)) / one.sent);
    process.stdout.write(
      `| ${scene.name} | ${Math.round(result.rate)} of ${Math.round(result.capacity)} | ${spread(b)} | ${spread(p)} | ${Math.round((median(b) / median(p)) * 100)} % | ${spread(perSend, 0)} | ${times(result.bare)} | ${times(result.parley)} |\n`,
    );
    for (const fault of result.faults) process.stdout.write(`  not valid: ${fault}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(played.map(summary))}\n`);
} finally {
  child.kill();
  await Promise.all([bare.stop(), parley.stop()]);
}

/** @param {Awaited<ReturnType<typeof play>>} played */
function summary({ bare: bares, parley: parleys, ...rest }) {
  const short = (/** @type {any} */ { acknowledgedAfter, deliveredAfter, ...one }) => one;
  return { ...rest, bare: bares.map(short), parley: parleys.map(short) };
}
