import { getMessage, listMessages, sendMessage } from '../contract/messages.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { MessagesService } from './messages.service.js';

@ChatController()
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Http(sendMessage)
  send(caller: Caller, input: Input<typeof sendMessage>) {
    return this.messages.send(caller, input);
  }

  @Http(listMessages)
  list(caller: Caller, input: Input<typeof listMessages>) {
    return this.messages.list(caller, input);
  }

  @Http(getMessage)
  get(caller: Caller, input: Input<typeof getMessage>) {
    return this.messages.get(caller, input);
  }
}
