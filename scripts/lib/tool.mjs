/** Runs a program of the build beside the server, with the settings and the services that `npm start` would use. */
import { spawnSync } from 'node:child_process';
import { claimDataFolder, prepareServices, startServices } from '../../tools/services/index.mjs';
import { progress as log } from '../../tools/services/log.mjs';
import { build } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runMain } from './life.mjs';
import { ROOT } from './root.mjs';
import { readEnvironment, readSettings } from './settings.mjs';

/** @param {string} program of dist/, which says itself what went wrong */
export const runTool = (program) =>
  runMain(
    async (life) => {
      // It listens nowhere: the port may be in use, as the server's is.
      const { env, dataDir } = await readSettings(ROOT, { ...readEnvironment(ROOT), PORT: '0' });
      const context = { env, dataDir, log };
      await claimDataFolder(context);
      const [node] = await Promise.all([ensureDependencies(ROOT, log), prepareServices(context)]);
      const [services] = await Promise.all([
        startServices({ ...context, nodePath: node, durable: true }),
        build(ROOT, { node, log }),
      ]);
      life.add({ stop: services.stop, pids: () => [...services.mongodb.pids, ...services.redis.pids] });
      const { status } = spawnSync(
        node,
        ['--enable-source-maps', `dist/${program}.js`, ...process.argv.slice(2)],
        {
          cwd: ROOT,
          env: { ...env, MONGODB_URI: services.mongodb.url, REDIS_URL: services.redis.url },
          stdio: 'inherit',
        },
      );
      await life.end(status ?? 1);
    },
    { statusOnSignal: 1 },
  );
