import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Metrics } from '../common/metrics/metrics.js';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { NodeCalls } from '../realtime/node-calls.js';
import type { Draft, SeqHead } from './message.js';

/** How long a node leads a conversation after the last fight over its numbers or the last batch that another sent it. */
const LEASE_MS = 3_000;
const ANSWER_MS = 1_500;
const COMMIT = 'commit';

/** The node that holds the lease: who asks, when nobody else does. Its own lease is made longer. */
const TAKE = `
local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return holder end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`;

/** Numbers that the leader gave to drafts, by their ids. */
export type Numbers = ReadonlyMap<string, SeqHead>;
type Commit = (drafts: Draft[]) => Promise<[id: string, head: SeqHead][]>;

interface Lease {
  node: string;
  until: number;
}

/**
 * Two nodes that write to one conversation fight over its numbers, and a lost claim costs a round trip. So who loses one
 * asks for a short lease, and the others send their batches to the holder, whose groups grow by them. It is a hint: a
 * message keeps its id on the way, so that a batch that was stored by both, or whose answer was lost, is the same
 * messages, and without Redis everybody claims by themselves as before.
 */
@Injectable()
export class LeaderService {
  private readonly leases = new Map<string, Lease>();
  private readonly asking = new Set<string>();

  constructor(
    @Inject(Redis) private readonly redis: Redis,
    private readonly bus: ClusterBus,
    private readonly calls: NodeCalls,
    private readonly metrics: Metrics,
  ) {
    metrics.gauge(
      'parley_leader_leases',
      'Busy conversations for which this node stores what others are sent',
      () => this.led(),
    );
  }

  /** Says what stores a batch that another node sent. */
  serve(commit: Commit): void {
    this.calls.handle(COMMIT, async (body) => {
      const drafts = (body as Draft[]).map(revive);
      const [first] = drafts;
      if (!first || this.leases.get(first.conversation.id)?.node !== this.bus.node) return null;
      this.lengthen(first.conversation.id);
      return commit(drafts);
    });
  }

  /** Another node was first with a number. */
  async lost(conversationId: string): Promise<void> {
    if (this.asking.has(conversationId)) return;
    this.asking.add(conversationId);
    try {
      const key = `leader:${conversationId}`;
      const node = (await this.redis.eval(TAKE, 1, key, this.bus.node, LEASE_MS)) as string;
      this.keep(conversationId, node);
    } catch {
      // Without Redis there are no leases.
    } finally {
      this.asking.delete(conversationId);
    }
  }

  /** What the leader stored of these; `null` when there is none, or this node is it, or it does not answer. */
  async commit(drafts: Draft[]): Promise<Numbers | null> {
    const conversationId = drafts[0]?.conversation.id ?? '';
    const lease = this.leases.get(conversationId);
    if (!lease) return null;
    if (lease.until <= Date.now()) this.leases.delete(conversationId);
    else if (lease.node !== this.bus.node) return this.send(conversationId, lease.node, drafts);
    return null;
  }

  private async send(conversationId: string, node: string, drafts: Draft[]): Promise<Numbers | null> {
    const stored = await this.calls.ask<[string, SeqHead][]>(node, COMMIT, drafts, ANSWER_MS);
    this.metrics.leaderBatches.inc({ outcome: stored ? 'stored' : 'unanswered' });
    if (!stored) {
      this.leases.delete(conversationId);
      return null;
    }
    this.keep(conversationId, node);
    return new Map(stored);
  }

  private led(): number {
    const now = Date.now();
    return [...this.leases.values()].filter(({ node, until }) => node === this.bus.node && until > now)
      .length;
  }

  /** Before the lease is over in Redis, or another would take it in the middle of the traffic. */
  private lengthen(conversationId: string): void {
    const lease = this.leases.get(conversationId);
    if (lease && lease.until - Date.now() < LEASE_MS / 2) void this.lost(conversationId);
  }

  private keep(conversationId: string, node: string): void {
    this.leases.set(conversationId, { node, until: Date.now() + LEASE_MS });
    if (this.leases.size > 10_000) this.forgetOver();
  }

  private forgetOver(): void {
    const now = Date.now();
    for (const [id, { until }] of this.leases) if (until <= now) this.leases.delete(id);
  }
}

/** Times travel as text. */
const revive = (draft: Draft): Draft => ({
  ...draft,
  created_at: new Date(draft.created_at),
  forwarded_from: draft.forwarded_from && {
    ...draft.forwarded_from,
    created_at: new Date(draft.forwarded_from.created_at),
  },
});
