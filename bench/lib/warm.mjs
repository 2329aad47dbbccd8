/** Servers that have been at work for a while, as those that people use are: V8 compiles what is used often. */
import { IN_FLIGHT } from './measure.mjs';
import { seatBare } from './servers.mjs';

const NAME = 'warming up';
/** The rooms that it needs. @type {import('./seating.mjs').Plan[]} */
const WARM_PLAN = Array.from({ length: 50 }, () => ({ members: 10 }));

/**
 * Sends to both servers in a closed loop, so long that what a send runs through is compiled when the first figure is taken.
 *
 * @param {import('./context.mjs').Context} context
 * @param {number} durationMs for each
 */
export async function warmUp({ world, generators }, durationMs) {
  const variants = [
    { server: world.bare, seating: seatBare(WARM_PLAN) },
    { server: world.parley, seating: await world.seatParley(WARM_PLAN, NAME) },
  ];
  for (const { server, seating } of variants) {
    await generators.connect(NAME, server.url, seating);
    await generators.capacity(NAME, { inFlight: IN_FLIGHT, durationMs });
    await generators.disconnect(NAME);
  }
}
