import { Injectable } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import type { Role } from '../contract/permissions.js';
import type { Room } from '../contract/rooms.js';
import { type RoomCounters, type StoredRoom, toRoom } from './room.mapper.js';

type LoadCounters = (userId: string, roomIds: string[]) => Promise<Map<string, RoomCounters>>;

/** Rooms as one user sees them: with their role, and with what is unread for them. */
@Injectable()
export class RoomView {
  private load: LoadCounters = () => Promise.resolve(new Map());

  constructor(private readonly memberships: MembershipRepository) {}

  /** The inbox, which stands right of this folder, says here how counters are read: for any number of rooms at once. */
  completeWith(load: LoadCounters): void {
    this.load = load;
  }

  /** At a constant number of queries. `roles` are the user's in these rooms, where the caller has read them already. */
  async of(userId: string, rooms: StoredRoom[], roles?: ReadonlyMap<string, Role>): Promise<Room[]> {
    const known = roles ?? (await this.roles(userId, rooms));
    // A stranger learns nothing of what is said in a room, not even its last message.
    const joined = rooms.filter(({ id }) => known.has(id)).map(({ id }) => id);
    const counters = joined.length === 0 ? new Map<string, RoomCounters>() : await this.load(userId, joined);
    return rooms.map((room) => toRoom(room, known.get(room.id) ?? null, counters.get(room.id)));
  }

  async one(userId: string, room: StoredRoom): Promise<Room> {
    const [view] = await this.of(userId, [room]);
    return view as Room;
  }

  private async roles(userId: string, rooms: StoredRoom[]): Promise<Map<string, Role>> {
    const memberships = await this.memberships.ofUserIn(
      userId,
      rooms.map(({ id }) => id),
    );
    return new Map(memberships.map(({ conversation, role }) => [conversation.id, role]));
  }
}
