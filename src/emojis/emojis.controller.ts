import * as contract from '../contract/emojis.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { EmojisService } from './emojis.service.js';

@ChatController()
export class EmojisController {
  constructor(private readonly emojis: EmojisService) {}

  @Http(contract.listEmojis)
  list(
    _caller: Caller,
    _input: Input<typeof contract.listEmojis>,
  ): Promise<Output<typeof contract.listEmojis>> {
    return this.emojis.list();
  }

  @Http(contract.createEmoji)
  create(
    caller: Caller,
    input: Input<typeof contract.createEmoji>,
  ): Promise<Output<typeof contract.createEmoji>> {
    return this.emojis.create(caller, input);
  }

  @Http(contract.deleteEmoji)
  delete(caller: Caller, input: Input<typeof contract.deleteEmoji>): Promise<void> {
    return this.emojis.delete(caller, input);
  }
}
