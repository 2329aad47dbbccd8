import { saveDraft } from '../contract/drafts.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { DraftsService } from './drafts.service.js';

@ChatGateway()
export class DraftsGateway {
  constructor(private readonly drafts: DraftsService) {}

  @On(saveDraft)
  save(caller: Caller, input: Input<typeof saveDraft>) {
    return this.drafts.save(caller, input);
  }
}
