/**
 * What Parley costs beside bare Socket.IO, which is started in the same run and plays the same scenes in turn with it.
 *
 *   npm run bench                       every scene, three rounds; needs a build (npm start or npm test make one)
 *   npm run bench -- --smoke            all that sends, in small: whether it works, not what it costs
 *   npm run bench -- --scene "of 100"   the scenes whose name has this text; may be given several times
 *   npm run bench -- --rounds 5
 *   npm run bench -- --profile          one more load of Parley under the profiler, with a summary and a file for DevTools
 *   npm run bench -- --messages 5000000 so many messages for the scenes that read (100,000 unless said; stored first)
 *
 * Writes latest.json and latest.html into bench/results (or --results FOLDER), and compares with the goals, as `npm run bench:check` does again. Fails
 * when a scene could not be played or is not valid.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { profiler, RESULTS } from './lib/context.mjs';
import { Generators } from './lib/generators.mjs';
import { goalsText } from './lib/goals.mjs';
import { page } from './lib/page.mjs';
import { watchRedis } from './lib/redis-stats.mjs';
import { sceneText } from './lib/report.mjs';
import { startWorld } from './lib/servers.mjs';
import { warmUp } from './lib/warm.mjs';
import { scenesOf } from './scenes/all.mjs';
import { forgetReads } from './scenes/reads.mjs';

const { values: flags } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    scene: { type: 'string', multiple: true, default: [''] },
    rounds: { type: 'string' },
    messages: { type: 'string' },
    reuse: { type: 'string' },
    results: { type: 'string' },
  },
});
const { smoke } = flags;
const WARM_UP_MS = 12_000;
const times = smoke
  ? { warmMs: 100, capacityMs: 200, loadMs: 300 }
  : { warmMs: 300, capacityMs: 1_500, loadMs: 1_800 };

const scenes = scenesOf({ smoke }).filter(({ name }) => flags.scene.some((text) => name.includes(text)));
if (scenes.length === 0) throw new Error(`No scene has one of ${JSON.stringify(flags.scene)} in its name.`);

const began = performance.now();
const world = await startWorld({ inspect: flags.profile });
const generators = new Generators();
const redis = watchRedis(world.backends.redisUrl);
/** @type {import('./lib/context.mjs').Context} */
const context = {
  ...{ world, generators, redis, smoke, ...times },
  rounds: Number(flags.rounds ?? (smoke ? 1 : 3)),
  messages: Number(flags.messages ?? 100_000),
  reuse: flags.reuse,
  profile: profiler(world.parley, generators),
};
const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, database ${world.backends.database}`;
process.stdout.write(`${machine}, ${context.rounds} round(s), load average ${loadavg()[0]?.toFixed(1)}\n\n`);

/** @type {import('./lib/measure.mjs').SceneResult[]} */
const results = [];
try {
  if (!smoke) await warmUp(context, WARM_UP_MS);
  for (const scene of scenes) {
    const started = performance.now();
    const result = await scene.play(context).catch((error) => ({
      ...{ name: scene.name, load: 'not played', metrics: [], faults: [`it could not be played: ${error}`] },
    }));
    results.push(result);
    process.stdout.write(sceneText(result));
    process.stdout.write(`${((performance.now() - started) / 1_000).toFixed(0)} s\n\n`);
  }
} finally {
  redis.disconnect();
  await generators.stop();
  await world.stop();
  await forgetReads();
}

const seconds = Math.round((performance.now() - began) / 1_000);
const run = {
  ...{ at: new Date().toISOString(), machine, rounds: context.rounds, messages: context.messages, smoke },
  ...{ load_average: loadavg()[0], seconds, scenes: results },
};
const folder = flags.results ?? RESULTS;
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'latest.json'), JSON.stringify(run, null, 1));
await writeFile(join(folder, 'latest.html'), page(run));
process.stdout.write(goalsText(run));
process.stdout.write(`\n${seconds} s, ${join(folder, 'latest.html')}\n`);
// Whether a machine that does other work is quick enough is not what CI asks.
const broken = /** @param {string} fault */ (fault) => !smoke || !/drifted|bottleneck/.test(fault);
if (results.some(({ faults }) => faults.some(broken))) process.exitCode = 1;
