import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type ConversationHead, ConversationHeads } from '../access/conversation-heads.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AppError } from '../common/errors/app-error.js';
import type { Role } from '../contract/permissions.js';
import type { UserSummary } from '../contract/users.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { UserDirectory } from '../users/user-directory.js';
import { BanRepository } from './ban.repository.js';
import { MemberCounts } from './member-counts.js';
import { type StoredRoom, toRoomInfo } from './room.mapper.js';
import { RoomRepository } from './room.repository.js';
import { RoomInvitationRepository } from './room-invitation.repository.js';
import { requireNotBanned, requireSpace } from './rooms.rules.js';

/** True when it made the membership. */
export type Enter = (userId: string, head: ConversationHead) => Promise<boolean>;

/** What a node that died may have left half done is younger than the time that it takes to start another. */
const HEALED_MS = 15 * 60_000;

/**
 * Where memberships of rooms begin and end, whoever asked for it.
 *
 * A room has exactly one owner while it has members: an index lets no second one in, a transfer changes both at once,
 * and an owner cannot leave others behind. Only an empty room has none. An empty public room stays, and the next who
 * joins owns it; an empty private room, which nobody could enter again, is archived.
 */
@Injectable()
export class Roster implements OnApplicationBootstrap {
  private readonly log = new Logger(Roster.name);

  constructor(
    private readonly memberships: MembershipRepository,
    private readonly rooms: RoomRepository,
    private readonly bans: BanRepository,
    private readonly invitations: RoomInvitationRepository,
    private readonly counts: MemberCounts,
    private readonly heads: ConversationHeads,
    private readonly users: UserDirectory,
    private readonly events: DomainEvents,
  ) {}

  onApplicationBootstrap(): void {
    this.heal().catch((error: unknown) =>
      this.log.warn(`rooms are healed when they next change: ${String(error)}`),
    );
  }

  /**
   * Makes these users members; who is one already stays as they are. `path` is the input's field that named them, `enter`
   * how a membership is made where that takes more: false when there was one; `by` is who put them in, if they did not come
   * by themselves.
   */
  async admit(
    conversation: ConversationRef,
    userIds: string[],
    path: string,
    { enter, by }: { enter?: Enter; by?: string } = {},
  ): Promise<void> {
    const [present, banned, counts, users, head] = await Promise.all([
      this.memberships.among(conversation.id, userIds),
      this.bans.among(conversation.id, userIds),
      this.memberships.roomCounts(userIds),
      this.users.summaries(userIds),
      this.heads.readOne(conversation),
    ]);
    for (const { user_id } of present) counts.delete(user_id);
    requireNotBanned(banned, path);
    requireSpace(counts, path);
    const known = new Set(present.map(({ user_id }) => user_id));
    const coming = [...users.values()].filter(({ id }) => !known.has(id));
    const add = enter ?? ((id) => this.memberships.add(conversation, id, 'member', head));
    const added = await Promise.all(coming.map(async (user) => ((await add(user.id, head)) ? [user] : [])));
    const joined = added.flat();
    if (joined.length === 0) return;
    const refused = await this.takeBack(conversation, joined);
    const numbers = { last_seq: head.seq, last_rev: head.rev };
    for (const user of joined.filter(({ id }) => !refused.has(id))) {
      const joining = { conversation, user, role: 'member' as const, ...numbers };
      await this.events.emit('member_joined', { ...joining, ...(by && { added_by: by }) });
    }
    await this.tellAgain(conversation, joined);
    if (!(await this.settle(conversation))) throw new AppError('room_not_found');
    requireNotBanned(refused, path);
  }

  /**
   * Of a ban and a join at once the ban wins. It is stored before it ends the membership; here the membership is stored
   * before bans are read again: whichever comes second sees the other.
   */
  private async takeBack(conversation: ConversationRef, joined: UserSummary[]): Promise<Set<string>> {
    const banned = await this.bans.among(
      conversation.id,
      joined.map(({ id }) => id),
    );
    await Promise.all([...banned].map((id) => this.memberships.end(conversation.id, id)));
    return banned;
  }

  /**
   * Who was taken out between the write and its event was told of as gone before they were told of as here, and sockets
   * that followed the later event would stay subscribed until they are healed.
   */
  private async tellAgain(conversation: ConversationRef, joined: UserSummary[]): Promise<void> {
    const ids = joined.map(({ id }) => id);
    const here = new Set((await this.memberships.among(conversation.id, ids)).map(({ user_id }) => user_id));
    for (const user_id of ids.filter((id) => !here.has(id))) {
      await this.events.emit('member_left', { conversation, user_id });
    }
  }

  /** Ends a membership that is in this role still. False when it is not: ask again what holds now. */
  async dismiss(conversation: ConversationRef, userId: string, role: Role): Promise<boolean> {
    if (!(await this.memberships.end(conversation.id, userId, role))) return false;
    await this.events.emit('member_left', { conversation, user_id: userId });
    await this.settle(conversation);
    return true;
  }

  /** Ends all memberships of a room that was deleted, and what let into it and kept out of it. */
  async disband(roomId: string): Promise<void> {
    await this.memberships.endAll(roomId);
    await Promise.all([this.bans.removeAll(roomId), this.invitations.removeAll(roomId)]);
    await this.events.emit('room_deleted', { room_id: roomId });
  }

  /** After a change: the count, the owner, and whether anybody is left. False when the room was deleted meanwhile. */
  private async settle(conversation: ConversationRef): Promise<boolean> {
    const room = await this.counts.recount(conversation.id);
    if (!room)
      await this.disband(conversation.id); // Again, since somebody came in after everybody was out.
    else if (room.member_count > 0) await this.appointOwner(conversation);
    else await this.close(room);
    return room !== null;
  }

  /** One left as the last in the moment that another joined, or the room was empty: somebody must own it. */
  private async appointOwner(conversation: ConversationRef): Promise<void> {
    const heir = await this.memberships.foremost(conversation.id);
    if (!heir || heir.role === 'owner') return;
    const appointed = await this.memberships.changeRole(conversation.id, heir.user_id, {
      from: heir.role,
      to: 'owner',
    });
    // Not appointed: they left or were changed in the meantime, or another node appointed somebody.
    if (!appointed) return this.appointOwner(conversation);
    const user = await this.users.summary(heir.user_id);
    await this.events.emit('member_updated', { conversation, user, role: 'owner', muted_until: null });
  }

  private async close(room: StoredRoom): Promise<void> {
    if (room.type !== 'private') return;
    const archived = await this.rooms.setArchived(room.id, true);
    if (archived) await this.events.emit('room_archived', { room: toRoomInfo(archived) });
  }

  /** A node that died between a membership and what follows from it is made up for by the next one that starts. */
  private async heal(): Promise<void> {
    const since = new Date(Date.now() - HEALED_MS);
    const [changed, deleted] = await Promise.all([
      this.memberships.changedSince(since),
      this.rooms.deletedSince(since),
    ]);
    const rooms = changed.map(({ conversation }) => conversation).filter(({ type }) => type === 'room');
    for (const room of new Map(rooms.map((ref) => [ref.id, ref])).values()) await this.settle(room);
    for (const id of deleted) await this.disband(id);
  }
}
