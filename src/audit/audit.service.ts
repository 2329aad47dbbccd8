import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import type * as contract from '../contract/audit.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { Administrators } from '../users/administrators.js';
import { UserDirectory } from '../users/user-directory.js';
import { AuditRepository, type NewEntry } from './audit.repository.js';

type Entries = Output<typeof contract.listAudit>;

/** What those did who may act on others: written down before they are answered, and shown to who watches over them. */
@Injectable()
export class AuditService {
  constructor(
    private readonly entries: AuditRepository,
    private readonly access: AccessService,
    private readonly administrators: Administrators,
    private readonly users: UserDirectory,
  ) {}

  record(entry: NewEntry): Promise<void> {
    return this.entries.add(entry);
  }

  async ofRoom(
    caller: Caller,
    { room_id, ...page }: Input<typeof contract.listRoomAudit>,
  ): Promise<Output<typeof contract.listRoomAudit>> {
    await this.access.require(caller, 'read_audit', { room_id });
    return this.page(page, room_id);
  }

  async ofServer(caller: Caller, page: Input<typeof contract.listAudit>): Promise<Entries> {
    await this.administrators.require(caller);
    return this.page(page);
  }

  private async page(
    { limit, before, actor_id }: Input<typeof contract.listAudit>,
    room_id?: string,
  ): Promise<Entries> {
    const found = await this.entries.page({ room_id, actor_id }, { before, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const ids = shown.flatMap(({ actor_id: actor, target_id }) => (target_id ? [actor, target_id] : [actor]));
    const people = await this.users.summaries([...new Set(ids)]);
    const entries = shown.flatMap(({ actor_id: by, target_id, created_at, ...entry }) => {
      const actor = people.get(by);
      if (!actor) return [];
      const target = target_id === null ? null : (people.get(target_id) ?? null);
      return [{ ...entry, actor, target, created_at: created_at.toISOString() }];
    });
    return { entries, has_more: found.length > limit };
  }
}
