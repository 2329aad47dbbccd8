import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ConversationHeads } from '../access/conversation-heads.js';
import { Gather } from '../common/cache/gather.js';
import { ClusterBus } from '../realtime/cluster-bus.js';
import { StreamService } from '../realtime/stream.service.js';
import { furthest, type Head, HeadRepository, type Moved, noHead } from './head.repository.js';

const SWEEP_EVERY_MS = 3_000;
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
 * them adds what was stored since the last sweep. The same sweep brings this node's sockets what a node that died, or a
 * Redis that was away, did not tell.
 */
@Injectable()
export class HeadService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(HeadService.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private sweptUntil = new Date(0);
  private stopped = false;
  private readonly now = new Gather((ids) => this.readNow(ids));
  private readonly written = new Map<string, Head>();
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
    this.sweptUntil = await this.repository.sweptUntil();
    await this.sweep();
    this.schedule();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }

  /** Told at each sweep which conversations have moved, of those that this node has sockets of. */
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

  /** Looks at what was stored lately. One at a time. */
  sweep(): Promise<void> {
    this.sweeping ??= this.sweepOnce()
      .catch((error: unknown) => this.log.warn(`sweep failed, comes again: ${String(error)}`))
      .finally(() => {
        this.sweeping = undefined;
      });
    return this.sweeping;
  }

  private since(): Date {
    return new Date(this.sweptUntil.getTime() - OVERLAP_MS);
  }

  private async sweepOnce(): Promise<void> {
    const began = new Date();
    const heads = await this.repository.movedSince(this.since());
    const news = new Map([...heads].filter(([id, head]) => this.isNews(id, head)));
    await this.repository.advance(news);
    for (const [id, head] of heads) this.streams.catchUp(id, head);
    await this.settle(news);
    await this.repository.setSweptUntil(began);
    for (const [id, head] of news) this.written.set(id, head);
    for (const id of this.written.keys()) if (!heads.has(id)) this.written.delete(id);
    this.sweptUntil = began;
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

  private isNews(id: string, head: Head): boolean {
    const known = this.written.get(id);
    return !known || head.seq > known.seq || head.rev > known.rev;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.sweep().then(() => this.schedule()), SWEEP_EVERY_MS);
  }
}
