import * as contract from '../contract/bots.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { BotTokensService } from './bot-tokens.service.js';
import { BotsService } from './bots.service.js';

@ChatController()
export class BotsController {
  constructor(
    private readonly bots: BotsService,
    private readonly tokens: BotTokensService,
  ) {}

  @Http(contract.createBot)
  create(caller: Caller, input: Input<typeof contract.createBot>) {
    return this.bots.create(caller, input);
  }

  @Http(contract.listBots)
  list(caller: Caller, input: Input<typeof contract.listBots>) {
    return this.bots.list(caller, input);
  }

  @Http(contract.updateBot)
  update(caller: Caller, input: Input<typeof contract.updateBot>) {
    return this.bots.update(caller, input);
  }

  @Http(contract.createBotToken)
  createToken(caller: Caller, input: Input<typeof contract.createBotToken>) {
    return this.tokens.create(caller, input);
  }

  @Http(contract.listBotTokens)
  listTokens(caller: Caller, input: Input<typeof contract.listBotTokens>) {
    return this.tokens.list(caller, input);
  }

  @Http(contract.revokeBotToken)
  revokeToken(caller: Caller, input: Input<typeof contract.revokeBotToken>) {
    return this.tokens.revoke(caller, input);
  }
}
