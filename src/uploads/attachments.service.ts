import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import type { StoredFile } from './file.js';
import { type FileClaim, toStoredFile } from './file.record.js';
import { FileRepository } from './file.repository.js';
import { UNUSED_MS } from './file-intake.js';
import { FileSweeper } from './file-sweeper.js';
import { LateFacts } from './late-facts.js';

/** A message that was accepted, before or after it was stored. */
export interface Bearer {
  id: string;
  sender_id: string;
  client_id: string | null;
  conversation: ConversationRef;
}

/**
 * Files become those of a message in two steps, since they are not stored in one: claimed before, so that no other message
 * can have them, and confirmed after. A claim that nobody confirms is settled by the sweep.
 */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly files: FileRepository,
    private readonly late: LateFacts,
    events: DomainEvents,
    private readonly sweeper: FileSweeper,
  ) {
    events.on('room_deleted', async ({ room_id }) => {
      await files.releaseAll(room_id);
      sweeper.soon();
    });
    events.on('message_changed', ({ kind }) => {
      if (kind === 'deleted') sweeper.soon();
    });
  }

  /** Of messages that are removed for their age. */
  async releaseOf(conversationId: string, messageIds: string[]): Promise<void> {
    if (await this.files.releaseOf(conversationId, messageIds)) this.sweeper.soon();
  }

  /** Throws `file_not_found` for what is not the sender's, `file_in_use` for what another message has. */
  async claim(ids: string[], message: Bearer): Promise<StoredFile[]> {
    const found = await this.files.findMany(ids);
    const own = found.filter(({ owner_id, state }) => owner_id === message.sender_id && state === 'ready');
    if (own.length < ids.length) throw new AppError('file_not_found');
    const claim: FileClaim = {
      conversation_id: message.conversation.id,
      type: message.conversation.type,
      message_id: message.id,
      client_id: message.client_id,
    };
    const claimed = await this.files.claim(ids, message.sender_id, claim, new Date(Date.now() + UNUSED_MS));
    if (claimed < ids.length) {
      await this.files.unclaim(ids, message.id);
      throw new AppError('file_in_use');
    }
    return own.map(toStoredFile);
  }

  /** `stored` is what the message has now; `ids` what was claimed for it, perhaps in a try that came to nothing. */
  async confirm(ids: string[], draft: Bearer, stored: Bearer & { attachments: StoredFile[] }): Promise<void> {
    const kept = stored.attachments.map(({ id }) => id);
    const surplus = ids.filter((id) => !kept.includes(id));
    if (surplus.length > 0) await this.files.unclaim(surplus, draft.id);
    await this.share(stored.attachments, stored);
    // What a job found out between the two steps reaches the message too.
    const known = new Map(stored.attachments.map((file) => [file.id, file]));
    for (const file of await this.current(kept))
      if (!sameFacts(file, known.get(file.id) as StoredFile)) await this.late.changed(file.id);
  }

  /** Another message, a forwarded one for example, shows these files too: who may read it may see them. */
  async share(
    files: StoredFile[],
    { id, sender_id, conversation }: Omit<Bearer, 'client_id'>,
  ): Promise<void> {
    const ids = files.map((file) => file.id);
    if (ids.length > 0) await this.files.addUse(ids, { message_id: id, sender_id, conversation });
  }

  /** What is known of these files by now. */
  async current(ids: string[]): Promise<StoredFile[]> {
    return (await this.files.findMany(ids)).map(toStoredFile);
  }

  /** Ids of the messages that show this file. */
  async messagesOf(fileId: string): Promise<string[]> {
    return (await this.files.find(fileId))?.uses.map(({ message_id }) => message_id) ?? [];
  }
}

/** Whether what a message keeps of a file is what is known of it. */
export const sameFacts = (a: StoredFile, b: StoredFile): boolean =>
  JSON.stringify(toStoredFile(a)) === JSON.stringify(toStoredFile(b));
