import { expect, it } from 'vitest';
import { freshSeed, Random } from '../support/random.js';
import { until } from '../support/until.js';
import { Crowd } from './crowd.js';
import { FileSender, noFiles, RedisLeftovers } from './leftovers.js';
import { faults } from './storm-faults.js';
import { StormWorld } from './storm-world.js';

/** `npm run soak` asks for all of them, many times; a run of the tests has time for a few. */
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 0);
const FEW = 4;
const PEOPLE = 9;
/** `FAULTS='node killed,redis hung'` plays these alone. */
const picked = process.env['FAULTS']?.split(',');
const seeds = Array.from({ length: Math.max(rounds, 1) }, freshSeed);

/** Time for something to be said, not a wait for anything. */
const calm = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it.each(seeds)(
  'nothing is lost, doubled or left over, whatever dies (seed %d)',
  { timeout: 600_000 },
  async (seed) => {
    const began = performance.now();
    const random = new Random(seed);
    const all = random.shuffle(picked ?? Object.keys(faults));
    const names = rounds > 0 ? all : all.slice(0, FEW);
    const world = await StormWorld.begin(random);
    const redis = new RedisLeftovers(world.services.redis.url, world.prefix);
    let crowd: Crowd | undefined;
    try {
      const nodes = world.nodes.map(({ url }) => url);
      const pids = world.nodes.map(({ pid }) => pid);
      crowd = await Crowd.gather({
        size: PEOPLE,
        random,
        url: nodes[0] as string,
        urlsOf: (n) => [nodes, [world.nginx.url], [world.networks.clients.url]][n % 3] as string[],
        link: world.pages.html('/page', '<title>A page</title>'),
      });
      const files = await FileSender.begin(world.nginx.url);
      crowd.talk();
      const [member] = crowd.people;
      if (!member) throw new Error('nobody came');
      const times: string[] = [];
      for (const name of names) {
        await calm(300 + random.next() * 700);
        const since = performance.now();
        try {
          await faults[name]?.({ world, random, member });
          await world.untilReady();
        } catch (error) {
          throw new Error(`seed ${seed}, ${[...times, name].join(', ')}: ${String(error)}`, { cause: error });
        }
        times.push(`${name} ${((performance.now() - since) / 1_000).toFixed(1)} s`);
      }
      await files.stop();
      const stored = await crowd.hush();
      await crowd.check(stored);
      const { room_id, clients } = crowd;
      await until(() => clients.every(({ typing }) => typing.in({ room_id }).length === 0), {
        what: 'no one to type',
      });
      const sent = await files.sent();
      crowd.close();
      await redis.noPresence();
      await redis.noJobs();
      // Who was not killed is the same process.
      if (!names.includes('node killed')) expect(world.nodes.map(({ pid }) => pid)).toEqual(pids);
      await Promise.all(world.nodes.map((node) => node.stop()));
      await noFiles(world.env, sent);
      process.stdout.write(
        `seed ${seed}: ${times.join(', ')}; ${stored.length} messages, each stored once, in order, seen once by ${PEOPLE} clients, counters as recounted; ` +
          `${sent.length} of ${files.tried} files sent, nothing left over; the slowest acknowledgement after ${(crowd.slowestMs / 1_000).toFixed(1)} s; ` +
          `${((performance.now() - began) / 1_000).toFixed(0)} s\n`,
      );
    } finally {
      crowd?.close();
      redis.close();
      await world.end();
    }
  },
);
