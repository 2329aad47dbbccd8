import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type * as contract from '../contract/bots.js';
import { limits } from '../contract/limits.js';
import type { Input, Output } from '../contract/operation.js';
import { ApiTokenService } from '../identity/api-token.service.js';
import type { Caller } from '../identity/caller.js';
import { isActive } from '../users/user.record.js';
import { toBotToken } from './bots.mapper.js';
import { BotsService } from './bots.service.js';

/** What bots sign in with, given out and taken back by who owns them. */
@Injectable()
export class BotTokensService {
  constructor(
    private readonly bots: BotsService,
    private readonly tokens: ApiTokenService,
  ) {}

  async create(
    caller: Caller,
    { bot_id, name, scopes, expires_at }: Input<typeof contract.createBotToken>,
  ): Promise<Output<typeof contract.createBotToken>> {
    const { bot } = await this.bots.mine(caller, bot_id);
    if (!isActive(bot)) throw new AppError('bot_inactive');
    const until = expires_at === undefined ? undefined : new Date(expires_at);
    const made = await this.tokens.create(bot_id, { name, scopes, expires_at: until }, limits.tokensPerBot);
    if (!made) throw new AppError('token_limit_reached');
    // Turned off in the same moment: its tokens were ended before this one was there.
    const after = await this.bots.mine(caller, bot_id);
    if (!isActive(after.bot)) await this.tokens.revokeAll(bot_id);
    return { token: toBotToken(made.token), secret: made.secret };
  }

  async list(
    caller: Caller,
    { bot_id }: Input<typeof contract.listBotTokens>,
  ): Promise<Output<typeof contract.listBotTokens>> {
    await this.bots.mine(caller, bot_id);
    return { tokens: (await this.tokens.list(bot_id)).map(toBotToken) };
  }

  async revoke(caller: Caller, { bot_id, token_id }: Input<typeof contract.revokeBotToken>): Promise<void> {
    await this.bots.mine(caller, bot_id);
    if (!(await this.tokens.revoke(bot_id, token_id))) throw new AppError('not_found');
  }
}
