import { forwardMessage } from '../contract/forwards.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { ForwardsService } from './forwards.service.js';

@ChatController()
export class ForwardsController {
  constructor(private readonly forwards: ForwardsService) {}

  @Http(forwardMessage)
  forward(caller: Caller, input: Input<typeof forwardMessage>) {
    return this.forwards.forward(caller, input);
  }
}
