/** How long a server takes from its start until it serves. */
import { Sheet } from '../lib/measure.mjs';
import { memoryOf } from '../lib/process-stats.mjs';
import { startBare } from '../lib/servers.mjs';

/** @param {import('../lib/context.mjs').Context} context @param {{ name: string }} scene */
export async function playCold({ world, rounds }, { name }) {
  const sheet = new Sheet();
  for (let n = 0; n < rounds; n += 1) {
    for (const variant of n % 2 === 0 ? ['bare', 'parley'] : ['parley', 'bare']) {
      const server = await (variant === 'bare' ? startBare() : world.backends.startNode());
      sheet.add(variant, '', {
        'start to ready': [server.readyMs, 'ms'],
        'RSS when ready': [memoryOf(server.pid).now / 2 ** 20, 'MB'],
      });
      await server.stop();
    }
  }
  return sheet.result(
    name,
    'a node beside one that runs, on a database that is there, from fork to the first good answer of /health/ready; bare, to its listening',
  );
}
