/** What it costs that half of a room's members sit at another node. */
import { calm, figuresOf, findFaults, IN_FLIGHT, measured, SHARES, Sheet } from '../lib/measure.mjs';
import { over } from '../lib/seating.mjs';

/** @param {import('../lib/context.mjs').Context} context @param {{ name: string, plan: import('../lib/seating.mjs').Plan[] }} scene */
export async function playNodes(context, { name, plan }) {
  const { world, generators, redis, rounds, warmMs, capacityMs, loadMs } = context;
  const { parley } = world;
  const second = await world.backends.startNode();
  const seating = await world.seatParley(plan, name);
  const variants = [
    { key: 'one node', pids: [parley.pid], seating },
    { key: 'two nodes', pids: [parley.pid, second.pid], seating: over(seating, [parley.url, second.url]) },
  ];
  const sheet = new Sheet();
  /** @type {number[]} */
  const capacities = [];
  for (const { key, pids, seating } of variants) {
    await generators.connect(key, parley.url, seating);
    await calm(pids);
    await generators.capacity(key, { inFlight: IN_FLIGHT, durationMs: warmMs });
    const result = await measured({ generators, key, pids }, () =>
      generators.capacity(key, { inFlight: IN_FLIGHT, durationMs: capacityMs }),
    );
    capacities.push(result.sent / result.seconds);
    sheet.add(key, 'closed loop', { 'sends a second': [result.sent / result.seconds, '/s'] });
    await generators.disconnect(key);
  }
  const capacity = Math.min(...capacities);
  for (let n = 0; n < rounds; n += 1) {
    for (const { key, pids, seating } of n % 2 === 0 ? variants : variants.toReversed()) {
      await generators.connect(key, parley.url, seating);
      await calm(pids);
      for (const share of SHARES) {
        const rate = capacity * share;
        await generators.load(key, { rate, durationMs: warmMs });
        const result = await measured({ generators, key, pids, redis }, () =>
          generators.load(key, { rate, durationMs: loadMs }),
        );
        findFaults(sheet, key, result);
        sheet.add(key, `${share * 100} %`, figuresOf(result));
      }
      await generators.disconnect(key);
    }
  }
  await second.stop();
  return sheet.result(
    name,
    `${plan.length} rooms of ${plan[0]?.members}, all connections at one node, or half of them at each of two; CPU is that of both processes; loads as in “200 rooms of 10”, of the lower capacity, ${Math.round(capacity)} sends/s`,
  );
}
