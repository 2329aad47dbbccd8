import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { ConversationHeads } from '../access/conversation-heads.js';
import { AppError } from '../common/errors/app-error.js';
import { GuardedFetch, OutboundError } from '../common/net/guarded-fetch.js';
import { Config } from '../config/config.js';
import { limits } from '../contract/limits.js';
import type { Input, Output } from '../contract/operation.js';
import type * as contract from '../contract/webhooks.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { CourierService } from './courier.service.js';
import { DeliveryRepository } from './delivery.repository.js';
import { HookEvents } from './hook-events.js';
import { signingKey, toWebhook } from './outgoing.rules.js';
import { OutgoingWebhookRepository, type StoredWebhook } from './outgoing-webhook.repository.js';
import { SenderService } from './sender.service.js';

const SALT_BYTES = 16;
const newSalt = (): string => randomBytes(SALT_BYTES).toString('base64url');

type Target = { room_id: string; webhook_id: string };
type WithSecret = Output<typeof contract.createOutgoingWebhook>;

/** URLs that are told what happens in rooms: who may set them up, and what they did. The courier does the telling. */
@Injectable()
export class OutgoingService {
  constructor(
    private readonly access: AccessService,
    private readonly hooks: OutgoingWebhookRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly happened: HookEvents,
    private readonly sender: SenderService,
    private readonly courier: CourierService,
    private readonly heads: ConversationHeads,
    private readonly net: GuardedFetch,
    private readonly config: Config,
    events: DomainEvents,
  ) {
    events.on('room_deleted', ({ room_id }) => this.removeRoom(room_id));
  }

  async create(
    caller: Caller,
    { room_id, url, events }: Input<typeof contract.createOutgoingWebhook>,
  ): Promise<WithSecret> {
    await this.access.require(caller, 'edit_room', { room_id });
    this.requireReachable(url);
    const made = { created_by: caller.id, created_at: new Date(), salt: newSalt() };
    const start = { ...(await this.headOf(room_id)), attempts: 0, given_up: 0 };
    const hook = {
      id: newId(),
      room_id,
      url,
      events,
      active: true,
      disabled_reason: null,
      ...made,
      ...start,
    };
    await this.hooks.create(hook);
    // Counted after the write, so that many at once are not more than there may be.
    if ((await this.hooks.ofRoom(room_id)).length > limits.webhooksPerRoom) {
      await this.hooks.remove(hook.id);
      throw new AppError('webhook_limit_reached');
    }
    await this.courier.changed(room_id);
    return this.withSecret({ ...hook, lease: '' });
  }

  async list(
    caller: Caller,
    { room_id }: Input<typeof contract.listOutgoingWebhooks>,
  ): Promise<Output<typeof contract.listOutgoingWebhooks>> {
    await this.access.require(caller, 'edit_room', { room_id });
    return { webhooks: (await this.hooks.ofRoom(room_id)).map(toWebhook) };
  }

  async update(
    caller: Caller,
    { url, events, active, ...target }: Input<typeof contract.updateOutgoingWebhook>,
  ): Promise<Output<typeof contract.updateOutgoingWebhook>> {
    const hook = await this.find(caller, target);
    if (url !== undefined) this.requireReachable(url);
    const named = { ...(url !== undefined && { url }), ...(events !== undefined && { events }) };
    const turned =
      active === undefined || active === hook.active ? {} : await this.turned(caller, hook, active);
    const changed = await this.hooks.update(hook.id, { ...named, ...turned });
    if (!changed) throw new AppError('webhook_not_found');
    await this.courier.changed(hook.room_id);
    return { webhook: toWebhook(changed) };
  }

  async rotate(caller: Caller, target: Target): Promise<WithSecret> {
    const hook = await this.find(caller, target);
    const rotated = await this.hooks.update(hook.id, { salt: newSalt() });
    if (!rotated) throw new AppError('webhook_not_found');
    return this.withSecret(rotated);
  }

  async delete(caller: Caller, target: Target): Promise<void> {
    const { id, room_id } = await this.find(caller, target);
    await this.hooks.remove(id);
    await this.deliveries.removeAll(id);
    await this.courier.changed(room_id);
  }

  async log(
    caller: Caller,
    { limit, before, ...target }: Input<typeof contract.listDeliveries>,
  ): Promise<Output<typeof contract.listDeliveries>> {
    const { id } = await this.find(caller, target);
    const found = await this.deliveries.page(id, { before, count: limit + 1 });
    return { deliveries: found.slice(0, limit), has_more: found.length > limit };
  }

  async redeliver(
    caller: Caller,
    { delivery_id, ...target }: Input<typeof contract.redeliver>,
  ): Promise<Output<typeof contract.redeliver>> {
    const hook = await this.find(caller, target);
    const delivery = await this.deliveries.find(hook.id, delivery_id);
    const event = delivery && (await this.happened.again(hook, delivery));
    if (!delivery || !event) throw new AppError('not_found');
    // One that is tried again by itself stays so.
    const otherwise = delivery.state === 'pending' ? 'pending' : 'failed';
    return { delivery: await this.sender.send(hook, event, otherwise) };
  }

  /** Turned on it begins with what happens from now on, for who turned it on. */
  private async turned({ id }: Caller, { room_id }: StoredWebhook, active: boolean) {
    if (!active) return { active };
    const fresh = { disabled_reason: null, attempts: 0, given_up: 0, retry_at: new Date(), created_by: id };
    return { active, ...fresh, ...(await this.headOf(room_id)) };
  }

  private async find(caller: Caller, { room_id, webhook_id }: Target): Promise<StoredWebhook> {
    await this.access.require(caller, 'edit_room', { room_id });
    const hook = await this.hooks.find(webhook_id);
    if (hook?.room_id !== room_id) throw new AppError('webhook_not_found');
    return hook;
  }

  private async headOf(id: string): Promise<{ seq: number; rev: number }> {
    const { seq, rev } = await this.heads.readOne({ id, type: 'room' });
    return { seq, rev };
  }

  /** What its name stands for is looked at when something is sent. */
  private requireReachable(url: string): void {
    try {
      this.net.check(url);
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      throw new AppError('address_refused', {
        detail: error.message,
        errors: [{ path: 'url', message: error.message }],
      });
    }
  }

  private async removeRoom(roomId: string): Promise<void> {
    for (const { id } of await this.hooks.ofRoom(roomId)) await this.deliveries.removeAll(id);
    await this.hooks.removeRoom(roomId);
    await this.courier.changed(roomId);
  }

  private withSecret(hook: StoredWebhook): WithSecret {
    return { webhook: toWebhook(hook), secret: signingKey(this.config.env.JWT_SECRET, hook) };
  }
}
