import type { Random } from '../support/random.js';
import { until } from '../support/until.js';
import { deafLine } from './deaf-line.js';
import type { NodeProcess } from './node-process.js';
import type { StormWorld } from './storm-world.js';

const TOLD_WITHIN_MS = 8_000;

/** The length of a fault, not a wait for anything. */
const lasts = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Scene {
  world: StormWorld;
  random: Random;
  /** A member's address and token. */
  member: { url: string; token: string };
}

/** Says what is down while it is, and nothing else. */
const tells = async ({ world }: Scene, down: string): Promise<void> => {
  await until(
    async () => {
      const told = await Promise.all(world.nodes.map((node) => world.readiness(node)));
      return told.every((ready) => ready?.status === 503 && ready.checks[down] === 'down');
    },
    { timeoutMs: TOLD_WITHIN_MS, what: `nodes that say that ${down} is down` },
  );
};

const anyNode = ({ world, random }: Scene): NodeProcess => random.pick(world.nodes);

/** Each ends by itself or is made good; then the nodes must become ready by themselves. */
export const faults: Record<string, (scene: Scene) => Promise<unknown>> = {
  'node killed': async (scene) => {
    const node = anyNode(scene);
    await node.kill();
    await node.start();
  },
  'node hung': async (scene) => {
    const node = anyNode(scene);
    node.pause();
    await lasts(3_000);
    node.resume();
  },
  'redis killed': async (scene) => {
    const { redis } = scene.world.services;
    await redis.kill();
    await tells(scene, 'redis');
    await redis.restart();
  },
  'redis hung': async (scene) => {
    const { redis } = scene.world.services;
    await redis.pause();
    await tells(scene, 'redis');
    await redis.resume();
  },
  'database killed': async (scene) => {
    const { mongodb } = scene.world.services;
    await mongodb.kill();
    await tells(scene, 'mongodb');
    await mongodb.restart();
  },
  'database hung': async (scene) => {
    const { mongodb } = scene.world.services;
    await mongodb.pause();
    await tells(scene, 'mongodb');
    await mongodb.resume();
  },
  'nginx killed': async ({ world }) => {
    await world.nginx.kill();
    await lasts(500);
    await world.nginx.restart();
  },
  'nginx hung': async ({ world }) => {
    await world.nginx.pause();
    await lasts(2_000);
    await world.nginx.resume();
  },
  'clients cut off': async ({ world }) => world.networks.clients.cutAll(),
  'clients half open': async ({ world }) => world.networks.clients.silenceAll(),
  'redis cut off': async ({ world }) => world.networks.redis.cutAll(),
  'redis half open': async ({ world }) => world.networks.redis.silenceAll(),
  'database cut off': async ({ world }) => world.networks.database.cutAll(),
  'database half open': async ({ world }) => world.networks.database.silenceAll(),
  'clock forward': (scene) => jump(scene, 1),
  'clock back': (scene) => jump(scene, -1),
  'slow reader': async ({ member }) => {
    const line = await deafLine(member);
    await lasts(2_000);
    line.terminate();
  },
};

const jump = async (scene: Scene, direction: 1 | -1): Promise<void> => {
  const node = anyNode(scene);
  node.shiftClock(direction * (30_000 + scene.random.below(90_000)));
  await lasts(2_000);
  node.shiftClock(0);
};
