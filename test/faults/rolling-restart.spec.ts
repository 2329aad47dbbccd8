import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startNginx } from '../../tools/services/nginx.mjs';
import { freshSeed, Random } from '../support/random.js';
import { processEnv } from '../support/server-process.js';
import { until } from '../support/until.js';
import { Crowd } from './crowd.js';
import { NodeProcess } from './node-process.js';

const PEOPLE = 6;
/** A new connection, on a busy machine. A proxy that sends nobody to a node that is back makes it 20 s and more. */
const SLOWEST_MS = 10_000;

it('a rolling restart behind nginx loses and doubles nothing, and nobody waits long', {
  timeout: 600_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-rolling-'));
  const env = { ...processEnv(), TRUST_PROXY: '1' };
  const nodes = await Promise.all([NodeProcess.start(env), NodeProcess.start(env)]);
  const nginx = await startNginx({ dataDir, nodes: nodes.map(({ url }) => new URL(url).host) });
  let crowd: Crowd | undefined;
  try {
    crowd = await Crowd.gather({
      size: PEOPLE,
      random: new Random(freshSeed()),
      url: nginx.url,
      urlsOf: () => [nginx.url],
    });
    crowd.talk();
    const { clients } = crowd;
    const goOn = async (): Promise<void> => {
      const before = crowd?.acknowledged ?? 0;
      await until(() => (crowd?.acknowledged ?? 0) > before + 20, { what: 'talk that goes on' });
    };
    await goOn();
    let ended = 0;
    const told = clients.map((client) => client.on('server_restarting', () => (ended += 1)));
    for (const node of nodes) {
      expect(await node.stop()).toBe(0);
      await goOn(); // On the other one.
      await node.start();
    }
    for (const off of told) off();
    const stored = await crowd.hush();
    await crowd.check(stored);
    // Each node had clients when it was told to end: the walk was one under load.
    expect(ended).toBeGreaterThanOrEqual(PEOPLE);
    expect(nodes.map(({ output }) => output.join(''))).toEqual(['', '']);
    expect(crowd.slowestMs).toBeLessThan(SLOWEST_MS);
  } finally {
    crowd?.close();
    await nginx.stop();
    await Promise.all(nodes.map((node) => node.kill()));
    await rm(dataDir, { recursive: true, force: true });
  }
});
