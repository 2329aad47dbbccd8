import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Metrics } from '../common/metrics/metrics.js';
import { counted, createPatient, createSubscriber } from '../common/redis/redis.js';
import { currentTracing, traced } from '../common/tracing/tracing.js';
import { Config } from '../config/config.js';

type Handler<T> = (data: T, attempt: { number: number; last: boolean }) => Promise<void>;

/** `light` waits for others (mail, push, webhooks, pages to preview); `heavy` works itself (pictures, films). */
export type Lane = 'light' | 'heavy';

const lanes: Record<Lane, { concurrency: number; lockMs: number }> = {
  light: { concurrency: 20, lockMs: 60_000 },
  heavy: { concurrency: 1, lockMs: 300_000 },
};

const KEPT_FAILURES = 1_000;
/** Longer than this nobody waits for a job that is under way: another node does it again. */
const CLOSE_MS = 5_000;
const FIRST_RETRY_MS = 2_000;
const ATTEMPTS = 5;

interface Options {
  /** The same id is done once while it is known: letters, digits, `-` and `_`. */
  id?: string;
  delayMs?: number;
  attempts?: number;
}

interface Kind {
  lane: Lane;
  handler: Handler<never>;
}

interface Adder {
  queue: Queue;
  connection: Redis;
}

/**
 * Work that outlives the request and the process: kept in Redis, tried again with exponential backoff, taken by any node
 * that has `JOBS=on`. A job may run twice (its node died before it said so): a handler must bear that.
 */
@Injectable()
export class JobsService implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private readonly log = new Logger(JobsService.name);
  private readonly kinds = new Map<string, Kind>();
  private readonly adders = new Map<Lane, Adder>();
  private readonly workers: Worker[] = [];
  private readonly connections = new Set<Redis>();

  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {
    metrics.gaugeJobs(() => this.counts());
  }

  /** Says, in a constructor, what does the work of this kind. */
  handle<T>(kind: string, lane: Lane, handler: Handler<T>): void {
    this.kinds.set(kind, { lane, handler: handler as Handler<never> });
  }

  /** Resolves when the job is in Redis; rejects when Redis cannot be reached. */
  async add<T>(kind: string, data: T, options: Options = {}): Promise<void> {
    await traced(`add ${kind}`, { kind: 'producer' }, () => this.put(kind, data, options));
  }

  private async put<T>(kind: string, data: T, { id, delayMs, attempts = ATTEMPTS }: Options): Promise<void> {
    const carried = currentTracing()?.carry();
    const known = this.kinds.get(kind);
    if (!known) throw new Error(`Nothing does jobs of the kind ${kind}`);
    const adder = this.adder(known.lane);
    try {
      await adder.queue.add(kind, data, {
        jobId: id === undefined ? undefined : `${kind}-${id}`,
        delay: delayMs,
        attempts,
        // A node of an older version, or without traces, does not look at it.
        ...(carried !== undefined && { telemetry: { metadata: carried } }),
        backoff: { type: 'exponential', delay: FIRST_RETRY_MS, jitter: 0.5 },
        removeOnComplete: true,
        // One that is kept holds its id: what sweeps ask for again would never be done again.
        removeOnFail: id === undefined ? { count: KEPT_FAILURES } : true,
      });
    } catch (error) {
      this.drop(known.lane, adder);
      throw error;
    }
  }

  onApplicationBootstrap(): void {
    if (this.config.env.JOBS === 'off') return;
    for (const lane of this.lanes) this.work(lane);
  }

  /** Before the database goes: what runs is finished, what waits is left to others. */
  async onModuleDestroy(): Promise<void> {
    const isAway = [...this.connections].some(({ status }) => status !== 'ready');
    const closed = Promise.all(this.workers.map((worker) => worker.close(isAway)));
    await Promise.race([closed, delay(isAway ? 0 : CLOSE_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    const closed = Promise.all(
      [...this.adders.values()].map(({ queue }) => queue.close().catch(() => undefined)),
    );
    await Promise.race([closed, delay(1_000, undefined, { ref: false })]);
    for (const connection of this.connections) connection.disconnect();
  }

  private work(lane: Lane): void {
    const { concurrency, lockMs } = lanes[lane];
    const connection = this.connect(createSubscriber(this.config.env.REDIS_URL));
    const worker = new Worker(lane, (job) => this.run(job), {
      connection,
      prefix: this.prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: 10_000,
    });
    // While Redis is away each try fails alike: said once.
    let told = '';
    worker.on('error', ({ message }) => {
      if (message !== told) this.log.warn(`Jobs wait: ${message}`);
      told = message;
    });
    connection.on('ready', () => {
      told = '';
    });
    this.workers.push(worker);
  }

  private async run(job: Job): Promise<void> {
    const kind = this.kinds.get(job.name);
    if (!kind) throw new Error(`Nothing does jobs of the kind ${job.name}`);
    const stop = this.metrics.startJob(job.name);
    const number = job.attemptsMade + 1;
    try {
      const last = number >= (job.opts.attempts ?? 1);
      const carried = job.opts.telemetry?.metadata;
      await traced(job.name, { kind: 'consumer', ...(carried !== undefined && { carried }) }, () =>
        kind.handler(job.data as never, { number, last }),
      );
      stop('done');
    } catch (error) {
      stop('failed');
      this.log.warn({ err: error, job: job.name, attempt: number });
      throw error;
    }
  }

  private async counts(): Promise<{ lane: Lane; state: string; count: number }[]> {
    const all = await Promise.all(
      [...this.lanes].map(async (lane) => {
        const adder = this.adder(lane);
        try {
          const counts = await adder.queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
          return Object.entries(counts).map(([state, count]) => ({ lane, state, count }));
        } catch (error) {
          this.drop(lane, adder);
          throw error;
        }
      }),
    );
    return all.flat();
  }

  private get lanes(): Set<Lane> {
    return new Set([...this.kinds.values()].map(({ lane }) => lane));
  }

  private adder(lane: Lane): Adder {
    const known = this.adders.get(lane);
    if (known) return known;
    const connection = this.connect(createPatient(this.config.env.REDIS_URL));
    const queue = new Queue(lane, { connection, prefix: this.prefix, skipWaitingForReady: true });
    queue.on('error', (error) => this.log.warn(`Jobs cannot be added: ${error.message}`));
    const adder = { queue, connection };
    this.adders.set(lane, adder);
    return adder;
  }

  /** A queue that did not find Redis at its beginning never looks for it again: the next job makes another. */
  private drop(lane: Lane, { queue, connection }: Adder): void {
    if (this.adders.get(lane)?.queue === queue) this.adders.delete(lane);
    if (!this.connections.delete(connection)) return; // Another job that failed with it did the rest.
    // What the queue was given it does not close; `quit` waits for what is still under way.
    void queue
      .close()
      .then(() => connection.quit())
      .catch(() => connection.disconnect());
  }

  private get prefix(): string {
    return `${this.config.env.REDIS_PREFIX}jobs`;
  }

  private connect(connection: Redis): Redis {
    counted(connection, this.metrics, 'jobs');
    connection.on('error', () => undefined); // The queue and the worker say so.
    this.connections.add(connection);
    return connection;
  }
}
