import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AccessService, type Sight } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import { Turns } from '../common/turns.js';
import type * as contract from '../contract/invitations.js';
import type { Input, Output } from '../contract/operation.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { newId } from '../database/object-id.js';
import type { Caller } from '../identity/caller.js';
import { UserDirectory } from '../users/user-directory.js';
import { toRoomInfo } from './room.mapper.js';
import { RoomRepository } from './room.repository.js';
import { RoomInvitationRepository, type StoredInvitation } from './room-invitation.repository.js';
import { RoomView } from './room-view.js';
import { type Enter, Roster } from './roster.js';

const CODE_BYTES = 16;

type Code = { code: string };

/** Links into rooms: given out by who may add members, and good for whoever has them. */
@Injectable()
export class RoomInvitationsService {
  /** Those who come by one link, one after the other on this node: each holds a connection while it waits for the row. */
  private readonly turns = new Turns();

  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly invitations: RoomInvitationRepository,
    private readonly rooms: RoomRepository,
    private readonly roster: Roster,
    private readonly view: RoomView,
    private readonly users: UserDirectory,
    private readonly audit: AuditService,
  ) {}

  async create(
    caller: Caller,
    { room_id, max_uses, expires_in_ms }: Input<typeof contract.createRoomInvitation>,
  ): Promise<Output<typeof contract.createRoomInvitation>> {
    await this.access.require(caller, 'invite', { room_id });
    const created_at = new Date();
    const invitation: StoredInvitation = {
      id: newId(),
      code: randomBytes(CODE_BYTES).toString('base64url'),
      room_id,
      created_by: caller.id,
      max_uses: max_uses ?? null,
      uses: 0,
      uses_left: max_uses ?? Number.MAX_SAFE_INTEGER,
      created_at,
      expires_at: expires_in_ms === undefined ? null : new Date(created_at.getTime() + expires_in_ms),
    };
    await this.invitations.create(invitation);
    await this.audit.record({
      ...{ action: 'invitation_created', actor_id: caller.id, room_id },
      details: { invitation_id: invitation.id },
    });
    return { invitation: toInvitation(invitation) };
  }

  async list(
    caller: Caller,
    { room_id, limit, after }: Input<typeof contract.listRoomInvitations>,
  ): Promise<Output<typeof contract.listRoomInvitations>> {
    await this.access.require(caller, 'invite', { room_id });
    const found = await this.invitations.page(room_id, { after, limit: limit + 1 });
    return { invitations: found.slice(0, limit).map(toInvitation), has_more: found.length > limit };
  }

  async revoke(
    caller: Caller,
    { room_id, invitation_id }: Input<typeof contract.revokeRoomInvitation>,
  ): Promise<void> {
    await this.access.require(caller, 'invite', { room_id });
    if (!(await this.invitations.remove(room_id, invitation_id))) return;
    const details = { invitation_id };
    await this.audit.record({ action: 'invitation_revoked', actor_id: caller.id, room_id, details });
  }

  async get(caller: Caller, { code }: Code): Promise<Output<typeof contract.getInvitation>> {
    const { invitation, role } = await this.open(caller, code);
    if (role === null && invitation.uses_left <= 0) throw new AppError('invitation_invalid');
    const [room, invited_by] = await Promise.all([
      this.rooms.find(invitation.room_id),
      this.users.summary(invitation.created_by),
    ]);
    if (!room) throw new AppError('invitation_invalid');
    const { pinned_message_ids: _, ...shown } = toRoomInfo(room);
    const expires_at = invitation.expires_at?.toISOString() ?? null;
    return { invitation: { code, room: shown, invited_by, expires_at } };
  }

  async accept(caller: Caller, { code }: Code): Promise<Output<typeof contract.acceptInvitation>> {
    const { invitation, conversation, role, archived } = await this.open(caller, code);
    if (role === null) {
      if (archived) throw new AppError('room_archived');
      const enter: Enter = (userId, head) =>
        this.use(invitation, (session) =>
          this.memberships.add(conversation, userId, 'member', head, session),
        );
      await this.roster.admit(conversation, [caller.id], 'code', { enter });
    }
    const room = await this.rooms.find(invitation.room_id);
    if (!room) throw new AppError('invitation_invalid');
    return { room: await this.view.one(caller.id, room) };
  }

  /** What the link leads to. Having it is what lets a stranger see a private room. */
  private async open(caller: Caller, code: string): Promise<Sight & { invitation: StoredInvitation }> {
    const invitation = await this.invitations.byCode(code);
    if (!invitation) throw new AppError('invitation_invalid');
    try {
      const sight = await this.access.requireSight(caller, { room_id: invitation.room_id }, true);
      return { ...sight, invitation };
    } catch (error) {
      const gone = error instanceof AppError && error.code === 'room_not_found';
      throw gone ? new AppError('invitation_invalid') : error;
    }
  }

  /** True when somebody came in by it. */
  private async use(
    { id }: StoredInvitation,
    add: Parameters<RoomInvitationRepository['use']>[1],
  ): Promise<boolean> {
    try {
      const use = await this.turns.take(id, () => this.invitations.use(id, add));
      if (use === 'used_up') throw new AppError('invitation_invalid');
      return use === 'used';
    } catch (error) {
      // Another device of theirs made the membership in the same moment.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

const toInvitation = ({
  uses_left: _,
  created_at,
  expires_at,
  ...invitation
}: StoredInvitation): contract.RoomInvitation => ({
  ...invitation,
  created_at: created_at.toISOString(),
  expires_at: expires_at?.toISOString() ?? null,
});
