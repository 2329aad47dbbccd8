import { deleteMessage, editMessage } from '../contract/messages.js';
import type { Input } from '../contract/operation.js';
import { addReaction, removeReaction } from '../contract/reactions.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { ChangesService } from './changes.service.js';

@ChatGateway()
export class ChangesGateway {
  constructor(private readonly changes: ChangesService) {}

  @On(editMessage)
  edit(caller: Caller, input: Input<typeof editMessage>) {
    return this.changes.edit(caller, input);
  }

  @On(deleteMessage)
  delete(caller: Caller, input: Input<typeof deleteMessage>) {
    return this.changes.delete(caller, input);
  }

  @On(addReaction)
  addReaction(caller: Caller, input: Input<typeof addReaction>) {
    return this.changes.addReaction(caller, input);
  }

  @On(removeReaction)
  removeReaction(caller: Caller, input: Input<typeof removeReaction>) {
    return this.changes.removeReaction(caller, input);
  }
}
