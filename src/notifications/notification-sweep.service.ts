import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { ChangeRepository } from '../messages/change.repository.js';
import { MessageRepository } from '../messages/message.repository.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { DeparturesService } from './departures.service.js';
import type { Told } from './notification.js';
import { NotificationSweepRepository } from './notification-sweep.repository.js';
import { NotifierService } from './notifier.service.js';
import { PushQueue } from './push-queue.js';

const EVERY_MS = 5_000;
/**
 * So long a message is left to the node that stored it, and so late it may become visible: a send is tried for 15 s, and
 * clocks of nodes differ by a little.
 */
const LAG_MS = 25_000;
const BATCH = 500;
/** After a longer silence of all nodes what was said is no news. */
const OLDEST_MS = 24 * 3_600_000;

/**
 * What a node that died still owed: every message and every change that can concern somebody is looked at once more, by one
 * node of them all, when it is 25 s old. Nearly always there is nothing to do but to see that it is done.
 */
@Injectable()
export class NotificationSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(NotificationSweep.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly sweeps: NotificationSweepRepository,
    private readonly messages: MessageRepository,
    private readonly changes: ChangeRepository,
    private readonly memberships: MembershipRepository,
    private readonly preferences: PreferenceDirectory,
    private readonly notifier: NotifierService,
    private readonly departures: DeparturesService,
    private readonly pushes: PushQueue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.sweeps.begin(new Date());
    this.schedule();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** One at a time. `lagMs`: how old a message must be. */
  sweep(lagMs = LAG_MS): Promise<void> {
    this.running ??= this.sweepOnce(lagMs)
      .catch((error: unknown) => this.log.warn(`sweep failed, comes again: ${String(error)}`))
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async sweepOnce(lagMs: number): Promise<void> {
    const now = Date.now();
    const claimed = await this.sweeps.claim(new Date(now), new Date(now + EVERY_MS / 2));
    if (!claimed) return;
    const from = new Date(Math.max(claimed.getTime(), now - OLDEST_MS));
    const to = new Date(now - lagMs);
    if (from < to) await this.between(from, to);
    await this.pushes.sweep(to);
  }

  private async between(from: Date, to: Date): Promise<void> {
    const all = this.preferences.listenersNow().size > 0;
    for (let at = from; at < to && !this.stopped; ) {
      const found = await this.messages.storedBetween({ from: at, to }, { all, count: BATCH });
      await this.settle(found);
      const last = found.length < BATCH ? to : new Date((found.at(-1)?.created_at.getTime() ?? 0) + 1);
      const period = { from: at, to: last < to ? last : to };
      const kinds = ['edited', 'deleted', 'reaction_added', 'reaction_removed', 'updated'] as const;
      await this.settle(await this.messages.byIds(await this.changes.changedBetween(period, [...kinds])));
      at = period.to;
      await this.sweeps.advance(at);
    }
    for (const { conversation, user_id, left_at } of await this.memberships.changedSince(from))
      if (left_at !== null) await this.departures.leave(conversation, user_id);
  }

  private async settle(told: Told[]): Promise<void> {
    const groups = Map.groupBy(told, ({ conversation }) => conversation.id);
    for (const group of groups.values()) {
      const { conversation } = group[0] as { conversation: ConversationRef };
      await this.notifier.settle(conversation, group, { fresh: false });
    }
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.sweep().then(() => this.schedule()), EVERY_MS);
  }
}
