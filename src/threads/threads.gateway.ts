import type { Input } from '../contract/operation.js';
import { markThreadRead } from '../contract/threads.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { ThreadsService } from './threads.service.js';

@ChatGateway()
export class ThreadsGateway {
  constructor(private readonly threads: ThreadsService) {}

  @On(markThreadRead)
  markRead(caller: Caller, input: Input<typeof markThreadRead>) {
    return this.threads.markRead(caller, input);
  }
}
