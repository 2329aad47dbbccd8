import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import type { Input, Output } from '../contract/operation.js';
import type * as contract from '../contract/rooms.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { UserDirectory } from '../users/user-directory.js';
import { requireAllExist } from '../users/users.rules.js';
import { requireMayLeave } from './members.rules.js';
import { type StoredRoom, toRoom, toRoomInfo } from './room.mapper.js';
import { RoomRepository } from './room.repository.js';
import { RoomView } from './room-view.js';
import { othersIn, requireSpace, termsOf, wordsOf } from './rooms.rules.js';
import { Roster } from './roster.js';

type RoomId = { room_id: string };
type RoomResult = Output<typeof contract.getRoom>;

@Injectable()
export class RoomsService {
  constructor(
    private readonly access: AccessService,
    private readonly memberships: MembershipRepository,
    private readonly rooms: RoomRepository,
    private readonly roster: Roster,
    private readonly view: RoomView,
    private readonly users: UserDirectory,
    private readonly audit: AuditService,
    private readonly events: DomainEvents,
    private readonly pictures: PicturesService,
  ) {
    pictures.ownedBy('room', async (id) => (await rooms.find(id))?.cover_url ?? null);
    events.on('room_deleted', ({ room_id: id }) => pictures.releaseAllOf({ kind: 'room', id }));
  }

  async list(
    caller: Caller,
    input: Input<typeof contract.listRooms>,
  ): Promise<Output<typeof contract.listRooms>> {
    const { type, query = '', limit, cursor } = input;
    const filter = { type, terms: termsOf(query) };
    const memberships = (await this.memberships.ofUser(caller.id)).filter(
      ({ conversation }) => conversation.type === 'room',
    );
    const ids = memberships.map(({ conversation }) => conversation.id);
    const [joined, open] = await Promise.all([
      cursor ? [] : this.rooms.findMany(ids, filter),
      type === 'private'
        ? []
        : this.rooms.publicPage(filter, { except: ids, after: cursor, limit: limit + 1 }),
    ]);
    const page = open.slice(0, limit);
    const has_more = open.length > limit;
    const rooms = await this.view.of(caller.id, [...joined, ...page], memberships);
    return { rooms, has_more, cursor: has_more ? (page.at(-1)?.id ?? null) : null };
  }

  async create(caller: Caller, input: Input<typeof contract.createRoom>): Promise<RoomResult> {
    const { name, description, type } = input;
    const others = othersIn(input.member_ids, caller.id);
    const member_ids = [caller.id, ...others];
    const [existing, counts] = await Promise.all([
      this.users.existing(others),
      this.memberships.roomCounts(member_ids),
    ]);
    requireAllExist(others, existing, 'member_ids');
    requireSpace(counts, 'member_ids');
    const id = newId();
    const created_by = caller.id;
    const draft = {
      id,
      name,
      name_words: wordsOf(name),
      description,
      type,
      member_count: member_ids.length,
      created_by,
    };
    const stored = await this.rooms.transaction(async (session) => {
      const first = [
        { user_id: caller.id, role: 'owner' as const },
        ...others.map((user_id) => ({ user_id, role: 'member' as const })),
      ];
      await this.memberships.addFirst({ id, type: 'room' }, first, session);
      return this.rooms.create(draft, session);
    });
    const room = toRoom(stored, 'owner');
    await this.events.emit('room_created', { room, member_ids });
    return { room };
  }

  async get(caller: Caller, { room_id }: RoomId): Promise<RoomResult> {
    await this.access.requireSight(caller, { room_id });
    return this.answer(caller, await this.rooms.find(room_id));
  }

  async update(
    caller: Caller,
    { room_id, cover_file_id, ...changes }: Input<typeof contract.updateRoom>,
  ): Promise<RoomResult> {
    await this.access.require(caller, 'edit_room', { room_id });
    const before = await this.rooms.find(room_id);
    const cover_url = await this.coverOf(caller, room_id, cover_file_id);
    const named = Object.entries({ ...changes, cover_url }).filter(([, value]) => value !== undefined);
    if (named.length === 0) return this.answer(caller, before);
    const room = await this.rooms.update(room_id, {
      ...Object.fromEntries(named),
      ...(changes.name !== undefined && { name_words: wordsOf(changes.name) }),
    });
    if (cover_url !== undefined) await this.pictures.release(before?.cover_url ?? null);
    if (room) {
      await this.events.emit('room_updated', { room: toRoomInfo(room) });
      const details = { fields: named.map(([name]) => name).join(', ') };
      await this.audit.record({ action: 'room_updated', actor_id: caller.id, room_id, details });
    }
    return this.answer(caller, room);
  }

  private async coverOf(
    caller: Caller,
    id: string,
    fileId: string | null | undefined,
  ): Promise<string | null | undefined> {
    if (!fileId) return fileId;
    return (await this.pictures.makeFromFile(caller, fileId, 'cover', { kind: 'room', id })).url;
  }

  async delete(caller: Caller, { room_id }: RoomId): Promise<void> {
    await this.access.require(caller, 'delete_room', { room_id });
    // First the room, then who is in it: who joins in between finds no room (Roster).
    if (!(await this.rooms.bury(room_id))) throw new AppError('room_not_found');
    await this.roster.disband(room_id);
    await this.audit.record({ action: 'room_deleted', actor_id: caller.id, room_id });
  }

  async join(caller: Caller, { room_id }: RoomId): Promise<RoomResult> {
    const { conversation, role, archived } = await this.access.requireSight(caller, { room_id });
    if (role === null) {
      if (archived) throw new AppError('room_archived');
      await this.roster.admit(conversation, [caller.id], 'room_id');
    }
    return this.answer(caller, await this.rooms.find(room_id));
  }

  async leave(caller: Caller, { room_id }: RoomId): Promise<void> {
    const { conversation } = await this.access.require(caller, 'leave', { room_id });
    const membership = await this.memberships.find(room_id, caller.id);
    if (!membership) return; // Another device of the caller was first.
    if (membership.role === 'owner') requireMayLeave('owner', await this.memberships.count(room_id));
    const left = await this.roster.dismiss(conversation, caller.id, membership.role);
    if (!left) await this.leave(caller, { room_id });
  }

  async archive(caller: Caller, input: RoomId): Promise<RoomResult> {
    return this.setArchived(caller, input, true);
  }

  async unarchive(caller: Caller, input: RoomId): Promise<RoomResult> {
    return this.setArchived(caller, input, false);
  }

  private async setArchived(caller: Caller, { room_id }: RoomId, archived: boolean): Promise<RoomResult> {
    await this.access.require(caller, 'archive', { room_id });
    const changed = await this.rooms.setArchived(room_id, archived);
    if (changed) {
      await this.events.emit('room_archived', { room: toRoomInfo(changed) });
      const action = archived ? 'room_archived' : 'room_unarchived';
      await this.audit.record({ action, actor_id: caller.id, room_id });
    }
    return this.answer(caller, changed ?? (await this.rooms.find(room_id)));
  }

  private async answer(caller: Caller, room: StoredRoom | null): Promise<RoomResult> {
    if (!room) throw new AppError('room_not_found'); // Deleted while the caller was asking.
    return { room: await this.view.one(caller.id, room) };
  }
}
