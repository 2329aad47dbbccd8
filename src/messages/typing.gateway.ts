import type { Input } from '../contract/operation.js';
import { typingStart, typingStop } from '../contract/typing.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { TypingService } from './typing.service.js';

@ChatGateway()
export class TypingGateway {
  constructor(private readonly typing: TypingService) {}

  @On(typingStart)
  start(caller: Caller, input: Input<typeof typingStart>) {
    return this.typing.start(caller, input);
  }

  @On(typingStop)
  stop(caller: Caller, input: Input<typeof typingStop>) {
    return this.typing.stop(caller, input);
  }
}
