/** What a scene gets to play with. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepProfile, printProfile, profiled, summarise } from './profile.mjs';

export const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));

/**
 * @typedef {object} Context
 * @property {import('./servers.mjs').World} world
 * @property {import('./generators.mjs').Generators} generators
 * @property {ReturnType<typeof import('./redis-stats.mjs').watchRedis>} redis
 * @property {boolean} smoke
 * @property {number} rounds
 * @property {number} warmMs
 * @property {number} capacityMs
 * @property {number} loadMs
 * @property {number} messages for the scenes that read
 * @property {string | undefined} reuse a folder that keeps them
 * @property {(title: string, act: () => Promise<unknown>, units?: number) => Promise<void>} profile does nothing unless it was asked
 *   for; `units`: what the time is divided by where it is not sends
 */

/**
 * @param {import('./servers.mjs').Server} server
 * @param {import('./generators.mjs').Generators} generators
 * @returns {Context['profile']}
 */
export const profiler =
  ({ inspector, pid }, generators) =>
  async (title, act, units) => {
    if (!inspector) return;
    const key = title.slice(title.indexOf(', ') + 2);
    const sent = async () => (units === undefined ? (await generators.counts(key)).sent : 0);
    const before = await sent();
    const { cpuUs, profile } = await profiled(inspector, pid, async () => {
      await act();
      if (units === undefined) await generators.settle(key);
    });
    const sends = units ?? (await sent()) - before;
    await mkdir(RESULTS, { recursive: true });
    const file = join(RESULTS, `${title.replaceAll(/\W+/g, '-')}.cpuprofile`);
    await keepProfile(file, profile);
    printProfile(summarise(profile, cpuUs, sends), title);
    process.stdout.write(`  ${file}\n\n`);
  };
