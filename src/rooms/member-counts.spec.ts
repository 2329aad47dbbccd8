import { describe, expect, it } from 'vitest';
import type { MembershipRepository } from '../access/membership.repository.js';
import { DomainEvents } from '../events/domain-events.js';
import { MemberCounts } from './member-counts.js';
import type { StoredRoom } from './room.mapper.js';
import type { RoomRepository } from './room.repository.js';

/** A room and its memberships as two nodes see them, with counts that end when the test says so. */
class Store {
  members = 1;
  counted = 0;
  room: StoredRoom | null = {
    id: 'room',
    name: 'Room',
    description: '',
    type: 'public',
    cover_url: null,
    member_count: 1,
    members_rev: 0,
    archived: false,
    read_only: false,
    slow_mode_ms: 0,
    link_previews: true,
    retention_days: null,
    pinned_message_ids: [],
    created_by: 'amy',
    created_at: new Date(0),
  };
  private readonly gates: (() => void)[] = [];
  holding = false;

  node(told: number[] = []): MemberCounts {
    const events = new DomainEvents();
    events.on('room_updated', ({ room }) => void told.push(room.member_count));
    const rooms: Pick<RoomRepository, 'find' | 'setMemberCount'> = {
      find: async () => this.room,
      setMemberCount: async (read, member_count) => {
        if (this.room?.members_rev !== read.members_rev) return null;
        this.room = { ...this.room, member_count, members_rev: read.members_rev + 1 };
        return this.room;
      },
    };
    const memberships: Pick<MembershipRepository, 'count'> = {
      count: async () => {
        this.counted += 1;
        const members = this.members;
        if (this.holding) await new Promise<void>((resolve) => this.gates.push(resolve));
        return members;
      },
    };
    return new MemberCounts(rooms as RoomRepository, memberships as MembershipRepository, events);
  }

  release(): void {
    this.holding = false;
    for (const open of this.gates.splice(0)) open();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the number of members', () => {
  it('is counted, stored and told', async () => {
    const store = new Store();
    const told: number[] = [];
    const node = store.node(told);
    store.members = 3;
    expect(await node.recount('room')).toMatchObject({ member_count: 3 });
    await node.recount('room');
    expect(told).toEqual([3]);
  });

  it('of a deleted room is none', async () => {
    const store = new Store();
    store.room = null;
    expect(await store.node().recount('room')).toBeNull();
  });

  it('is not overwritten by a count on another node that began before and ends later', async () => {
    const store = new Store();
    store.holding = true;
    const slow = store.node().recount('room'); // Sees one member.
    await turn();
    store.holding = false;
    store.members = 2;
    await store.node().recount('room');
    store.release();
    expect(await slow).toMatchObject({ member_count: 2 });
    expect(store.room).toMatchObject({ member_count: 2 });
  });

  it('is not overwritten either when the later count found what was there already', async () => {
    const store = new Store();
    store.members = 2; // Somebody joined,
    store.holding = true;
    const slow = store.node().recount('room');
    await turn();
    store.holding = false;
    store.members = 1; // and left: the stored 1 is right again.
    await store.node().recount('room');
    store.release();
    await slow;
    expect(store.room).toMatchObject({ member_count: 1 });
  });

  it('is counted once for all changes that come while a count runs', async () => {
    const store = new Store();
    const node = store.node();
    store.holding = true;
    const first = node.recount('room');
    await turn();
    const later = Array.from({ length: 100 }, () => {
      store.members += 1;
      return node.recount('room');
    });
    store.release();
    await first;
    expect(new Set((await Promise.all(later)).map((room) => room?.member_count))).toEqual(new Set([101]));
    expect(store.counted).toBe(2);
  });

  it('is counted again after a count that failed', async () => {
    const store = new Store();
    const node = store.node();
    const { room } = store;
    Object.defineProperty(store, 'room', {
      configurable: true,
      get: () => {
        throw new Error('away');
      },
    });
    await expect(node.recount('room')).rejects.toThrow('away');
    Object.defineProperty(store, 'room', { configurable: true, writable: true, value: room });
    store.members = 2;
    expect(await node.recount('room')).toMatchObject({ member_count: 2 });
  });
});
