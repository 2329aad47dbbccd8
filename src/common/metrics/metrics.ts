import cluster from 'node:cluster';
import { Injectable } from '@nestjs/common';
import { type Aggregator, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Tally } from './tally.js';
import { WorkerMetrics } from './worker-metrics.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100];

type Stop = (outcome: string) => void;

/**
 * What this node measures, for Prometheus; docs/metrics.md says what each figure is for. Labels are words of the contract
 * (operations, events, codes) or of this code, else `unknown`: what a client sends never becomes a label, or anybody could
 * fill the memory with time series.
 */
@Injectable()
export class Metrics {
  // One registry for each application: the tests run several in one process.
  private readonly registry = new Registry();
  private readonly workers = cluster.isWorker ? new WorkerMetrics(this.registry) : undefined;

  readonly committed = this.counter('parley_messages_committed_total', 'Messages that this node stored');
  readonly batches = this.histogram(
    'parley_commit_batch_messages',
    'Messages of one conversation that went to the database as one',
    [],
    BATCH_SIZES,
  );
  readonly claimsLost = this.counter(
    'parley_claims_lost_total',
    'Writes that another node was first with: the number was taken',
    ['kind'],
  );
  readonly leaderBatches = this.counter(
    'parley_leader_batches_total',
    'Batches that went to the node that leads a busy conversation: stored there, or unanswered',
    ['outcome'],
  );
  readonly deliveries = this.tally(
    'parley_deliveries_total',
    'Events handed to sockets of this node; of `other` those that were left out are counted too',
    'kind',
    ['message', 'change', 'other'],
  );
  readonly deliveryDelay = this.histogram(
    'parley_delivery_delay_seconds',
    'From the acceptance of a message, on any node, to its handing to the sockets of this node',
  );
  readonly gaps = this.counter(
    'parley_stream_gaps_total',
    'Reads of what other nodes stored and this one did not hear of',
    ['kind'],
  );
  readonly synced = this.counter(
    'parley_sync_conversations_total',
    'Conversations that clients caught up with: current, behind, reset (load anew) or refused',
    ['outcome'],
  );
  readonly databaseSeconds = this.histogram(
    'parley_database_command_duration_seconds',
    'Commands to MongoDB, from a free connection to the answer',
  );
  readonly databaseWait = this.counter(
    'parley_database_wait_seconds_total',
    'What commands waited for a free connection to MongoDB',
  );
  readonly redisCommands = this.tally('parley_redis_commands_total', 'Commands to Redis', 'connection', [
    'main',
    'bus',
    'jobs',
  ]);
  readonly busPackets = this.tally(
    'parley_bus_packets_total',
    'Packets that this node published to others, and received from them',
    'direction',
    ['sent', 'received'],
  );
  readonly rateLimited = this.counter(
    'parley_rate_limited_total',
    'Actions refused for being too many, by limit',
    ['limit'],
  );
  readonly pushes = this.counter(
    'parley_push_total',
    'Pushes to devices: taken, gone (forgotten), refused or failed',
    ['outcome'],
  );
  readonly webhooks = this.counter(
    'parley_webhook_attempts_total',
    'Attempts of outgoing webhooks: delivered, pending (tried again), or failed (given up)',
    ['outcome'],
  );
  readonly previews = this.counter(
    'parley_previews_total',
    'Pages read for their preview: found, none (nothing to show) or failed',
    ['outcome'],
  );
  readonly uploads = this.counter('parley_uploads_total', 'Uploads: ready, refused or failed', ['outcome']);
  readonly uploadBytes = this.counter('parley_upload_bytes_total', 'Bytes of uploads that are ready');

  private readonly httpSeconds = this.histogram(
    'parley_http_request_duration_seconds',
    'HTTP requests by operation of the contract and status',
    ['operation', 'status'],
  );
  private readonly eventSeconds = this.histogram(
    'parley_socket_event_duration_seconds',
    'Events of clients by name and outcome, from arrival to acknowledgement: ok, or the code of the problem',
    ['event', 'outcome'],
  );
  private readonly jobSeconds = this.histogram(
    'parley_job_duration_seconds',
    'Jobs by kind and outcome: done, or failed (a failed one is tried again)',
    ['kind', 'outcome'],
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** With WORKERS those of all workers, added up. */
  text(): Promise<string> {
    return this.workers ? this.workers.text() : this.registry.metrics();
  }

  /** An event came in; the answer is told when there is one. */
  startEvent(event: string): Stop {
    const stop = this.eventSeconds.startTimer({ event });
    return (outcome) => void stop({ outcome });
  }

  startJob(kind: string): Stop {
    const stop = this.jobSeconds.startTimer({ kind });
    return (outcome) => void stop({ outcome });
  }

  startRequest(): (operation: string, status: number) => void {
    const stop = this.httpSeconds.startTimer();
    return (operation, status) => void stop({ operation, status });
  }

  /** A figure that is asked for when somebody reads the metrics; `ofAll` makes one of those of several workers. */
  gauge(name: string, help: string, read: () => number, ofAll: Aggregator = 'sum'): void {
    new Gauge({
      name,
      help,
      aggregator: ofAll,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** What waits, runs and failed in the queues; none when Redis is away. */
  gaugeJobs(counts: () => Promise<{ lane: string; state: string; count: number }[]>): void {
    new Gauge({
      name: 'parley_jobs',
      help: 'Jobs by lane and state',
      aggregator: 'max', // Every worker sees the same queues.
      labelNames: ['lane', 'state'] as const,
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { lane, state, count } of await counts().catch(() => [])) this.set({ lane, state }, count);
      },
    });
  }

  private counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private tally<T extends string>(name: string, help: string, label: string, values: readonly T[]): Tally<T> {
    return new Tally({ name, help, label, registers: [this.registry] }, values);
  }

  private histogram<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    buckets = SECONDS,
  ): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}
