import { forwardMessage } from '../contract/forwards.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { ForwardsService } from './forwards.service.js';

@ChatGateway()
export class ForwardsGateway {
  constructor(private readonly forwards: ForwardsService) {}

  @On(forwardMessage)
  forward(caller: Caller, input: Input<typeof forwardMessage>) {
    return this.forwards.forward(caller, input);
  }
}
