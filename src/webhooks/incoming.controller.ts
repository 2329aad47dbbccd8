import type { Input } from '../contract/operation.js';
import * as contract from '../contract/webhooks.js';
import type { Caller, Visitor } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { IncomingService } from './incoming.service.js';

@ChatController()
export class IncomingController {
  constructor(private readonly incoming: IncomingService) {}

  @Http(contract.createIncomingWebhook)
  create(caller: Caller, input: Input<typeof contract.createIncomingWebhook>) {
    return this.incoming.create(caller, input);
  }

  @Http(contract.listIncomingWebhooks)
  list(caller: Caller, input: Input<typeof contract.listIncomingWebhooks>) {
    return this.incoming.list(caller, input);
  }

  @Http(contract.updateIncomingWebhook)
  update(caller: Caller, input: Input<typeof contract.updateIncomingWebhook>) {
    return this.incoming.update(caller, input);
  }

  @Http(contract.rotateIncomingWebhook)
  rotate(caller: Caller, input: Input<typeof contract.rotateIncomingWebhook>) {
    return this.incoming.rotate(caller, input);
  }

  @Http(contract.deleteIncomingWebhook)
  delete(caller: Caller, input: Input<typeof contract.deleteIncomingWebhook>) {
    return this.incoming.delete(caller, input);
  }

  @Http(contract.postToWebhook)
  post(visitor: Visitor, input: Input<typeof contract.postToWebhook>) {
    return this.incoming.post(visitor, input);
  }
}
