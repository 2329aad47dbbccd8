/**
 * `npm start`: from a bare clone to a running Parley. Runs on the machine's own Node, with nothing but what Node brings; may be
 * interrupted at any point and run again.
 */

import { claimDataFolder, prepareServices, startServices } from '../tools/services/index.mjs';
import { progress as log } from '../tools/services/log.mjs';
import { build } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMain } from './lib/life.mjs';
import { ROOT } from './lib/root.mjs';
import { startServer } from './lib/server.mjs';
import { readEnvironment, readSettings } from './lib/settings.mjs';
import { keepRunning } from './lib/supervise.mjs';

/** @typedef {import('./lib/life.mjs').Life} Life */

/** @param {Life} life */
async function main(life) {
  const { env, dataDir, localUrl, publicUrl } = await readSettings(ROOT, readEnvironment(ROOT));
  const context = { env, dataDir, log };
  await claimDataFolder(context);

  // What Debian has to install needs no node packages, and the other way round.
  const [node] = await Promise.all([ensureDependencies(ROOT, log), prepareServices(context)]);
  const [services] = await Promise.all([
    startOurServices(life, { ...context, node }),
    build(ROOT, { node, log }),
  ]);

  const serverEnv = { ...env, MONGODB_URI: services.mongodb.url, REDIS_URL: services.redis.url };
  const server = startServer({ node, root: ROOT, env: serverEnv, url: localUrl });
  life.add({ stop: server.stop, pids: server.pids });
  await server.untilReady();
  process.stdout.write(`Parley is ready at ${publicUrl}\n`);
  void server.ended.then((how) => giveUp(life, `The server ended by itself (${how}).`));
}

/** @param {Life} life @param {import('../tools/services/index.mjs').Context & { node: string }} options */
async function startOurServices(life, { node, ...context }) {
  const services = await startServices({ ...context, nodePath: node, durable: true });
  const all = [services.mongodb, services.redis];
  life.add({ stop: services.stop, pids: () => all.flatMap((service) => service.pids) });
  for (const service of all) {
    if (!service.embedded) continue;
    // Addresses that were given may hold a password; those of ours are for a second node.
    log(`${service.name} is at ${service.url}`);
    keepRunning(service, { log, giveUp: (sentence) => giveUp(life, sentence) });
  }
  return services;
}

/** @param {Life} life @param {string} sentence */
function giveUp(life, sentence) {
  if (life.isEnding) return;
  process.stderr.write(`${sentence}\n`);
  void life.end(1);
}

await runMain(main, { statusOnSignal: 0 });
