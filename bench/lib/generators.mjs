/** The processes that make the load, as their parent sees them: one, or several that share the people among them. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { end } from './parley.mjs';
import { cpuOf } from './process-stats.mjs';
import { partOf } from './seating.mjs';

const PATIENCE_MS = 15_000;
const POLL_MS = 20;
/** From so many cores on there is one for a second generator. */
const ROOMY = 4;

/** @typedef {import('./seating.mjs').Seating} Seating */
/** @typedef {import('./crowd.mjs').Crowd['counts']} Counts */
/** @typedef {ReturnType<import('./crowd.mjs').Crowd['times']>} Times */

export class Generators {
  #children = Array.from({ length: availableParallelism() >= ROOMY ? 2 : 1 }, () =>
    fork(new URL('./generator.mjs', import.meta.url), { serialization: 'advanced', execArgv: [] }),
  );
  #id = 0;
  /** @type {Map<string, number[]>} how much of the sends each generator makes */
  #shares = new Map();
  /** What was waited for in vain already, and is waited for no more. @type {Map<string, { deliveries: number, answers: number }>} */
  #givenUp = new Map();

  /** @param {number} part @param {string} command @param {object} options @returns {Promise<any>} */
  #tell(part, command, options) {
    const child = this.#children[part];
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      const hear = (/** @type {any} */ { id: answered, result, error }) => {
        if (answered !== id) return;
        child?.off('message', hear);
        if (error) reject(new Error(error));
        else resolve(result);
      };
      child?.on('message', hear);
      child?.send({ id, command, options });
    });
  }

  /** @param {string} command @param {(part: number) => object} optionsOf @returns {Promise<any[]>} */
  #all(command, optionsOf) {
    return Promise.all(this.#children.map((_, part) => this.#tell(part, command, optionsOf(part))));
  }

  /** @param {string} command @param {object} options to the first one alone @returns {Promise<any>} */
  first(command, options) {
    return this.#tell(0, command, options);
  }

  /**
   * @param {string} key
   * @param {string} url
   * @param {Seating} seating
   * @param {{ together?: boolean }} [options] `together`: all people in the first generator, which tells apart who heard of whom
   */
  async connect(key, url, seating, { together = false } = {}) {
    const parts = this.#children.map((_, part) =>
      together ? onlyIn(part, seating) : partOf(seating, part, this.#children.length),
    );
    this.#givenUp.delete(key);
    this.#shares.set(
      key,
      parts.map(({ pattern }) => pattern.length / Math.max(1, seating.pattern.length)),
    );
    await this.#all('connect', (part) => ({ key, url, seating: parts[part] }));
  }

  /** @param {string} key */
  async disconnect(key) {
    await this.#all('disconnect', () => ({ key }));
  }

  /** @param {string} key @returns {Promise<Counts>} */
  async counts(key) {
    /** @type {Counts[]} */
    const all = await this.#all('counts', () => ({ key }));
    return all.reduce(
      (sum, one) =>
        /** @type {Counts} */ (
          Object.fromEntries(
            Object.entries(one).map(([name, n]) => [name, n + sum[/** @type {keyof Counts} */ (name)]]),
          )
        ),
    );
  }

  /** The latencies since the last time, ascending. @param {string} key @returns {Promise<{ [name in keyof Times]: Float64Array }>} */
  async times(key) {
    /** @type {Times[]} */
    const all = await this.#all('times', () => ({ key }));
    const join = (/** @type {keyof Times} */ name) =>
      Float64Array.from(all.flatMap((times) => [...times[name]])).sort();
    return { acknowledged: join('acknowledged'), delivered: join('delivered'), probed: join('probed') };
  }

  /** @param {string} key @param {{ rate: number, durationMs: number }} options */
  async load(key, { rate, durationMs }) {
    await this.#all('load', (part) => ({ key, rate: rate * this.#share(key, part), durationMs }));
  }

  /** @param {string} key @param {{ inFlight: number, durationMs: number }} options */
  async capacity(key, { inFlight, durationMs }) {
    const lanes = (/** @type {number} */ part) => Math.max(1, Math.round(inFlight * this.#share(key, part)));
    await this.#all('capacity', (part) => ({ key, inFlight: lanes(part), durationMs }));
  }

  /** Just so many, in a closed loop. @param {string} key @param {{ inFlight: number, count: number }} options */
  async sends(key, options) {
    await this.first('sends', { key, ...options });
  }

  /** @param {string} key @param {number} part */
  #share(key, part) {
    return this.#shares.get(key)?.[part] ?? 0;
  }

  /** Until everything that was sent was answered and delivered, or it takes too long. @param {string} key */
  async settle(key) {
    const deadline = performance.now() + PATIENCE_MS;
    const { deliveries, answers } = this.#givenUp.get(key) ?? { deliveries: 0, answers: 0 };
    for (;;) {
      const counts = await this.counts(key);
      const missing = {
        deliveries: counts.expected - counts.delivered,
        answers: counts.sent - counts.answered,
      };
      if (missing.deliveries <= deliveries && missing.answers <= answers) return counts;
      if (performance.now() > deadline) {
        this.#givenUp.set(key, missing);
        return counts;
      }
      await pause(POLL_MS);
    }
  }

  /** Time on a core so far of each, in µs. */
  cpu() {
    return this.#children.map(({ pid }) => cpuOf(pid ?? 0));
  }

  async stop() {
    await Promise.all(this.#children.map(end));
  }
}

/** @param {number} part @param {Seating} seating @returns {Seating} */
const onlyIn = (part, seating) =>
  part === 0 ? seating : { rooms: seating.rooms, pattern: [], connections: [] };
