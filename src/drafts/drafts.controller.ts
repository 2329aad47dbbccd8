import { listDrafts, saveDraft } from '../contract/drafts.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { DraftsService } from './drafts.service.js';

@ChatController()
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  @Http(listDrafts)
  list(caller: Caller, input: Input<typeof listDrafts>) {
    return this.drafts.list(caller, input);
  }

  @Http(saveDraft)
  save(caller: Caller, input: Input<typeof saveDraft>) {
    return this.drafts.save(caller, input);
  }
}
