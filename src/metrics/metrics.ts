import { Injectable } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DomainEvents } from '../events/domain-events.js';
import { SocketServer } from '../realtime/socket-server.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const BATCH_SIZES = [1, 2, 5, 10, 20, 50, 100];

type Stop = (outcome: string) => void;

/**
 * What this node measures, for Prometheus. Labels are words of the contract (operations, events, codes) or `unknown`:
 * what a client sends never becomes a label, or anybody could fill the memory with time series.
 */
@Injectable()
export class Metrics {
  // One registry for each application: the tests run several in one process.
  private readonly registry = new Registry();
  private readonly httpSeconds = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'HTTP requests by operation of the contract and status',
    labelNames: ['operation', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly eventSeconds = new Histogram({
    name: 'parley_socket_event_duration_seconds',
    help: 'Events of clients by name and outcome: ok, or the code of the problem',
    labelNames: ['event', 'outcome'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly jobSeconds = new Histogram({
    name: 'parley_job_duration_seconds',
    help: 'Jobs by kind and outcome: done, or failed (a failed one is tried again)',
    labelNames: ['kind', 'outcome'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor(sockets: SocketServer, events: DomainEvents) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'parley_connected_sockets',
      help: 'Connections of clients to this node',
      registers,
      collect() {
        this.set(sockets.io.of('/').sockets.size);
      },
    });
    const committed = new Counter({
      name: 'parley_messages_committed_total',
      help: 'Messages that this node stored',
      registers,
    });
    const batches = new Histogram({
      name: 'parley_commit_batch_messages',
      help: 'Messages of one conversation that went to the database as one',
      buckets: BATCH_SIZES,
      registers,
    });
    events.on('messages_created', ({ messages }) => {
      committed.inc(messages.length);
      batches.observe(messages.length);
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
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

  /** What waits, runs and failed in the queues, asked when somebody reads the metrics; none when Redis is away. */
  gaugeJobs(counts: () => Promise<{ lane: string; state: string; count: number }[]>): void {
    new Gauge({
      name: 'parley_jobs',
      help: 'Jobs by lane and state',
      labelNames: ['lane', 'state'] as const,
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { lane, state, count } of await counts().catch(() => [])) this.set({ lane, state }, count);
      },
    });
  }

  startRequest(): (operation: string, status: number) => void {
    const stop = this.httpSeconds.startTimer();
    return (operation, status) => void stop({ operation, status });
  }
}
