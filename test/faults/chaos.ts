import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ParleyClient } from '../../sdk/src/client.js';
import type { Message } from '../../src/contract/message.js';
import { startServices } from '../../tools/services/index.mjs';
import { type Person, register } from '../support/people.js';
import { Random } from '../support/random.js';
import { until } from '../support/until.js';
import { NodeProcess } from './node-process.js';
import { everything, recount } from './recount.js';

export interface ChaosOptions {
  seed: number;
  users: number;
  sends: number;
  pauseMs: number;
}

export interface ChaosReport {
  stored: Message[];
  acknowledged: Message[];
  /** What each member's client holds, by name. */
  held: { name: string; messages: Message[] }[];
  counters: { name: string; shown: object; recounted: object }[];
  faults: string[];
}

// Services of our own, even where the tests were given real ones: these are to be hurt.
const { MONGODB_URI: _mongodb, REDIS_URL: _redis, ...machine } = process.env;

type Services = Awaited<ReturnType<typeof startServices>>;

/** Sends through two nodes while things die, and afterwards tells what everybody has. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosReport> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-chaos-'));
  const services = await startServices({
    env: machine,
    dataDir,
    log: () => undefined,
    durable: false,
    nodePath: process.execPath,
  });
  const env = {
    MONGODB_URI: services.mongodb.url,
    REDIS_URL: services.redis.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_SCALE: '10000',
  };
  const nodes = await Promise.all([NodeProcess.start(env), NodeProcess.start(env)]);
  const clients: ParleyClient[] = [];
  try {
    return await play(options, services, nodes, clients);
  } finally {
    for (const client of clients) client.close();
    await Promise.all(nodes.map((node) => node.kill()));
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

const play = async (
  options: ChaosOptions,
  services: Services,
  nodes: NodeProcess[],
  clients: ParleyClient[],
): Promise<ChaosReport> => {
  const random = new Random(options.seed);
  const [first] = nodes as [NodeProcess];
  const people = await Promise.all(
    Array.from({ length: options.users }, (_, n) => register(first.url, `user${n}`)),
  );
  const [owner, ...others] = people as [Person, ...Person[]];
  const made = await owner.api<{ room: { id: string } }>('POST', '/rooms', {
    name: 'storm',
    type: 'private',
    member_ids: others.map(({ id }) => id),
  });
  const room_id = made.body.room.id;
  for (const [n, person] of people.entries()) {
    const urls = nodes.map(({ url }) => url);
    clients.push(
      new ParleyClient({
        urls: n % 2 === 0 ? urls : urls.reverse(),
        token: async () => person.token,
        ackTimeoutMs: 8_000,
        backoffMs: (attempt) => Math.random() * Math.min(1_000, 50 * 2 ** attempt),
      }).connect(),
    );
  }
  const acknowledged: Message[] = [];
  const sends = Array.from({ length: options.sends }, (_, n) => {
    const mentioned = random.next() < 0.2 ? ` @${random.pick(people).username}` : '';
    const client = clients[n % clients.length] as ParleyClient;
    return client
      .send({ room_id, content: `message ${n}${mentioned}` })
      .then((message) => acknowledged.push(message));
  });
  const faults = await causeFaults(options, random, services, nodes, () => acknowledged.length);
  await Promise.all(sends);
  await until(
    () =>
      clients.every(
        (client) => client.isSettled && client.conversations.get(room_id)?.lastSeq === options.sends,
      ),
    {
      timeoutMs: 60_000,
      what: 'every client to hold everything',
    },
  );
  const stored = await everything(owner, room_id);
  return {
    stored,
    acknowledged,
    held: clients.map((client, n) => ({
      name: people[n]?.username ?? '',
      messages: client.conversations.get(room_id)?.messages ?? [],
    })),
    counters: await Promise.all(
      people.map((person) => compareCounters(person, room_id, stored, random.pick(stored))),
    ),
    faults,
  };
};

/** Each fault at a moment of progress, in an order of the seed. */
const causeFaults = async (
  { sends, pauseMs }: ChaosOptions,
  random: Random,
  services: Services,
  nodes: NodeProcess[],
  progress: () => number,
): Promise<string[]> => {
  const victim = random.pick(nodes);
  let recovery = Promise.resolve();
  const faults = {
    'node killed': async () => {
      await victim.kill();
      recovery = victim.start(); // The other faults do not wait for it.
    },
    'redis restarted': () => services.redis.restart(),
    'database paused': async () => {
      await services.mongodb.pause();
      await new Promise((resolve) => setTimeout(resolve, pauseMs)); // The length of the fault, not a wait for anything.
      await services.mongodb.resume();
    },
  };
  const order = random.shuffle(Object.entries(faults));
  for (const [n, [, cause]] of order.entries()) {
    const moment = Math.floor((sends * (n + 0.5 + random.next() * 0.4)) / (order.length + 1));
    await until(() => progress() >= moment, {
      everyMs: 2,
      timeoutMs: 60_000,
      what: `${moment} acknowledged sends`,
    });
    await cause();
  }
  await recovery;
  return order.map(([name]) => name);
};

const compareCounters = async (person: Person, room_id: string, stored: Message[], read: Message) => {
  const { body } = await person.api('POST', `/rooms/${room_id}/read`, { message_id: read.id });
  return { name: person.username, shown: body, recounted: recount(stored, person.id, read.seq) };
};
