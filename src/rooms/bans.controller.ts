import * as contract from '../contract/invitations.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { BansService } from './bans.service.js';

@ChatController()
export class BansController {
  constructor(private readonly bans: BansService) {}

  @Http(contract.banUser)
  ban(caller: Caller, input: Input<typeof contract.banUser>): Promise<Output<typeof contract.banUser>> {
    return this.bans.ban(caller, input);
  }

  @Http(contract.liftBan)
  lift(caller: Caller, input: Input<typeof contract.liftBan>): Promise<void> {
    return this.bans.lift(caller, input);
  }

  @Http(contract.listBans)
  list(caller: Caller, input: Input<typeof contract.listBans>): Promise<Output<typeof contract.listBans>> {
    return this.bans.list(caller, input);
  }
}
