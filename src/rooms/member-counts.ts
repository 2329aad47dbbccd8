import { Injectable } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import { DomainEvents } from '../events/domain-events.js';
import { type StoredRoom, toRoomInfo } from './room.mapper.js';
import { RoomRepository } from './room.repository.js';

/**
 * Keeps `member_count` true. It is not added to but counted, after every change of a room's memberships, by the index
 * on (conversation_id, left_at). A count is stored only when no other was since it began (`members_rev`), so the last
 * one stored has seen every change. Changes that come while a count runs share the next one: a thousand who join
 * at once cost a few counts.
 */
@Injectable()
export class MemberCounts {
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, Promise<StoredRoom | null>>();

  constructor(
    private readonly rooms: RoomRepository,
    private readonly memberships: MembershipRepository,
    private readonly events: DomainEvents,
  ) {}

  /** The room with its members, counted after now. Null when it is deleted. */
  recount(roomId: string): Promise<StoredRoom | null> {
    const waiting = this.waiting.get(roomId);
    if (waiting !== undefined) return waiting; // It has not begun, so it will see what was just written.
    const before = this.running.get(roomId) ?? Promise.resolve();
    const next = before.then(() => {
      this.waiting.delete(roomId);
      return this.count(roomId);
    });
    const ended = next.then(ignore, ignore).then(() => {
      if (this.running.get(roomId) === ended) this.running.delete(roomId);
    });
    this.waiting.set(roomId, next);
    this.running.set(roomId, ended);
    return next;
  }

  private async count(roomId: string): Promise<StoredRoom | null> {
    for (;;) {
      const room = await this.rooms.find(roomId);
      if (!room) return null;
      const counted = await this.rooms.setMemberCount(room, await this.memberships.count(roomId));
      if (!counted) continue;
      if (counted.member_count !== room.member_count) {
        await this.events.emit('room_updated', { room: toRoomInfo(counted) });
      }
      return counted;
    }
  }
}

const ignore = (): void => undefined;
