import type { Input } from '../contract/operation.js';
import { listSaved, saveMessage, unsaveMessage } from '../contract/saved.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { SavedService } from './saved.service.js';

@ChatController()
export class SavedController {
  constructor(private readonly saved: SavedService) {}

  @Http(listSaved)
  list(caller: Caller, input: Input<typeof listSaved>) {
    return this.saved.list(caller, input);
  }

  @Http(saveMessage)
  save(caller: Caller, input: Input<typeof saveMessage>) {
    return this.saved.save(caller, input);
  }

  @Http(unsaveMessage)
  unsave(caller: Caller, input: Input<typeof unsaveMessage>) {
    return this.saved.unsave(caller, input);
  }
}
