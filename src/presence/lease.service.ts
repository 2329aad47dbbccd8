import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { ConnectionService } from '../realtime/connection.service.js';
import { AnnouncerService } from './announcer.service.js';
import { type Moves, PresenceStore, presenceTimes } from './presence.store.js';

/** Who comes or goes at the same moment goes to Redis together. */
const GATHER_MS = 20;

/**
 * Who is connected to this node. Redis holds that under a lease of the node, which ends by itself when the node dies. A
 * lease that ended is never taken up again, since others are taking its users off: the node takes a new one and brings
 * all its users. So it does, too, when Redis was away and may have forgotten them.
 */
@Injectable()
export class LeaseService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly connections = new Map<string, number>();
  /** Users of whom Redis does not know yet that they came or went, and since when. */
  private moved = new Map<string, number>();
  private leases = 0;
  private lease: string | undefined;
  private renewing?: NodeJS.Timeout;
  private renewalWaits = false;
  /** Set from a change until it is brought to Redis. */
  private gathering?: NodeJS.Timeout;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: PresenceStore,
    private readonly announcer: AnnouncerService,
    private readonly sockets: ConnectionService,
    private readonly bus: ClusterBus,
  ) {}

  onModuleInit(): void {
    this.sockets.onSocket((socket) => {
      const userId = socket.data.caller.id;
      this.count(userId, 1);
      socket.once('disconnect', () => this.count(userId, -1));
    });
    this.store.onReturn(() => {
      this.lease = undefined;
      void this.inTurn(() => this.tell());
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.renewing = setInterval(() => {
      // Turns take long while Redis hangs: they must not pile up.
      if (!this.renewalWaits) void this.inTurn(() => this.renew());
      this.renewalWaits = true;
    }, presenceTimes.renewMs);
    await this.inTurn(() => this.tell());
  }

  /** While Redis is still connected. Whoever comes back on another node within the grace was never away. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.renewing);
    clearTimeout(this.gathering);
    await this.inTurn(async () => {
      await this.tell();
      if (this.lease) await this.store.retire(this.lease);
    });
  }

  private count(userId: string, change: 1 | -1): void {
    const before = this.connections.get(userId) ?? 0;
    const after = before + change;
    if (after > 0) this.connections.set(userId, after);
    else this.connections.delete(userId);
    if (before > 0 && after > 0) return;
    this.moved.set(userId, performance.now());
    this.gathering ??= setTimeout(() => void this.inTurn(() => this.tell()), GATHER_MS);
  }

  private async renew(): Promise<void> {
    this.renewalWaits = false;
    if (this.lease && !(await this.store.renew(this.lease))) this.lease = undefined;
    await this.tell();
  }

  /** Brings Redis what it does not know. Whatever fails is brought again with the next heartbeat. */
  private async tell(): Promise<void> {
    this.gathering = undefined;
    const lease = this.lease ?? (await this.takeLease());
    if (this.moved.size === 0) return;
    const moved = this.moved;
    this.moved = new Map();
    let done = false;
    try {
      done = await this.store.apply(lease, this.movesOf(moved));
    } finally {
      if (!done) this.moved = new Map([...moved, ...this.moved]);
      this.announcer.wake();
    }
    if (!done) this.lease = undefined;
  }

  private async takeLease(): Promise<string> {
    this.leases += 1;
    const lease = `${this.bus.node}.${this.leases}`;
    await this.store.enter(lease);
    this.lease = lease;
    for (const userId of this.connections.keys()) this.moved.set(userId, performance.now());
    return lease;
  }

  private movesOf(moved: Map<string, number>): Moves {
    const now = performance.now();
    const graceMs = (since: number): number => Math.max(since + presenceTimes.graceMs - now, 0);
    return new Map(
      [...moved].map(([userId, since]) => [
        userId,
        this.connections.has(userId) ? { here: true } : { here: false, graceMs: graceMs(since) },
      ]),
    );
  }

  /** One after the other, and never failing: without Redis everybody else's presence is unknown too. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work).catch(() => undefined);
    return this.turn;
  }
}
