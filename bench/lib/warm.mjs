/** Servers that have been at work for a while, as those that people use are: V8 compiles what is used often. */
import { seatBare } from './servers.mjs';

const IN_FLIGHT = 16;
const NAME = 'warming up';
/** @type {import('./seating.mjs').Plan[]} */
const PLAN = Array.from({ length: 50 }, () => ({ members: 10 }));

/** People in the rooms that it needs. */
export const WARM_PLAN = PLAN;

/**
 * Sends to both servers in a closed loop, so long that what a send runs through is compiled when the first figure is taken.
 *
 * @param {import('./context.mjs').Context} context
 * @param {number} durationMs for each
 */
export async function warmUp({ world, generators }, durationMs) {
  const variants = [
    { server: world.bare, seating: seatBare(PLAN) },
    { server: world.parley, seating: await world.seatParley(PLAN, NAME) },
  ];
  for (const { server, seating } of variants) {
    await generators.connect(NAME, server.url, seating);
    await generators.capacity(NAME, { inFlight: IN_FLIGHT, durationMs });
    await generators.disconnect(NAME);
  }
}
