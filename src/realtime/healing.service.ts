import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AccessService, placeOf } from '../access/access.service.js';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import { DomainEvents } from '../events/domain-events.js';
import { SessionRepository } from '../identity/session.repository.js';
import { ClusterBus } from './cluster-bus.js';
import { MembershipNews } from './membership-news.js';
import { SubscriptionService } from './subscription.service.js';

const EVERY_MS = 3_000;
/** What was stored a moment ago may carry the time of a node whose clock is behind. */
const OVERLAP_MS = 10_000;
/** Whoever ended a membership just now is about to say so: who is unsubscribed before that never hears it. */
const GRACE_MS = 2_000;

/**
 * Brings this node what it was not told: a node that died between its write and its word, a Redis that was away.
 * Looks every few seconds at which memberships and sessions changed lately, two queries by index.
 */
@Injectable()
export class HealingService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(HealingService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private healedUntil = new Date();
  private stopped = false;

  constructor(
    private readonly memberships: MembershipRepository,
    private readonly sessions: SessionRepository,
    private readonly access: AccessService,
    private readonly subscriptions: SubscriptionService,
    private readonly news: MembershipNews,
    private readonly events: DomainEvents,
    bus: ClusterBus,
  ) {
    bus.onRejoin(() => {
      access.invalidateAll();
      void this.heal();
    });
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  /** Before the database is let go. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One at a time. */
  heal(): Promise<void> {
    this.running ??= this.healOnce()
      .catch((error: unknown) => this.log.warn(`healing failed, comes again: ${String(error)}`))
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async healOnce(): Promise<void> {
    const began = new Date();
    const mark = this.news.mark();
    const since = new Date(this.healedUntil.getTime() - OVERLAP_MS);
    const [changed, ended] = await Promise.all([
      this.memberships.changedSince(since),
      this.sessions.endedSince(since),
    ]);
    for (const membership of changed) {
      // What was told since is newer than what was read.
      const told = this.news.since(mark, membership.conversation.id, membership.user_id);
      if (told === undefined) await this.follow(membership);
    }
    for (const session of ended) this.events.receive('session_ended', session);
    await this.subscriptions.beginLate();
    this.healedUntil = began;
  }

  private async follow({ conversation, user_id, left_at }: Membership): Promise<void> {
    if (left_at === null) {
      await this.subscriptions.ensureJoined(conversation, user_id);
    } else if (
      Date.now() - left_at.getTime() > GRACE_MS &&
      this.subscriptions.follows(conversation.id, user_id)
    ) {
      this.log.warn({ msg: 'a member who left was still subscribed', ...placeOf(conversation) });
      this.access.forget(conversation, user_id);
      this.subscriptions.ensureLeft(conversation, user_id);
    }
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.heal().then(() => this.schedule()), EVERY_MS);
  }
}
