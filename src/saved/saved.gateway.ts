import type { Input } from '../contract/operation.js';
import { saveMessage, unsaveMessage } from '../contract/saved.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { SavedService } from './saved.service.js';

@ChatGateway()
export class SavedGateway {
  constructor(private readonly saved: SavedService) {}

  @On(saveMessage)
  save(caller: Caller, input: Input<typeof saveMessage>) {
    return this.saved.save(caller, input);
  }

  @On(unsaveMessage)
  unsave(caller: Caller, input: Input<typeof unsaveMessage>) {
    return this.saved.unsave(caller, input);
  }
}
