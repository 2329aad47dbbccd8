import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type * as contract from '../contract/bots.js';
import type { Input, Output } from '../contract/operation.js';
import { DomainEvents } from '../events/domain-events.js';
import { ApiTokenService } from '../identity/api-token.service.js';
import type { Caller } from '../identity/caller.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { AccountRepository } from '../users/account.repository.js';
import { Administrators } from '../users/administrators.js';
import { Avatars } from '../users/avatars.js';
import { BotAccounts } from '../users/bot-accounts.js';
import { PersonalData } from '../users/personal-data.js';
import { isActive, type UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { BotOwnerRepository } from './bot-owner.repository.js';
import { toBot } from './bots.mapper.js';

type BotResult = Output<typeof contract.createBot>;

/** Programs that take part: who owns them, and whether they are on. */
@Injectable()
export class BotsService {
  constructor(
    private readonly owners: BotOwnerRepository,
    private readonly accounts: AccountRepository,
    private readonly bots: BotAccounts,
    private readonly users: UserRepository,
    private readonly avatars: Avatars,
    private readonly pictures: PicturesService,
    private readonly tokens: ApiTokenService,
    private readonly administrators: Administrators,
    personalData: PersonalData,
    events: DomainEvents,
  ) {
    personalData.register('bots', (userId) => this.turnOffAll(userId));
    events.on('user_updated', ({ user_id }) => this.follow(user_id));
  }

  async create(caller: Caller, input: Input<typeof contract.createBot>): Promise<BotResult> {
    await this.owners.ensure(caller.id);
    const user = await this.users.transaction(async (session) => {
      const made = await this.bots.create(input, session);
      if (!(await this.owners.add(caller.id, made.id, session))) throw new AppError('bot_limit_reached');
      return made;
    });
    await this.bots.tell(user);
    return { bot: toBot(user, caller.id) };
  }

  async list(
    caller: Caller,
    { all, limit, after = '' }: Input<typeof contract.listBots>,
  ): Promise<Output<typeof contract.listBots>> {
    if (all) await this.administrators.require(caller);
    const owners = all ? await this.owners.all() : await this.own(caller.id);
    const ids = [...owners.keys()].sort().filter((id) => id > after);
    const page = ids.slice(0, limit);
    const found = new Map((await this.users.findMany(page)).map((user) => [user.id, user]));
    const bots = page.flatMap((id) => {
      const user = found.get(id);
      return user ? [toBot(user, owners.get(id) as string)] : [];
    });
    return { bots, has_more: ids.length > limit };
  }

  async update(caller: Caller, input: Input<typeof contract.updateBot>): Promise<BotResult> {
    const { bot_id, owner_id, active } = input;
    const display_name = input.display_name?.trim();
    const { bot, owner } = await this.mine(caller, bot_id);
    const avatar_url = await this.avatars.of(caller, bot, { avatar_url: input.avatar_url });
    if (owner_id !== undefined && owner_id !== owner) await this.give(bot, owner, owner_id);
    if (display_name !== undefined || avatar_url !== undefined)
      await this.users.updateProfile(bot, { display_name, avatar_url });
    if (avatar_url !== undefined) await this.pictures.release(bot.avatar_url);
    if (active === false) await this.turnOff(bot.id);
    if (active === true) await this.accounts.reactivate(bot.id);
    await this.bots.tell(bot);
    const [now, its] = await Promise.all([this.users.findById(bot_id), this.owners.ownerOf(bot_id)]);
    if (!now || !its) throw new AppError('bot_not_found');
    return { bot: toBot(now, its) };
  }

  /** The bot, for who owns it or administers the server. Others do not learn that it is one that somebody owns. */
  async mine(caller: Caller, botId: string): Promise<{ bot: UserRecord; owner: string }> {
    const [bot, owner] = await Promise.all([this.users.findById(botId), this.owners.ownerOf(botId)]);
    if (!bot || owner === null || !(owner === caller.id || (await this.administers(caller))))
      throw new AppError('bot_not_found');
    return { bot, owner };
  }

  private async administers({ id }: Caller): Promise<boolean> {
    return (await this.administrators.ids()).includes(id);
  }

  private async own(userId: string): Promise<Map<string, string>> {
    return new Map((await this.owners.botsOf(userId)).map((id) => [id, userId]));
  }

  private async give(bot: UserRecord, from: string, to: string): Promise<void> {
    const heir = await this.users.findById(to);
    if (!heir || heir.bot || !isActive(heir)) throw new AppError('user_not_found');
    await this.owners.ensure(to);
    await this.users.transaction(async (session) => {
      if (!(await this.owners.remove(from, bot.id, session))) throw new AppError('bot_not_found');
      if (!(await this.owners.add(to, bot.id, session))) throw new AppError('bot_limit_reached');
    });
  }

  private async turnOff(botId: string): Promise<void> {
    await this.accounts.transaction((session) => this.accounts.deactivate(botId, session));
    await this.tokens.revokeAll(botId);
  }

  /** An account was closed: its bots go with it, and a bot that an administrator closed loses its tokens. */
  private async follow(userId: string): Promise<void> {
    const user = await this.users.findById(userId);
    if (!user || isActive(user)) return;
    if (user.bot) await this.tokens.revokeAll(userId);
    else await this.turnOffAll(userId);
  }

  private async turnOffAll(ownerId: string): Promise<void> {
    for (const id of await this.owners.botsOf(ownerId)) {
      await this.turnOff(id);
      await this.bots.tell({ id });
    }
  }
}
