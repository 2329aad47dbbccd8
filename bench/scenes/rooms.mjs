/** What it costs to bring a message to everybody in its room. */
import { calm, figuresOf, findFaults, IN_FLIGHT, measured, SHARES, Sheet } from '../lib/measure.mjs';
import { batched } from '../lib/seating.mjs';
import { seatBare } from '../lib/servers.mjs';

/** @typedef {import('../lib/seating.mjs').Plan} Plan */
/** @typedef {{ name: string, plan: Plan[], batches?: boolean }} RoomScene */

/** @param {number} count @param {number} members @returns {Plan[]} */
const rooms = (count, members) => Array.from({ length: count }, () => ({ members }));

/** @type {RoomScene[]} */
export const roomScenes = [
  { name: 'one room of 10', plan: rooms(1, 10) },
  { name: 'one room of 100', plan: rooms(1, 100) },
  { name: 'one room of 500', plan: rooms(1, 500), batches: true },
  { name: 'one room of 1,000', plan: rooms(1, 1_000), batches: true },
  { name: '200 rooms of 10', plan: rooms(200, 10) },
  {
    name: 'a hot room of 500 among 100 of 10',
    plan: [{ members: 500, share: 100 }, ...rooms(100, 10)],
    batches: true,
  },
];

/** The same in small, to see that all of it works. @type {RoomScene[]} */
export const smallRoomScenes = [
  { name: 'a hot room of 10 among 2 of 5', plan: [{ members: 10, share: 2 }, ...rooms(2, 5)], batches: true },
];

/**
 * @param {import('../lib/context.mjs').Context} context
 * @param {RoomScene} scene
 * @returns {Promise<import('../lib/measure.mjs').SceneResult>}
 */
export async function playRooms(
  { world, generators, redis, rounds, warmMs, capacityMs, loadMs, profile },
  scene,
) {
  const { name, plan, batches } = scene;
  const { bare, parley } = world;
  const seating = await world.seatParley(plan, name);
  const variants = [
    { key: 'bare', server: bare, seating: seatBare(plan) },
    { key: 'parley', server: parley, seating },
  ];
  if (batches) {
    // All stay connected, and nobody hears what is sent for another variant.
    const others = await world.seatParley(plan, `${name}, batches`);
    variants.push({ key: 'parley, batches', server: parley, seating: batched(others) });
  }
  const sheet = new Sheet();
  /** @type {number[]} */
  const capacities = [];
  for (const { key, server, seating } of variants) {
    await generators.connect(key, server.url, seating);
    await calm([server.pid]);
    await generators.capacity(key, { inFlight: IN_FLIGHT, durationMs: warmMs });
    const result = await measured({ generators, key, pids: [server.pid] }, () =>
      generators.capacity(key, { inFlight: IN_FLIGHT, durationMs: capacityMs }),
    );
    capacities.push(result.sent / result.seconds);
    sheet.add(key, 'closed loop', {
      'sends a second': [result.sent / result.seconds, '/s'],
      'deliveries a second': [result.delivered / result.seconds, '/s'],
      'CPU a delivery': [result.cpuUs / result.delivered, 'µs'],
      'generator’s core': [result.generatorShare * 100, '%'],
    });
  }
  const capacity = Math.min(...capacities);
  for (let n = 0; n < rounds; n += 1) {
    for (const { key, server } of rotated(variants, n)) {
      for (const share of SHARES) {
        const rate = capacity * share;
        await generators.load(key, { rate, durationMs: warmMs });
        const watched = { generators, key, pids: [server.pid], ...(key !== 'bare' && { redis }) };
        const result = await measured(watched, () => generators.load(key, { rate, durationMs: loadMs }));
        findFaults(sheet, key, result);
        sheet.add(key, `${share * 100} %`, figuresOf(result));
      }
    }
  }
  for (const { key } of variants) {
    const act = () => generators.load(key, { rate: capacity * 0.8, durationMs: loadMs });
    if (key !== 'bare') await profile(`${name}, ${key}`, act);
    await generators.disconnect(key);
  }
  sheet.faultIfBareDrifted('CPU a delivery');
  const members = plan.reduce((sum, { members }) => sum + members, 0);
  return sheet.result(
    name,
    `${plan.length} room(s), ${members} seats, ${seating.connections.length} connections and one socket.io-client; up to 10 members of a room take turns in sending 70 characters; closed loop of ${IN_FLIGHT} sends in flight, then an open loop at 50 % and 80 % of the lowest capacity, ${Math.round(capacity)} sends/s, for ${loadMs} ms each`,
  );
}

/** @template T @param {T[]} items @param {number} by */
const rotated = (items, by) => items.map((_, n) => /** @type {T} */ (items[(n + by) % items.length]));
