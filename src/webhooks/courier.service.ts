import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { ConversationHeads } from '../access/conversation-heads.js';
import { ShortCache } from '../common/cache/short-cache.js';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { JobsService } from '../jobs/jobs.service.js';
import { AccountRepository } from '../users/account.repository.js';
import { isActive } from '../users/user.record.js';
import { HookEvents, type Step } from './hook-events.js';
import { pauseAfter } from './outgoing.rules.js';
import { OutgoingWebhookRepository, type StoredWebhook } from './outgoing-webhook.repository.js';
import { SenderService } from './sender.service.js';

const JOB = 'webhooks';
/** What happens within this time goes with one job. */
const GATHER_MS = 50;
const SWEPT = 1_000;
const FIRST_ID = '0'.repeat(24);
const MAX_GIVEN_UP = 5;
/** A busy room does not keep a worker for itself. */
const TURN_MS = 20_000;
const CACHE_MS = 60_000;

/**
 * Sends what webhooks have to tell. Where each one is, the database knows (HookEvents); a job is only a call to look.
 * Of all nodes one at a time sends for a webhook, by a lease that ends by itself when that node dies; and each node
 * looks now and then for webhooks that lag behind though nobody was called.
 */
@Injectable()
export class CourierService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(CourierService.name);
  private readonly active = new ShortCache((roomId) => this.activeIn(roomId), CACHE_MS);
  private readonly gathering = new Set<string>();
  /** Up to here the sweep has looked: it goes round, some at a time. */
  private sweptTo = FIRST_ID;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly hooks: OutgoingWebhookRepository,
    private readonly happened: HookEvents,
    private readonly sender: SenderService,
    private readonly access: AccessService,
    private readonly accounts: AccountRepository,
    private readonly heads: ConversationHeads,
    private readonly jobs: JobsService,
    private readonly config: Config,
    private readonly events: DomainEvents,
  ) {
    events.everywhere('webhooks_changed', ({ room_id }) => this.active.invalidate(room_id));
    jobs.handle<{ webhook_id: string }>(JOB, 'light', ({ webhook_id }) => this.deliver(webhook_id));
    events.on('messages_created', ({ conversation }) => this.call(conversation));
    events.on('message_changed', ({ conversation }) => this.call(conversation));
  }

  onApplicationBootstrap(): void {
    if (this.config.env.JOBS === 'off') return;
    this.timer = setInterval(() => void this.sweep(), this.config.env.WEBHOOK_TIMEOUT_MS).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  /** What a node does not hear of it finds by its sweep. */
  changed(room_id: string): Promise<void> {
    return this.events.emit('webhooks_changed', { room_id });
  }

  private async call({ id, type }: ConversationRef): Promise<void> {
    if (type !== 'room') return;
    for (const hookId of await this.active.get(id)) this.gather(hookId);
  }

  /** The job is added after all that it shall find was stored. */
  private gather(hookId: string): void {
    if (this.gathering.has(hookId)) return;
    this.gathering.add(hookId);
    setTimeout(() => {
      this.gathering.delete(hookId);
      void this.ask(hookId);
    }, GATHER_MS).unref();
  }

  /** A call that Redis does not take is made up for by the sweep. */
  private async ask(webhook_id: string, delayMs?: number): Promise<void> {
    if (this.stopping) return;
    await this.jobs
      .add(JOB, { webhook_id }, { delayMs })
      .catch((error: Error) => this.log.warn(`webhook ${webhook_id} waits: ${error.message}`));
  }

  async sweep(count = SWEPT): Promise<void> {
    try {
      const idle = await this.hooks.idle(this.sweptTo, count);
      this.sweptTo = (idle.length === count && idle.at(-1)?.id) || FIRST_ID;
      const refs = idle.map(({ room_id }) => ({ id: room_id, type: 'room' as const }));
      const heads = await this.heads.read([...new Map(refs.map((ref) => [ref.id, ref])).values()]);
      for (const { id, room_id, seq, rev } of idle) {
        const head = heads.get(room_id);
        if (head && (head.seq > seq || head.rev > rev)) await this.ask(id);
      }
    } catch (error) {
      this.log.warn({ err: error });
    }
  }

  /** Who comes while another sends goes away: the other looks once more after it let go. */
  private async deliver(webhookId: string): Promise<void> {
    const until = Date.now() + TURN_MS;
    for (;;) {
      const hook = await this.hooks.claim(webhookId, this.leaseEnd());
      if (!hook) return;
      try {
        await this.drain(hook, until);
      } finally {
        await this.hooks.release(hook);
      }
      if (this.stopping || !(await this.lags(webhookId))) return;
      if (Date.now() >= until) return this.ask(webhookId);
    }
  }

  private async lags(webhookId: string): Promise<boolean> {
    const hook = await this.hooks.find(webhookId);
    return hook?.active === true && (await this.happened.after(hook)).length > 0;
  }

  private async drain(claimed: StoredWebhook, until: number): Promise<void> {
    let hook: StoredWebhook | null = claimed;
    while (hook && Date.now() < until && !this.stopping) {
      const steps = await this.happened.after(hook);
      if (steps.length === 0) return;
      for (const step of steps) {
        hook = await this.take(hook, step);
        if (!hook) return;
      }
    }
  }

  /** The webhook one step further; null when it is not to go on now. */
  private async take(hook: StoredWebhook, { seq, rev, event }: Step): Promise<StoredWebhook | null> {
    if (!event) return this.hooks.progress(hook, { seq, rev }, this.leaseEnd());
    if (!(await this.makerSees(hook))) return this.disable(hook, 'maker_left');
    const held = await this.hooks.progress(hook, {}, this.leaseEnd());
    if (!held) return null;
    const attempts = held.attempts + 1;
    const last = attempts >= this.config.env.WEBHOOK_ATTEMPTS;
    const { state } = await this.sender.send(held, event, last ? 'failed' : 'pending');
    if (state === 'delivered')
      return this.hooks.progress(held, { seq, rev, attempts: 0, given_up: 0 }, this.leaseEnd());
    if (!last) return this.pause(held, attempts);
    const given_up = held.given_up + 1;
    const further = { seq, rev, attempts: 0, given_up };
    const next = await this.hooks.progress(held, further, this.leaseEnd());
    return next && given_up >= MAX_GIVEN_UP ? this.disable(next, 'failures') : next;
  }

  private async pause(hook: StoredWebhook, attempts: number): Promise<null> {
    const pauseMs = pauseAfter(attempts, this.config.env.WEBHOOK_RETRY_MS);
    await this.hooks.progress(hook, { attempts, retry_at: new Date(Date.now() + pauseMs) }, this.leaseEnd());
    await this.ask(hook.id, pauseMs + GATHER_MS);
    return null;
  }

  private async disable(
    hook: StoredWebhook,
    disabled_reason: NonNullable<StoredWebhook['disabled_reason']>,
  ): Promise<null> {
    await this.hooks.progress(hook, { active: false, disabled_reason }, this.leaseEnd());
    await this.changed(hook.room_id);
    return null;
  }

  /** Who made it must still be in the room: nobody goes on listening by a webhook after they left. */
  private async makerSees({ created_by, room_id }: StoredWebhook): Promise<boolean> {
    const maker = await this.accounts.standing(created_by);
    if (!maker || !isActive(maker)) return false;
    try {
      await this.access.require({ id: created_by }, 'read', { room_id });
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  private async activeIn(roomId: string): Promise<string[]> {
    return (await this.hooks.ofRoom(roomId)).filter(({ active }) => active).map(({ id }) => id);
  }

  /** Longer than one attempt takes. */
  private leaseEnd(): Date {
    return new Date(Date.now() + 2 * this.config.env.WEBHOOK_TIMEOUT_MS);
  }
}
