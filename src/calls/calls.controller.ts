import { iceServers, listCalls } from '../contract/calls.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { CallsService } from './calls.service.js';

@ChatController()
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  @Http(listCalls)
  list(caller: Caller, _input: Input<typeof listCalls>) {
    return this.calls.list(caller);
  }

  @Http(iceServers)
  iceServers(caller: Caller, _input: Input<typeof iceServers>) {
    return this.calls.iceServers(caller);
  }
}
