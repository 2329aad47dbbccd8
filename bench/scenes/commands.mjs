/** What a send asks of the database and of Redis, in a small room and in a very large one. */
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient, ObjectId } from 'mongodb';
import { startCountingProxy } from '../lib/counting-proxy.mjs';
import { calm, findFaults, measured, Sheet } from '../lib/measure.mjs';

const IN_FLIGHT = 64;
const IDLE_MS = 3_000;
const LOAD = 0.8;
/** So many of the members are connected. */
const CONNECTED = 10;

/** @param {import('../lib/context.mjs').Context} context @param {{ name: string, sizes: number[] }} scene */
export async function playCommands(
  { world, generators, redis, rounds, smoke, warmMs, capacityMs, loadMs },
  { name, sizes },
) {
  const proxy = await startCountingProxy(world.backends.mongodbUrl);
  const node = await world.backends.startNode({ mongodbUrl: proxy.url });
  const sheet = new Sheet();
  const asked = async () => ({
    database: await proxy.counts(),
    redis: await redis.total(),
    time: performance.now(),
  });
  /** @type {{ load: string, idle: Awaited<ReturnType<typeof difference>>, capacity: number }[]} */
  const measuredRooms = [];
  for (const size of sizes) {
    const seating = await world.seatParley([{ members: CONNECTED }], `${name} ${size}`);
    await addMembers(world.backends.mongodbUrl, seating.rooms[0]?.id ?? '', size - CONNECTED);
    const load = `N = ${size.toLocaleString('en')}`;
    await generators.connect(load, node.url, seating);
    await calm([node.pid]);
    const idle = await difference(asked, () => pause(smoke ? 500 : IDLE_MS));
    await generators.capacity(load, { inFlight: IN_FLIGHT, durationMs: warmMs });
    const most = await measured({ generators, key: load, pids: [node.pid] }, () =>
      generators.capacity(load, { inFlight: IN_FLIGHT, durationMs: capacityMs }),
    );
    measuredRooms.push({ load, idle, capacity: most.sent / most.seconds });
  }
  // The same for all: how many messages go to the database as one depends on it.
  const rate = Math.min(...measuredRooms.map(({ capacity }) => capacity)) * LOAD;
  for (let n = 0; n < rounds; n += 1) {
    for (const { load, idle } of n % 2 === 0 ? measuredRooms : measuredRooms.toReversed()) {
      let sends = 0;
      const spent = await difference(asked, async () => {
        const result = await measured({ generators, key: load, pids: [node.pid] }, () =>
          generators.load(load, { rate, durationMs: loadMs }),
        );
        sends = result.sent;
        findFaults(sheet, load, result);
      });
      const background = (/** @type {number} */ count) => (count / idle.ms) * spent.ms;
      const beyond = (/** @type {number} */ all, /** @type {number} */ idly) =>
        Math.max(0, all - background(idly)) / sends;
      sheet.add('parley', load, {
        'database commands a send': [beyond(sum(spent.database), sum(idle.database)), ''],
        'Redis commands a send': [beyond(spent.redis, idle.redis), ''],
        'inserts a message': [(spent.database.get('insert messages') ?? 0) / sends, ''],
        'sends a second': [rate, '/s'],
      });
      if (n === rounds - 1) list(load, spent.database, sends);
    }
  }
  for (const { load } of measuredRooms) await generators.disconnect(load);
  await node.stop();
  await proxy.stop();
  return sheet.result(
    name,
    `rooms of ${sizes.map((size) => size.toLocaleString('en')).join(' and ')} members of whom ${CONNECTED} are connected, both sent to in an open loop at ${LOAD * 100} % of what ${IN_FLIGHT} sends in flight reach in the slower one; database commands counted on their way there, Redis’s by itself (those in scripts too), less what is asked while nobody sends`,
  );
}

/** @param {Map<string, number>} counts */
const sum = (counts) => [...counts.values()].reduce((total, count) => total + count, 0);

/** @param {() => Promise<{ database: Map<string, number>, redis: number, time: number }>} asked @param {() => Promise<unknown>} act */
async function difference(asked, act) {
  const before = await asked();
  await act();
  const after = await asked();
  return {
    database: new Map(
      [...after.database].map(([name, count]) => [name, count - (before.database.get(name) ?? 0)]),
    ),
    redis: after.redis - before.redis,
    ms: after.time - before.time,
  };
}

/** @param {string} load @param {Map<string, number>} counts @param {number} sends */
function list(load, counts, sends) {
  const most = [...counts].filter(([, count]) => count / sends > 0.005).sort(([, a], [, b]) => b - a);
  const text = most.map(([name, count]) => `${name} ${(count / sends).toFixed(3)}`).join(', ');
  process.stdout.write(`${load}, commands a send by name, background included: ${text}\n`);
}

/** People who were never there: only their memberships count. @param {string} mongodbUrl @param {string} room @param {number} count */
async function addMembers(mongodbUrl, room, count) {
  if (count <= 0) return;
  const client = new MongoClient(mongodbUrl);
  const memberships = client.db().collection('memberships');
  const like = await memberships.findOne({ conversation_id: new ObjectId(room), role: 'member' });
  const rows = Array.from({ length: count }, () => ({
    ...like,
    _id: new ObjectId(),
    user_id: new ObjectId(),
  }));
  await memberships.insertMany(rows);
  await client.close();
}
