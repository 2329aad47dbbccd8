/** One load on one server, and what it cost. */
import { setTimeout as pause } from 'node:timers/promises';
import { round } from './numbers.mjs';
import { cpuOf } from './process-stats.mjs';

/**
 * @typedef {import('./generators.mjs').Generators} Generators
 * @typedef {object} Metric a figure of one scene, with its value in each round
 * @property {string} variant `bare`, `parley` …
 * @property {string} load `50 %`; empty where there is one load only
 * @property {string} name
 * @property {string} unit
 * @property {number[]} values
 *
 * @typedef {object} SceneResult
 * @property {string} name
 * @property {string} load exactly what was done
 * @property {Metric[]} metrics
 * @property {string[]} faults why it cannot be believed
 */

/** Sends in flight of a closed loop. */
export const IN_FLIGHT = 16;
/** Of its capacity: the open loops. */
export const SHARES = [0.5, 0.8];
/** Above this the generator is what was measured. */
const GENERATOR_MOST = 0.9;
/** Bare is the yardstick: it must not change while others are measured by it. */
const DRIFT_MOST = 0.15;

/** Gathers the figures of a scene, round by round. */
export class Sheet {
  /** @type {Map<string, Metric>} */
  #metrics = new Map();
  /** @type {Set<string>} */
  faults = new Set();

  /** @param {string} variant @param {string} load @param {Record<string, [value: number, unit: string]>} figures */
  add(variant, load, figures) {
    for (const [name, [value, unit]] of Object.entries(figures)) {
      const key = JSON.stringify([variant, load, name]);
      const metric = this.#metrics.get(key) ?? { variant, load, name, unit, values: [] };
      metric.values.push(round(value, 3));
      this.#metrics.set(key, metric);
    }
  }

  /** @param {unknown} condition @param {string} fault */
  faultIf(condition, fault) {
    if (condition) this.faults.add(fault);
  }

  /** Whether bare cost the same in all rounds. @param {string} name of the metric */
  faultIfBareDrifted(name) {
    for (const { variant, load, name: found, values } of this.#metrics.values()) {
      if (variant !== 'bare' || found !== name) continue;
      const drift = Math.max(...values) / Math.min(...values) - 1;
      this.faultIf(
        drift > DRIFT_MOST,
        `bare drifted by ${Math.round(drift * 100)} % (${load || 'one load'})`,
      );
    }
  }

  /** @param {string} name @param {string} load @returns {SceneResult} */
  result(name, load) {
    return { name, load, metrics: [...this.#metrics.values()], faults: [...this.faults] };
  }
}

/** @param {Float64Array} sorted @param {number} q */
export const at = (sorted, q) => sorted[Math.floor((sorted.length - 1) * q)] ?? Number.NaN;

/** @param {string} what @param {Float64Array} sorted @returns {Record<string, [number, string]>} */
export const latencies = (what, sorted) => ({
  [`${what} p50`]: [at(sorted, 0.5), 'ms'],
  [`${what} p99`]: [at(sorted, 0.99), 'ms'],
  [`${what} p99.9`]: [at(sorted, 0.999), 'ms'],
});

const CALM_MS = 300;
const CALM_SHARE = 0.1;
const CALM_PATIENCE_MS = 6_000;

/** Until what came before, like connecting, costs the server nothing any more. @param {number[]} pids */
export async function calm(pids) {
  const deadline = performance.now() + CALM_PATIENCE_MS;
  const sum = () => pids.reduce((total, pid) => total + cpuOf(pid), 0);
  while (performance.now() < deadline) {
    const before = sum();
    await pause(CALM_MS);
    if (sum() - before < CALM_MS * 1_000 * CALM_SHARE) return;
  }
}

/**
 * @param {object} options
 * @param {Generators} options.generators
 * @param {string} options.key
 * @param {number[]} options.pids of the server
 * @param {{ total(): Promise<number> }} [options.redis]
 * @param {(generators: Generators) => Promise<void>} act
 */
export async function measured({ generators, key, pids, redis }, act) {
  await generators.settle(key);
  await generators.times(key);
  const sum = () => pids.reduce((total, pid) => total + cpuOf(pid), 0);
  const before = {
    counts: await generators.counts(key),
    cpu: sum(),
    generators: generators.cpu(),
    redis: await redis?.total(),
  };
  const began = performance.now();
  await act(generators);
  const acted = performance.now() - began;
  const after = await generators.settle(key);
  const seconds = (performance.now() - began) / 1_000;
  const cpuUs = sum() - before.cpu;
  const shares = generators.cpu().map((us, part) => (us - (before.generators[part] ?? 0)) / 1e6 / seconds);
  const redisCommands = redis && (await redis.total()) - (before.redis ?? 0);
  const of = (/** @type {keyof typeof after} */ name) => after[name] - before.counts[name];
  return {
    ...{ acted, seconds, cpuUs, redisCommands, generatorShare: Math.max(...shares) },
    ...{ sent: of('sent'), refused: of('refused'), unanswered: of('sent') - of('answered') },
    ...{ delivered: of('delivered'), lost: of('expected') - of('delivered'), packets: of('packets') },
    ...{ doubled: of('doubled'), outOfOrder: of('outOfOrder'), closed: of('closed') },
    times: await generators.times(key),
  };
}

/** What makes a load on any server invalid. @param {Sheet} sheet @param {string} variant @param {Awaited<ReturnType<typeof measured>>} result */
export function findFaults(sheet, variant, result) {
  const { generatorShare, lost, doubled, outOfOrder, refused, unanswered, closed } = result;
  sheet.faultIf(generatorShare > GENERATOR_MOST, `the generator was the bottleneck (${variant})`);
  sheet.faultIf(lost > 0, `not everything was delivered (${variant})`);
  sheet.faultIf(doubled > 0, `something came twice (${variant})`);
  sheet.faultIf(outOfOrder > 0, `something came out of order (${variant})`);
  sheet.faultIf(refused > 0 || unanswered > 0, `something was refused or not answered (${variant})`);
  sheet.faultIf(closed > 0, `a connection was closed (${variant})`);
}

/** @param {Awaited<ReturnType<typeof measured>>} result @returns {Record<string, [number, string]>} */
export const figuresOf = (result) => ({
  'CPU a delivery': [result.cpuUs / result.delivered, 'µs'],
  'CPU a send': [result.cpuUs / result.sent, 'µs'],
  'sends a second': [result.sent / (result.acted / 1_000), '/s'],
  'deliveries a second': [result.delivered / (result.acted / 1_000), '/s'],
  ...latencies('acknowledged', result.times.acknowledged),
  ...latencies('delivered', result.times.delivered),
  ...latencies('to a socket.io-client', result.times.probed),
  'messages a packet': [result.delivered / result.packets, ''],
  ...(result.redisCommands !== undefined && {
    'Redis commands a send': /** @type {[number, string]} */ ([result.redisCommands / result.sent, '']),
  }),
  'generator’s core': [result.generatorShare * 100, '%'],
  lost: [result.lost, ''],
  doubled: [result.doubled, ''],
  'out of order': [result.outOfOrder, ''],
});
