import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../../tools/services/index.mjs';
import { startNginx } from '../../tools/services/nginx.mjs';
import { BadNetwork } from '../sdk/proxy.js';
import type { Random } from '../support/random.js';
import { until } from '../support/until.js';
import { WebPages } from '../support/web-pages.js';
import { NodeProcess } from './node-process.js';

// Services of our own, even where the tests were given real ones: these are to be hurt.
const { MONGODB_URI: _mongodb, REDIS_URL: _redis, ...machine } = process.env;

type Services = Awaited<ReturnType<typeof startServices>>;
type Nginx = Awaited<ReturnType<typeof startNginx>>;

const CLOCK = new URL('clock.mjs', import.meta.url).href;
const READY_MS = 120_000;

interface Ready {
  status: number;
  checks: Record<string, 'up' | 'down'>;
}

/** Two nodes behind nginx over a database and a Redis, with a network between any two that can be hurt. */
export class StormWorld {
  readonly prefix = 'storm:';

  private constructor(
    readonly services: Services,
    readonly nodes: [NodeProcess, NodeProcess],
    readonly nginx: Nginx,
    /** Between clients and nginx, nodes and Redis, nodes and the database. */
    readonly networks: { clients: BadNetwork; redis: BadNetwork; database: BadNetwork },
    readonly pages: WebPages,
    readonly env: Record<string, string>,
    readonly dataDir: string,
  ) {}

  static async begin(random: Random): Promise<StormWorld> {
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-storm-'));
    // What is killed must keep what it acknowledged.
    const services = await startServices({
      ...{ env: machine, dataDir, log: () => undefined },
      ...{ durable: true, nodePath: process.execPath },
    });
    const pages = await WebPages.open();
    const redis = await BadNetwork.before(services.redis.url, random, 0);
    const database = await BadNetwork.before(services.mongodb.url, random, 0);
    const env = {
      MONGODB_URI: through(services.mongodb.url, database),
      REDIS_URL: through(services.redis.url, redis),
      REDIS_PREFIX: 'storm:',
      DATA_DIR: join(dataDir, 'nodes'),
      LOG_LEVEL: 'warn',
      RATE_LIMIT_SCALE: '10000',
      ACCESS_TOKEN_SECONDS: '86400',
      TRUST_PROXY: '1',
      OUTBOUND_LOOPBACK_PORTS: String(pages.port),
      JWT_SECRET: 'a secret that is long enough for every test there is',
      NODE_OPTIONS: `--import=${CLOCK}`,
    };
    const nodes = await Promise.all([NodeProcess.start(env), NodeProcess.start(env)]);
    const addresses = nodes.map(({ url }) => new URL(url).host);
    const nginx = await startNginx({ env: machine, dataDir: join(dataDir, 'nginx'), nodes: addresses });
    const clients = await BadNetwork.before(nginx.url, random);
    return new StormWorld(services, nodes, nginx, { clients, redis, database }, pages, env, dataDir);
  }

  /** What `/health/ready` says; undefined when nobody answers. */
  async readiness(node: NodeProcess): Promise<Ready | undefined> {
    try {
      const response = await fetch(`${node.url}/health/ready`, { signal: AbortSignal.timeout(4_000) });
      const { checks } = (await response.json()) as { checks: Ready['checks'] };
      return { status: response.status, checks };
    } catch {
      return undefined;
    }
  }

  async untilReady(): Promise<void> {
    let told: (Ready | undefined)[] = [];
    const areReady = async (): Promise<boolean> => {
      told = await Promise.all(this.nodes.map((node) => this.readiness(node)));
      return told.every((ready) => ready?.status === 200);
    };
    await until(areReady, { timeoutMs: READY_MS, everyMs: 100, what: 'nodes that are ready again' }).catch(
      (error: Error) => {
        const output = this.nodes.map((node) => node.output.slice(-5).join(''));
        throw new Error(`${error.message}: ${JSON.stringify(told)}\n${output.join('\n')}`);
      },
    );
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.nginx.stop();
    await Promise.all(Object.values(this.networks).map((network) => network.stop()));
    await this.pages.close();
    await this.services.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

const through = (url: string, network: BadNetwork): string => {
  const address = new URL(url);
  address.host = new URL(network.url).host;
  // Or the driver asks the database where it is, and goes there past the network.
  if (address.protocol === 'mongodb:') {
    address.searchParams.delete('replicaSet');
    address.searchParams.set('directConnection', 'true');
  }
  return address.href;
};
