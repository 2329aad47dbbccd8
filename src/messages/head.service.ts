import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ConversationHeads } from '../access/conversation-heads.js';
import { Gather } from '../common/cache/gather.js';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { StreamService } from '../realtime/stream.service.js';
import { furthest, type Head, HeadRepository, type Moved, noHead } from './head.repository.js';

const LOOK_EVERY_MS = 3_000;
/** A glance reads what came since the look before it, a sweep all that could still be missing: 35 seconds in place of five. */
const GLANCES_BETWEEN_SWEEPS = 4;
/** What takes longer from its time to being stored is left to the sweep. */
const GLANCE_OVERLAP_MS = 2_000;
/**
 * What was stored may carry a time this much before it could be seen: a send is tried for 15 s, and clocks of nodes
 * differ by a little.
 */
const OVERLAP_MS = 20_000;

/**
 * What a sweep found new in a conversation where somebody replied: messages with `after < seq <= to`, stored `since` then
 * where that is said.
 */
export interface Stretch {
  conversation_id: string;
  after: number;
  to: number;
  since?: Date;
}

/**
 * Where conversations stand. Heads are written behind the messages, by a sweep over what was stored lately; who reads
 * them adds what was stored since the last sweep. The sweep, and glances between two of them, bring this node's sockets what a
 * node that died, or a Redis that was away, did not tell.
 */
@Injectable()
export class HeadService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(HeadService.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private sweptUntil = new Date(0);
  private lookedUntil = new Date(0);
  private glances = GLANCES_BETWEEN_SWEEPS;
  private stopped = false;
  private readonly now = new Gather((ids) => this.readNow(ids));
  private readonly written = new Map<string, Head>();
  private readonly seen = new Map<string, Head>();
  private readonly moved: ((heads: Map<string, Head>) => void)[] = [];
  private readonly settlers: ((stretches: Stretch[]) => Promise<void>)[] = [];

  constructor(
    private readonly repository: HeadRepository,
    private readonly streams: StreamService,
    heads: ConversationHeads,
    bus: ClusterBus,
  ) {
    heads.register((conversations) => this.read(conversations.map(({ id }) => id)));
    bus.onRejoin(() => void this.sweep());
  }

  async onApplicationBootstrap(): Promise<void> {
    this.lookedUntil = this.sweptUntil = await this.repository.sweptUntil();
    await this.sweep();
    this.schedule();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  /** Told every few seconds which conversations have moved, of those that this node has sockets of. */
  onMoved(listener: (heads: Map<string, Head>) => void): void {
    this.moved.push(listener);
  }

  /**
   * Told at each sweep in which conversations somebody replied since the one before, by whichever node: for what is to be written
   * after a reply, which the node that stored it may not have lived to do. The mark moves on only when the listener is done.
   */
  onReplied(settle: (stretches: Stretch[]) => Promise<void>): void {
    this.settlers.push(settle);
  }

  /** The heads as they are now, at a constant number of queries, however many ask. */
  read(conversationIds: string[]): Promise<Map<string, Head>> {
    return this.now.getMany(conversationIds);
  }

  private async readNow(conversationIds: string[]): Promise<Map<string, Head>> {
    const [written, moved] = await Promise.all([
      this.repository.written(conversationIds),
      this.repository.movedSince(this.since(), conversationIds),
    ]);
    return new Map(conversationIds.map((id) => [id, furthest(written.get(id) ?? noHead, moved.get(id))]));
  }

  /** Looks at all that was stored lately. */
  async sweep(): Promise<void> {
    await this.looking;
    if (!this.stopped) await this.one(() => this.sweepOnce());
  }

  /** One look at a time. */
  private one(look: () => Promise<void>): Promise<void> {
    this.looking ??= look()
      .catch((error: unknown) => this.log.warn(`sweep failed, comes again: ${String(error)}`))
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  private since(): Date {
    return before(this.sweptUntil, OVERLAP_MS);
  }

  private async sweepOnce(): Promise<void> {
    const began = new Date();
    const heads = await this.repository.movedSince(this.since());
    const news = newsOf(heads, this.written);
    await this.repository.advance(news);
    this.bring(heads);
    await this.settle(news);
    await this.repository.setSweptUntil(began);
    for (const [id, head] of news) this.written.set(id, head);
    for (const known of [this.written, this.seen]) {
      for (const id of known.keys()) if (!heads.has(id)) known.delete(id);
    }
    this.lookedUntil = this.sweptUntil = began;
    this.glances = 0;
  }

  private async glance(): Promise<void> {
    const began = new Date();
    this.bring(await this.repository.movedSince(before(this.lookedUntil, GLANCE_OVERLAP_MS)));
    this.lookedUntil = began;
    this.glances += 1;
  }

  /** To this node's sockets. */
  private bring(heads: Map<string, Head>): void {
    for (const [id, head] of heads) this.streams.catchUp(id, head);
    const news = newsOf(heads, this.seen);
    for (const [id, head] of news) this.seen.set(id, furthest(this.seen.get(id), head));
    const followed = new Map([...news].filter(([id]) => this.streams.isOpen(id)));
    if (followed.size > 0) for (const listener of this.moved) listener(followed);
  }

  private async settle(news: Map<string, Moved>): Promise<void> {
    const stretches = [...news].flatMap(([conversation_id, { seq: to, replied }]) => {
      const known = this.written.get(conversation_id);
      const after = known?.seq ?? 0;
      return replied > after ? [{ conversation_id, after, to, ...(!known && { since: this.since() }) }] : [];
    });
    if (stretches.length > 0) await Promise.all(this.settlers.map((settle) => settle(stretches)));
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      const isDue = this.glances >= GLANCES_BETWEEN_SWEEPS;
      void (isDue ? this.sweep() : this.one(() => this.glance())).then(() => this.schedule());
    }, LOOK_EVERY_MS);
  }
}

/** Of a clock that was put back since, the time of now: what comes is not in a future that was looked at. */
const before = (time: Date, ms: number): Date => new Date(Math.min(time.getTime(), Date.now()) - ms);

const newsOf = <H extends Head>(heads: Map<string, H>, known: Map<string, Head>): Map<string, H> =>
  new Map(
    [...heads].filter(([id, head]) => {
      const last = known.get(id);
      return !last || head.seq > last.seq || head.rev > last.rev;
    }),
  );
