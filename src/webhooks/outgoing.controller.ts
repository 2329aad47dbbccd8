import type { Input } from '../contract/operation.js';
import * as contract from '../contract/webhooks.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { OutgoingService } from './outgoing.service.js';

@ChatController()
export class OutgoingController {
  constructor(private readonly outgoing: OutgoingService) {}

  @Http(contract.createOutgoingWebhook)
  create(caller: Caller, input: Input<typeof contract.createOutgoingWebhook>) {
    return this.outgoing.create(caller, input);
  }

  @Http(contract.listOutgoingWebhooks)
  list(caller: Caller, input: Input<typeof contract.listOutgoingWebhooks>) {
    return this.outgoing.list(caller, input);
  }

  @Http(contract.updateOutgoingWebhook)
  update(caller: Caller, input: Input<typeof contract.updateOutgoingWebhook>) {
    return this.outgoing.update(caller, input);
  }

  @Http(contract.rotateOutgoingWebhook)
  rotate(caller: Caller, input: Input<typeof contract.rotateOutgoingWebhook>) {
    return this.outgoing.rotate(caller, input);
  }

  @Http(contract.deleteOutgoingWebhook)
  delete(caller: Caller, input: Input<typeof contract.deleteOutgoingWebhook>) {
    return this.outgoing.delete(caller, input);
  }

  @Http(contract.listDeliveries)
  log(caller: Caller, input: Input<typeof contract.listDeliveries>) {
    return this.outgoing.log(caller, input);
  }

  @Http(contract.redeliver)
  redeliver(caller: Caller, input: Input<typeof contract.redeliver>) {
    return this.outgoing.redeliver(caller, input);
  }
}
