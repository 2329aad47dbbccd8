import 'reflect-metadata';
import cluster from 'node:cluster';
import { startTracing, stopTracing } from './common/tracing/tracing.js';
import { Config } from './config/config.js';
import { superviseWorkers, workersWanted } from './workers.js';

const STOP_WITHIN_MS = 8_000;

const fail = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

const main = async (): Promise<void> => {
  const config = Config.read();
  const workers = workersWanted(config.env);
  if (workers > 1 && cluster.isPrimary) process.exit(await superviseWorkers(workers));
  await startTracing(config.env);
  // Not before: a wrong setting is told at once, and who only supervises workers does without the app.
  const { createApp, listen, stopApp } = await import('./app.setup.js');
  const app = await createApp(config);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stopApp(app)
      .then(stopTracing)
      .then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop); // Whoever started us with a channel is gone.
  await listen(app, config.env);
};

main().catch(fail);
