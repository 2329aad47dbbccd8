import { Injectable } from '@nestjs/common';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import type { Room } from '../contract/rooms.js';
import { type RoomCounters, type StoredRoom, toRoom } from './room.mapper.js';

type LoadCounters = (userId: string, memberships: Membership[]) => Promise<Map<string, RoomCounters>>;

/** Rooms as one user sees them: with their role, and with what is unread for them. */
@Injectable()
export class RoomView {
  private load: LoadCounters = () => Promise.resolve(new Map());

  constructor(private readonly memberships: MembershipRepository) {}

  /** The inbox, which stands right of this folder, says here how counters are read: for any number of rooms at once. */
  completeWith(load: LoadCounters): void {
    this.load = load;
  }

  /** At a constant number of queries. `memberships` are all that the user has in these rooms. */
  async of(userId: string, rooms: StoredRoom[], memberships: Membership[]): Promise<Room[]> {
    const known = new Map(memberships.map((membership) => [membership.conversation.id, membership]));
    // A stranger learns nothing of what is said in a room, not even its last message.
    const joined = rooms.flatMap(({ id }) => known.get(id) ?? []);
    const counters = joined.length === 0 ? new Map<string, RoomCounters>() : await this.load(userId, joined);
    return rooms.map((room) => toRoom(room, known.get(room.id)?.role ?? null, counters.get(room.id)));
  }

  async one(userId: string, room: StoredRoom): Promise<Room> {
    const [view] = await this.of(userId, [room], await this.memberships.ofUserIn(userId, [room.id]));
    return view as Room;
  }
}
