import { Injectable } from '@nestjs/common';
import { AttachmentsService, sameFacts } from '../uploads/attachments.service.js';
import type { FileClaim, FileUse } from '../uploads/file.record.js';
import { FileSweeper } from '../uploads/file-sweeper.js';
import { LateFacts } from '../uploads/late-facts.js';
import { ChangesService } from './changes.service.js';
import { MessageRepository } from './message.repository.js';

const TRIES = 5;

/** Keeps messages and their files in step, whatever came between. */
@Injectable()
export class AttachmentKeeper {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly messages: MessageRepository,
    private readonly changes: ChangesService,
    sweeper: FileSweeper,
    late: LateFacts,
  ) {
    sweeper.askAbout((claim, file) => this.bearerOf(claim, file.id, file.owner_id));
    late.showWith((fileId) => this.show(fileId));
  }

  /** The message that a file was claimed for, if it was stored: the node that did so may not have lived to say so. */
  private async bearerOf(claim: FileClaim, fileId: string, sender_id: string): Promise<FileUse | null> {
    const { client_id, conversation_id } = claim;
    const found =
      client_id === null
        ? await this.messages.byIds([claim.message_id])
        : await this.messages.byClientIds(conversation_id, [{ sender_id, client_id }]);
    const message = found.find(({ attachments }) => attachments.some(({ id }) => id === fileId));
    return message ? { message_id: message.id, sender_id, conversation: message.conversation } : null;
  }

  private async show(fileId: string): Promise<void> {
    for (const id of await this.attachments.messagesOf(fileId)) await this.refresh(id);
  }

  /** All files of the message as they are known now: again when it was changed meanwhile, until it says the same. */
  private async refresh(messageId: string): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const message = await this.messages.byId(messageId);
      if (!message || message.deleted) return;
      const known = await this.attachments.current(message.attachments.map(({ id }) => id));
      const byId = new Map(known.map((file) => [file.id, file]));
      const attachments = message.attachments.map((file) => byId.get(file.id) ?? file);
      if (attachments.every((file, index) => sameFacts(file, message.attachments[index] ?? file))) return;
      await this.changes.update(message, { attachments });
    }
  }
}
