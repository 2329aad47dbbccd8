/** What a connection costs that does nothing: memory, and the time to take it in. */
import { setTimeout as pause } from 'node:timers/promises';
import { calm, Sheet } from '../lib/measure.mjs';
import { cpuOf, memoryOf } from '../lib/process-stats.mjs';
import { startBare } from '../lib/servers.mjs';

const SETTLE_MS = 2_000;

/**
 * Each server is started for it: what an earlier scene left in memory would be counted or filled.
 *
 * @param {import('../lib/context.mjs').Context} context
 * @param {{ name: string, connections: number }} scene
 */
export async function playIdle({ world, generators, rounds, smoke }, { name, connections }) {
  const sheet = new Sheet();
  const people = await world.invite(connections);
  for (let n = 0; n < rounds; n += 1) {
    for (const variant of n % 2 === 0 ? ['bare', 'parley'] : ['parley', 'bare']) {
      const server = await (variant === 'bare' ? startBare() : world.backends.startNode());
      const seated = people.map(({ id, token }) => ({
        ...{ user: id, auth: variant === 'bare' ? { user_id: id } : { token }, rooms: [] },
      }));
      const before = { memory: memoryOf(server.pid).now, cpu: cpuOf(server.pid) };
      const began = performance.now();
      await generators.connect(variant, server.url, { rooms: [], pattern: [], connections: seated });
      const connectMs = performance.now() - began;
      await calm([server.pid]);
      const connectUs = cpuOf(server.pid) - before.cpu;
      await pause(smoke ? 100 : SETTLE_MS);
      const idleBefore = cpuOf(server.pid);
      const idleSince = performance.now();
      await pause(smoke ? 200 : SETTLE_MS);
      const idleShare = (cpuOf(server.pid) - idleBefore) / 10 / (performance.now() - idleSince);
      sheet.add(variant, '', {
        'RSS a connection': [(memoryOf(server.pid).now - before.memory) / 1_024 / connections, 'kB'],
        'CPU a connect': [connectUs / connections, 'µs'],
        'connects a second': [(connections / connectMs) * 1_000, '/s'],
        'core while idle': [idleShare, '%'],
      });
      const { closed } = await generators.counts(variant);
      sheet.faultIf(closed > 0, `${closed} connections were closed (${variant})`);
      await generators.disconnect(variant);
      await server.stop();
    }
  }
  return sheet.result(
    name,
    `${connections} people, a connection each and in no room, 50 connecting at a time, to a server started for it; memory is the growth of its RSS, some seconds after the last came`,
  );
}
