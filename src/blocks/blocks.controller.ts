import * as contract from '../contract/blocks.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { BlocksService } from './blocks.service.js';

@ChatController()
export class BlocksController {
  constructor(private readonly blocks: BlocksService) {}

  @Http(contract.listBlocked)
  list(
    caller: Caller,
    _input: Input<typeof contract.listBlocked>,
  ): Promise<Output<typeof contract.listBlocked>> {
    return this.blocks.list(caller);
  }

  @Http(contract.blockUser)
  block(caller: Caller, input: Input<typeof contract.blockUser>): Promise<void> {
    return this.blocks.block(caller, input);
  }

  @Http(contract.unblockUser)
  unblock(caller: Caller, input: Input<typeof contract.unblockUser>): Promise<void> {
    return this.blocks.unblock(caller, input);
  }
}
