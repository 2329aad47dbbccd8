import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import { limits } from '../contract/limits.js';
import type { Input, Output } from '../contract/operation.js';
import type * as contract from '../contract/webhooks.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller, Visitor } from '../identity/caller.js';
import { MessagesService } from '../messages/messages.service.js';
import { Roster } from '../rooms/roster.js';
import { BotAccounts } from '../users/bot-accounts.js';
import { UserRepository } from '../users/user.repository.js';
import { UserDirectory } from '../users/user-directory.js';
import { contentOf } from './incoming.rules.js';
import { IncomingWebhookRepository, type StoredIncomingWebhook } from './incoming-webhook.repository.js';

const SECRET_BYTES = 32;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
/** Compared where there is no webhook: as slowly as where there is one. */
const nobodys = hashOf('');

type Target = { room_id: string; webhook_id: string };

/** URLs that post into rooms. Each posts as a bot of its own, for which the rules of the room hold. */
@Injectable()
export class IncomingService {
  constructor(
    private readonly access: AccessService,
    private readonly hooks: IncomingWebhookRepository,
    private readonly roster: Roster,
    private readonly memberships: MembershipRepository,
    private readonly bots: BotAccounts,
    private readonly users: UserRepository,
    private readonly directory: UserDirectory,
    private readonly messages: MessagesService,
    private readonly config: Config,
    events: DomainEvents,
  ) {
    events.on('room_deleted', ({ room_id }) => this.hooks.removeRoom(room_id));
  }

  async create(
    caller: Caller,
    { room_id, name }: Input<typeof contract.createIncomingWebhook>,
  ): Promise<Output<typeof contract.createIncomingWebhook>> {
    const { conversation } = await this.access.require(caller, 'edit_room', { room_id });
    await this.requireSpace(room_id, limits.webhooksPerRoom - 1);
    const id = newId();
    const secret = newSecret();
    const hook = { id, room_id, hash: hashOf(secret), active: true };
    const { user, stored } = await this.users.transaction(async (session) => {
      const user = await this.bots.create({ username: `hook-${id}`, display_name: name }, session);
      const stored = { ...hook, user_id: user.id, created_by: caller.id, created_at: new Date() };
      await this.hooks.create(stored, session);
      return { user, stored };
    });
    await this.bots.tell(user);
    try {
      // Counted after the write, so that many at once are not more than there may be.
      await this.requireSpace(room_id, limits.webhooksPerRoom);
      await this.roster.admit(conversation, [user.id], 'room_id');
    } catch (error) {
      await this.hooks.remove(id);
      await this.bots.discard(user);
      throw error;
    }
    return { webhook: await this.shown(stored), url: this.urlOf(id, secret) };
  }

  async list(
    caller: Caller,
    { room_id }: Input<typeof contract.listIncomingWebhooks>,
  ): Promise<Output<typeof contract.listIncomingWebhooks>> {
    await this.access.require(caller, 'edit_room', { room_id });
    const hooks = await this.hooks.ofRoom(room_id);
    return { webhooks: await Promise.all(hooks.map((hook) => this.shown(hook))) };
  }

  async update(
    caller: Caller,
    { name, active, ...target }: Input<typeof contract.updateIncomingWebhook>,
  ): Promise<Output<typeof contract.updateIncomingWebhook>> {
    const hook = await this.find(caller, target);
    if (name !== undefined) {
      const bot = await this.users.findById(hook.user_id);
      if (bot) await this.users.updateProfile(bot, { display_name: name.trim() });
      await this.bots.tell({ id: hook.user_id });
    }
    return { webhook: await this.shown(active === undefined ? hook : await this.change(hook, { active })) };
  }

  async rotate(caller: Caller, target: Target): Promise<Output<typeof contract.rotateIncomingWebhook>> {
    const secret = newSecret();
    const hook = await this.change(await this.find(caller, target), { hash: hashOf(secret) });
    return { webhook: await this.shown(hook), url: this.urlOf(hook.id, secret) };
  }

  async delete(caller: Caller, target: Target): Promise<void> {
    const { id, room_id, user_id } = await this.find(caller, target);
    await this.hooks.remove(id);
    const membership = await this.memberships.find(room_id, user_id);
    if (membership) await this.roster.dismiss(membership.conversation, user_id, membership.role);
  }

  /** Who knows the URL may post, and learns nothing else. */
  async post(
    visitor: Visitor,
    input: Input<typeof contract.postToWebhook>,
  ): Promise<Output<typeof contract.postToWebhook>> {
    const hook = await this.hooks.find(input.webhook_id);
    const known = timingSafeEqual(Buffer.from(hashOf(input.secret)), Buffer.from(hook?.hash ?? nobodys));
    if (!hook?.active || !known) throw new AppError('webhook_not_found');
    const caller = { ...visitor, id: hook.user_id, session_id: hook.id, server_role: 'user' as const };
    const content = contentOf(input);
    if (content.length > limits.content.max)
      throw new AppError('validation_failed', { detail: 'content: is too long with its username' });
    const { room_id } = hook;
    const sent = await this.messages.send(caller, { room_id, content, client_id: input.client_id });
    return { message_id: sent.message.id, created: sent.created };
  }

  private async requireSpace(roomId: string, max: number): Promise<void> {
    if ((await this.hooks.ofRoom(roomId)).length > max) throw new AppError('webhook_limit_reached');
  }

  private async change(
    { id }: StoredIncomingWebhook,
    changes: Partial<Pick<StoredIncomingWebhook, 'hash' | 'active'>>,
  ): Promise<StoredIncomingWebhook> {
    const hook = await this.hooks.update(id, changes);
    if (!hook) throw new AppError('webhook_not_found');
    return hook;
  }

  private async find(caller: Caller, { room_id, webhook_id }: Target): Promise<StoredIncomingWebhook> {
    await this.access.require(caller, 'edit_room', { room_id });
    const hook = await this.hooks.find(webhook_id);
    if (hook?.room_id !== room_id) throw new AppError('webhook_not_found');
    return hook;
  }

  private async shown(hook: StoredIncomingWebhook): Promise<contract.IncomingWebhook> {
    const user = await this.directory.summary(hook.user_id);
    const { id, room_id, active, created_by } = hook;
    const created_at = hook.created_at.toISOString();
    return { id, room_id, name: user.display_name, user, active, created_by, created_at };
  }

  private urlOf(id: string, secret: string): string {
    return `${this.config.publicUrl}/api/hooks/${id}/${secret}`;
  }
}
