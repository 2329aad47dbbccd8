import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { AppError } from '../common/errors/app-error.js';
import type { deleteFile, getFileLink, listFiles } from '../contract/files.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { type FileRecord, toStoredFile } from './file.record.js';
import { FileRepository } from './file.repository.js';
import { FileLinks } from './file-links.js';
import { FileSweeper } from './file-sweeper.js';

@Injectable()
export class FilesService {
  constructor(
    private readonly access: AccessService,
    private readonly files: FileRepository,
    private readonly links: FileLinks,
    private readonly sweeper: FileSweeper,
  ) {}

  async link(caller: Caller, { file_id }: Input<typeof getFileLink>): Promise<Output<typeof getFileLink>> {
    const file = await this.files.find(file_id);
    if (file?.state !== 'ready' || !(await this.maySee(caller, file))) throw new AppError('file_not_found');
    return { file: this.links.toFile(toStoredFile(file)) };
  }

  async list(caller: Caller, input: Input<typeof listFiles>): Promise<Output<typeof listFiles>> {
    const { conversation } = await this.access.require(caller, 'read', input);
    // One more than asked for tells whether there are more.
    const found = await this.files.sentIn(conversation, { ...input, limit: input.limit + 1 });
    const files = found.slice(0, input.limit).flatMap((file) => {
      const use = file.uses.find((one) => one.conversation.id === conversation.id);
      return use ? [{ file, use }] : [];
    });
    return {
      files: files.map(({ file, use }) => ({
        file: this.links.toFile(toStoredFile(file)),
        message_id: use.message_id,
        sender_id: use.sender_id,
        created_at: file.created_at.toISOString(),
      })),
      has_more: found.length > input.limit,
    };
  }

  async delete(caller: Caller, { file_id }: Input<typeof deleteFile>): Promise<void> {
    const file = await this.files.find(file_id);
    if (file?.owner_id !== caller.id) throw new AppError('file_not_found');
    if (file.claim || !(await this.files.discard(file_id, caller.id))) throw new AppError('file_in_use');
    this.sweeper.soon();
  }

  /** One's own until it is sent; then whoever may read a message that has it. */
  private async maySee(caller: Caller, { owner_id, uses }: FileRecord): Promise<boolean> {
    if (uses.length === 0) return owner_id === caller.id;
    for (const { conversation } of uses) {
      try {
        await this.access.requireMessage(caller, 'read', conversation);
        return true;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
    return false;
  }
}
