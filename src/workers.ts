import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Logger } from '@nestjs/common';
import { answerForWorkers } from './common/metrics/worker-metrics.js';
import type { Environment } from './config/config.schema.js';
import { makeMeetingPlace, removeMeetingPlace } from './realtime/worker-lines.js';

const AGAIN_MS = 1_000;
/** More than a worker gives itself, less than the ten seconds that Docker gives all of us. */
const KILL_AFTER_MS = 9_000;

export const workersWanted = ({ WORKERS }: Environment): number =>
  WORKERS === 'auto' ? availableParallelism() : WORKERS;

/** Keeps so many nodes running, each a process, behind one port. Resolves with the exit code when all have ended. */
export const superviseWorkers = async (count: number): Promise<number> => {
  const log = new Logger('Workers');
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let stopping = false;
  let exitCode = 0;

  const stop = (code: number): void => {
    if (!stopping) exitCode = code;
    stopping = true;
    for (const worker of running()) worker.process.kill('SIGTERM');
    // One was seen to hang in the exit of native code, where its own timer no longer helps: we would wait for it for ever.
    setTimeout(() => {
      for (const worker of running()) worker.process.kill('SIGKILL');
    }, KILL_AFTER_MS).unref();
    if (running().length === 0) end(exitCode);
  };
  const begin = (): void => {
    const worker = cluster.fork();
    let listened = false;
    worker.once('listening', () => {
      listened = true;
    });
    void once(worker, 'exit').then(([code, signal]) => {
      if (stopping) {
        // One that has not begun yet, as after another's death, ends by the signal itself: there was nothing to end in order.
        if (code !== 0 && signal !== 'SIGTERM') exitCode ||= 1;
        if (running().length === 0) end(exitCode);
        return;
      }
      // What cannot begin will not begin the next time either: it has said why.
      if (!listened) return stop(code || 1);
      log.error({ msg: 'a worker ended and is started again', pid: worker.process.pid, code, signal });
      setTimeout(() => !stopping && begin(), AGAIN_MS);
    });
  };

  makeMeetingPlace();
  answerForWorkers();
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => stop(0));
  for (let n = 0; n < count; n += 1) begin();
  const code = await ended;
  removeMeetingPlace();
  return code;
};

const running = (): Worker[] =>
  Object.values(cluster.workers ?? {}).filter(
    (worker) => worker !== undefined && !worker.isDead(),
  ) as Worker[];
