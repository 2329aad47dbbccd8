import { Injectable } from '@nestjs/common';
import type * as contract from '../contract/blocks.js';
import type { Input, Output } from '../contract/operation.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PersonalData } from '../users/personal-data.js';
import { UserDirectory } from '../users/user-directory.js';
import { BlockRepository } from './block.repository.js';
import { listFull, requireOther } from './blocks.rules.js';

/** Whom people do not want to hear from. What follows from it is decided by access (SeparationService). */
@Injectable()
export class BlocksService {
  constructor(
    private readonly blocks: BlockRepository,
    private readonly users: UserDirectory,
    private readonly events: DomainEvents,
    data: PersonalData,
  ) {
    data.register(
      'blocks',
      (userId) => this.blocks.removeAll(userId),
      (userId) => this.blocks.list(userId),
    );
  }

  async list(caller: Caller): Promise<Output<typeof contract.listBlocked>> {
    const ids = await this.blocks.list(caller.id);
    const people = await this.users.summaries(ids);
    return { users: ids.flatMap((id) => people.get(id) ?? []) };
  }

  async block(caller: Caller, { user_id }: Input<typeof contract.blockUser>): Promise<void> {
    requireOther(caller.id, user_id);
    await this.users.summary(user_id);
    const { outcome, ids } = await this.blocks.add(caller.id, user_id);
    if (outcome === 'full') throw listFull();
    if (outcome === 'blocked') await this.tell(caller.id, user_id, ids);
  }

  async unblock(caller: Caller, { user_id }: Input<typeof contract.unblockUser>): Promise<void> {
    const ids = await this.blocks.remove(caller.id, user_id);
    if (ids) await this.tell(caller.id, user_id, ids);
  }

  private tell(user_id: string, changed: string, user_ids: string[]): Promise<void> {
    return this.events.emit('blocks_changed', { user_id, changed, user_ids });
  }
}
