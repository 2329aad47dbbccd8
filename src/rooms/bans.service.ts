import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import type * as contract from '../contract/invitations.js';
import type { Input, Output } from '../contract/operation.js';
import { outranks, type Role } from '../contract/permissions.js';
import type { UserSummary } from '../contract/users.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { Caller } from '../identity/caller.js';
import { UserDirectory } from '../users/user-directory.js';
import { BanRepository, type StoredBan } from './ban.repository.js';
import { requireAbove } from './members.rules.js';
import { Roster } from './roster.js';

@Injectable()
export class BansService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly bans: BanRepository,
    private readonly roster: Roster,
    private readonly users: UserDirectory,
    private readonly audit: AuditService,
  ) {}

  async ban(caller: Caller, input: Input<typeof contract.banUser>): Promise<Output<typeof contract.banUser>> {
    const { room_id, user_id, reason, expires_in_ms } = input;
    const { conversation, role } = await this.access.require(caller, 'ban', { room_id });
    const user = await this.users.summary(user_id);
    const member = await this.memberships.find(room_id, user_id);
    if (member || user_id === caller.id) requireAbove(role, member?.role ?? role);
    const created_at = new Date();
    const expires_at = expires_in_ms === undefined ? null : new Date(created_at.getTime() + expires_in_ms);
    const ban = { room_id, user_id, reason, banned_by: caller.id, created_at, expires_at };
    // First the ban, then the membership: who joins in between finds the ban (Roster).
    await this.bans.put(ban);
    await this.takeOut(conversation, role, user_id);
    await this.audit.record({
      ...{ action: 'member_banned', actor_id: caller.id, room_id, target_id: user_id, reason },
      details: { expires_at: expires_at?.toISOString() ?? null },
    });
    return { ban: toBan(ban, user) };
  }

  async lift(caller: Caller, { room_id, user_id }: Input<typeof contract.liftBan>): Promise<void> {
    await this.access.require(caller, 'ban', { room_id });
    if (!(await this.bans.remove(room_id, user_id))) return;
    await this.audit.record({ action: 'ban_lifted', actor_id: caller.id, room_id, target_id: user_id });
  }

  async list(
    caller: Caller,
    { room_id, limit, after }: Input<typeof contract.listBans>,
  ): Promise<Output<typeof contract.listBans>> {
    await this.access.require(caller, 'ban', { room_id });
    const found = await this.bans.page(room_id, { after, limit: limit + 1 });
    const users = await this.users.summaries(found.map(({ user_id }) => user_id));
    const bans = found.slice(0, limit).flatMap((ban) => {
      const user = users.get(ban.user_id);
      return user ? [toBan(ban, user)] : [];
    });
    return { bans, has_more: found.length > limit };
  }

  private async takeOut(conversation: ConversationRef, role: Role, userId: string): Promise<void> {
    const member = await this.memberships.find(conversation.id, userId);
    if (!member) return;
    if (!outranks(role, member.role)) {
      // Somebody raised them between the question and the ban: it does not hold.
      await this.bans.remove(conversation.id, userId);
      throw new AppError('permission_denied');
    }
    const gone = await this.roster.dismiss(conversation, userId, member.role);
    if (!gone) await this.takeOut(conversation, role, userId);
  }
}

const toBan = (
  { reason, banned_by, created_at, expires_at }: StoredBan,
  user: UserSummary,
): contract.Ban => ({
  user,
  reason,
  banned_by,
  created_at: created_at.toISOString(),
  expires_at: expires_at?.toISOString() ?? null,
});
