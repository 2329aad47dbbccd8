import { sendMessage } from '../contract/messages.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatGateway, On } from '../transport/operation.decorators.js';
import { MessagesService } from './messages.service.js';

@ChatGateway()
export class MessagesGateway {
  constructor(private readonly messages: MessagesService) {}

  @On(sendMessage)
  send(caller: Caller, input: Input<typeof sendMessage>) {
    return this.messages.send(caller, input);
  }
}
