import { deleteMessage, editMessage, messageHistory } from '../contract/messages.js';
import type { Input } from '../contract/operation.js';
import { listPinned, pinMessage, unpinMessage } from '../contract/pins.js';
import { addReaction, removeReaction } from '../contract/reactions.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { ChangesService } from './changes.service.js';

@ChatController()
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Http(editMessage)
  edit(caller: Caller, input: Input<typeof editMessage>) {
    return this.changes.edit(caller, input);
  }

  @Http(deleteMessage)
  delete(caller: Caller, input: Input<typeof deleteMessage>) {
    return this.changes.delete(caller, input);
  }

  @Http(messageHistory)
  history(caller: Caller, input: Input<typeof messageHistory>) {
    return this.changes.history(caller, input);
  }

  @Http(addReaction)
  addReaction(caller: Caller, input: Input<typeof addReaction>) {
    return this.changes.addReaction(caller, input);
  }

  @Http(removeReaction)
  removeReaction(caller: Caller, input: Input<typeof removeReaction>) {
    return this.changes.removeReaction(caller, input);
  }

  @Http(pinMessage)
  pin(caller: Caller, input: Input<typeof pinMessage>) {
    return this.changes.pin(caller, input);
  }

  @Http(unpinMessage)
  unpin(caller: Caller, input: Input<typeof unpinMessage>) {
    return this.changes.unpin(caller, input);
  }

  @Http(listPinned)
  listPinned(caller: Caller, input: Input<typeof listPinned>) {
    return this.changes.listPinned(caller, input);
  }
}
