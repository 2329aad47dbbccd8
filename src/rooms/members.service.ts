import { Injectable } from '@nestjs/common';
import { mutedUntil, NEVER } from '../access/access.rules.js';
import { type Access, AccessService } from '../access/access.service.js';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import type { Input, Output } from '../contract/operation.js';
import type { Role } from '../contract/permissions.js';
import type * as contract from '../contract/rooms.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PresenceView } from '../users/presence-view.js';
import { UserDirectory } from '../users/user-directory.js';
import { requireAllExist } from '../users/users.rules.js';
import { inRole, judgeRoleChange, requireAbove } from './members.rules.js';
import { toMember } from './room.mapper.js';
import { Roster } from './roster.js';

@Injectable()
export class MembersService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly roster: Roster,
    private readonly users: UserDirectory,
    private readonly presence: PresenceView,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
  ) {}

  async list(
    caller: Caller,
    input: Input<typeof contract.listMembers>,
  ): Promise<Output<typeof contract.listMembers>> {
    const { room_id, limit, after } = input;
    await this.access.require(caller, 'read', { room_id });
    const found = await this.memberships.members(room_id, { after, limit: limit + 1 });
    return { members: await this.seen(caller, found.slice(0, limit)), has_more: found.length > limit };
  }

  async add(
    caller: Caller,
    input: Input<typeof contract.addMembers>,
  ): Promise<Output<typeof contract.addMembers>> {
    const { room_id } = input;
    const { conversation } = await this.access.require(caller, 'invite', { room_id });
    const ids = [...new Set(input.user_ids)];
    requireAllExist(ids, await this.users.existing(ids), 'user_ids');
    await this.roster.admit(conversation, ids, 'user_ids', { by: caller.id });
    return { members: await this.seen(caller, await this.memberships.among(room_id, ids)) };
  }

  /** Ownership changes hands by making another member the owner: the owner becomes an admin at the same moment. */
  async update(
    caller: Caller,
    input: Input<typeof contract.updateMember>,
  ): Promise<Output<typeof contract.updateMember>> {
    const { room_id, user_id, role } = input;
    const actor = await this.access.require(caller, role === 'owner' ? 'transfer_ownership' : 'change_role', {
      room_id,
    });
    const target = await this.member(room_id, user_id);
    const what = judgeRoleChange({ id: caller.id, role: actor.role }, target, role);
    if (what !== 'nothing') {
      const done = await (what === 'transfer'
        ? this.transfer(caller, target)
        : this.change(caller, actor, target, role));
      // Somebody changed one of the two meanwhile: judge again by what holds now.
      if (!done) return this.update(caller, input);
    }
    return { member: await this.view(caller, inRole(target, role)) };
  }

  async remove(caller: Caller, { room_id, user_id }: Input<typeof contract.removeMember>): Promise<void> {
    const { conversation, role } = await this.access.require(caller, 'remove_member', { room_id });
    const target = await this.member(room_id, user_id);
    requireAbove(role, target.role);
    const removed = await this.roster.dismiss(conversation, user_id, target.role);
    if (!removed) return this.remove(caller, { room_id, user_id });
    await this.audit.record({ action: 'member_removed', actor_id: caller.id, room_id, target_id: user_id });
  }

  async mute(
    caller: Caller,
    input: Input<typeof contract.muteMember>,
  ): Promise<Output<typeof contract.muteMember>> {
    const { expires_in_ms, reason } = input;
    const until = expires_in_ms === null ? NEVER : new Date(Date.now() + expires_in_ms);
    return this.setMute(caller, input, { until, reason });
  }

  unmute(
    caller: Caller,
    input: Input<typeof contract.unmuteMember>,
  ): Promise<Output<typeof contract.unmuteMember>> {
    return this.setMute(caller, input, { until: null, reason: '' });
  }

  private async setMute(
    caller: Caller,
    { room_id, user_id }: { room_id: string; user_id: string },
    mute: { until: Date | null; reason: string },
  ): Promise<Output<typeof contract.muteMember>> {
    const { role } = await this.access.require(caller, 'mute_member', { room_id });
    const target = await this.member(room_id, user_id);
    requireAbove(role, target.role);
    const muted = await this.memberships.mute(room_id, user_id, { as: target.role, ...mute });
    // They have another role meanwhile, or left: judge again by what holds now.
    if (!muted) return this.setMute(caller, { room_id, user_id }, mute);
    await this.tell(target);
    const about = { actor_id: caller.id, room_id, target_id: user_id };
    const expires_at = mute.until && mutedUntil({ muted_until: mute.until });
    if (mute.until)
      await this.audit.record({
        ...about,
        action: 'member_muted',
        reason: mute.reason,
        details: { expires_at },
      });
    else if (mutedUntil(target)) await this.audit.record({ ...about, action: 'member_unmuted' });
    return { member: await this.view(caller, { ...target, muted_until: mute.until }) };
  }

  private async change(
    { id: actor_id }: Caller,
    { conversation }: Access,
    target: Membership,
    role: Role,
  ): Promise<boolean> {
    const change = { from: target.role, to: role };
    if (!(await this.memberships.changeRole(conversation.id, target.user_id, change))) return false;
    await this.tell(target);
    await this.audit.record({
      ...{ action: 'role_changed', actor_id, room_id: conversation.id, target_id: target.user_id },
      details: change,
    });
    return true;
  }

  private async transfer(caller: Caller, target: Membership): Promise<boolean> {
    const done = await this.memberships.transferOwnership(target.conversation.id, caller.id, target);
    if (!done) {
      // What the cache says of the caller may be a moment old: only the owner tries again.
      const own = await this.memberships.find(target.conversation.id, caller.id);
      if (own?.role !== 'owner') throw new AppError('permission_denied');
      return false;
    }
    await this.tell({ ...target, user_id: caller.id });
    await this.tell(target);
    await this.audit.record({
      ...{ action: 'ownership_transferred', actor_id: caller.id },
      ...{ room_id: target.conversation.id, target_id: target.user_id },
    });
    return true;
  }

  /** As it is now: of a change of role and a mute at once either event tells both. Who left meanwhile was told of already. */
  private async tell({ conversation, user_id }: Membership): Promise<void> {
    const [user, now] = await Promise.all([
      this.users.summary(user_id),
      this.memberships.find(conversation.id, user_id),
    ]);
    if (!now) return;
    await this.events.emit('member_updated', {
      ...{ conversation, user, role: now.role },
      muted_until: mutedUntil(now),
    });
  }

  private async member(roomId: string, userId: string): Promise<Membership> {
    const found = await this.memberships.find(roomId, userId);
    if (!found) throw new AppError('member_not_found');
    return found;
  }

  private async view(caller: Caller, membership: Membership): Promise<contract.Member> {
    const [member] = await this.seen(caller, [membership]);
    if (!member) throw new AppError('member_not_found');
    return member;
  }

  private async seen(caller: { id: string }, memberships: Membership[]): Promise<contract.Member[]> {
    const ids = memberships.map(({ user_id }) => user_id);
    const [users, states, apart] = await Promise.all([
      this.users.summaries(ids),
      this.presence.statesOf(ids),
      this.access.unseenBy(caller),
    ]);
    return memberships.flatMap((membership) => {
      const user = users.get(membership.user_id);
      return user ? [toMember(membership, user, apart.has(user.id) ? 'offline' : states.get(user.id))] : [];
    });
  }
}
