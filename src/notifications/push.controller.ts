import type { Input, Output } from '../contract/operation.js';
import * as contract from '../contract/push.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { PushService } from './push.service.js';

@ChatController()
export class PushController {
  constructor(private readonly push: PushService) {}

  @Http(contract.getPushKey)
  key(
    _caller: Caller,
    _input: Input<typeof contract.getPushKey>,
  ): Promise<Output<typeof contract.getPushKey>> {
    return this.push.key();
  }

  @Http(contract.addPushSubscription)
  add(
    caller: Caller,
    input: Input<typeof contract.addPushSubscription>,
  ): Promise<Output<typeof contract.addPushSubscription>> {
    return this.push.add(caller, input);
  }

  @Http(contract.removePushSubscription)
  remove(caller: Caller, input: Input<typeof contract.removePushSubscription>): Promise<void> {
    return this.push.remove(caller, input);
  }
}
