import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import type * as contract from '../contract/emojis.js';
import type { Input, Output } from '../contract/operation.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { Administrators } from '../users/administrators.js';
import { EmojiDirectory } from './emoji-directory.js';
import { EmojiSetRepository } from './emoji-set.repository.js';
import { requireRoomFor } from './emojis.rules.js';

/** Emoji that people of this server made. */
@Injectable()
export class EmojisService {
  constructor(
    private readonly emojis: EmojiSetRepository,
    private readonly directory: EmojiDirectory,
    private readonly pictures: PicturesService,
    private readonly administrators: Administrators,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
  ) {
    pictures.ownedBy('emoji', async (id) => (await emojis.list()).find((one) => one.id === id)?.url ?? null);
  }

  async list(): Promise<Output<typeof contract.listEmojis>> {
    return { emojis: await this.directory.list() };
  }

  async create(
    caller: Caller,
    { name, file_id }: Input<typeof contract.createEmoji>,
  ): Promise<Output<typeof contract.createEmoji>> {
    // Before the upload is used up; whether it still holds is part of the write.
    requireRoomFor(name, await this.emojis.list());
    const id = newId();
    const picture = await this.pictures.makeFromFile(caller, file_id, 'emoji', { kind: 'emoji', id });
    const emoji = { id, name, ...picture, created_by: caller.id, created_at: new Date().toISOString() };
    if (!(await this.emojis.add(emoji))) {
      await this.pictures.release(emoji.url);
      requireRoomFor(name, await this.emojis.list());
      throw new AppError('emoji_name_taken'); // It was, and is free again by now.
    }
    await this.events.emit('emojis_changed', { added: [emoji], removed: [] });
    return { emoji };
  }

  async delete(caller: Caller, { emoji_id }: Input<typeof contract.deleteEmoji>): Promise<void> {
    const emoji = (await this.emojis.list()).find(({ id }) => id === emoji_id);
    if (!emoji) throw new AppError('emoji_not_found');
    const own = emoji.created_by === caller.id;
    if (!own) await this.administrators.require(caller);
    if (!(await this.emojis.remove(emoji_id))) throw new AppError('emoji_not_found');
    await this.pictures.release(emoji.url);
    if (!own) {
      const details = { name: emoji.name };
      const who = { actor_id: caller.id, target_id: emoji.created_by };
      await this.audit.record({ action: 'emoji_removed', ...who, details });
    }
    await this.events.emit('emojis_changed', { added: [], removed: [emoji_id] });
  }
}
