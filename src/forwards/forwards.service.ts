import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import type { forwardMessage } from '../contract/forwards.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { MessageRepository } from '../messages/message.repository.js';
import { MessagesService } from '../messages/messages.service.js';
import { AttachmentsService } from '../uploads/attachments.service.js';
import { conversationOf, forwardOf, isGone } from './forwards.rules.js';

/** Sends a message on: what is read in one conversation is said in another, with all that sending takes there. */
@Injectable()
export class ForwardsService {
  constructor(
    private readonly access: AccessService,
    private readonly messages: MessageRepository,
    private readonly sending: MessagesService,
    private readonly files: AttachmentsService,
  ) {}

  async forward(
    caller: Caller,
    { message_id, ...input }: Input<typeof forwardMessage>,
  ): Promise<Output<typeof forwardMessage>> {
    const source = await this.messages.get(message_id);
    await this.access.requireMessage(caller, 'read', source.conversation);
    const repeated = isGone(source) ? await this.sending.sentBefore(caller, input) : null;
    if (repeated) return repeated;
    const { attachments } = source;
    const sent = await this.sending.send(caller, input, { forwarded_from: forwardOf(source), attachments });
    if (sent.created) {
      const { id, sender_id } = sent.message;
      await this.files.share(attachments, { id, sender_id, conversation: conversationOf(sent.message) });
    }
    return sent;
  }
}
