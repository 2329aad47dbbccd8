import { mutedUntil } from '../access/access.rules.js';
import type { Membership } from '../access/membership.repository.js';
import type { Role } from '../contract/permissions.js';
import type { Member, Room, RoomInfo, RoomType } from '../contract/rooms.js';
import type { PresenceState, UserSummary } from '../contract/users.js';
import type { RoomDoc } from './room.schema.js';

/** A room as the repository hands it out. */
export interface StoredRoom {
  id: string;
  name: string;
  description: string;
  type: RoomType;
  cover_url: string | null;
  member_count: number;
  members_rev: number;
  archived: boolean;
  read_only: boolean;
  slow_mode_ms: number;
  link_previews: boolean;
  retention_days: number | null;
  pinned_message_ids: string[];
  created_by: string;
  created_at: Date;
}

export const toStoredRoom = (doc: RoomDoc): StoredRoom => ({
  id: doc._id.toHexString(),
  name: doc.name,
  description: doc.description,
  type: doc.type,
  cover_url: doc.cover_url,
  member_count: doc.member_count,
  members_rev: doc.members_rev,
  archived: doc.archived,
  read_only: doc.read_only ?? false,
  slow_mode_ms: doc.slow_mode_ms ?? 0,
  link_previews: doc.link_previews ?? true,
  retention_days: doc.retention_days ?? null,
  pinned_message_ids: doc.pinned_message_ids.map((id) => id.toHexString()),
  created_by: doc.created_by.toHexString(),
  created_at: doc.created_at,
});

/** The room as everybody sees it, for broadcasts. */
export const toRoomInfo = (room: StoredRoom): RoomInfo => ({
  id: room.id,
  name: room.name,
  description: room.description,
  type: room.type,
  cover_url: room.cover_url,
  member_count: room.member_count,
  archived: room.archived,
  read_only: room.read_only,
  slow_mode_ms: room.slow_mode_ms,
  link_previews: room.link_previews,
  retention_days: room.retention_days,
  pinned_message_ids: room.pinned_message_ids,
  created_by: room.created_by,
  created_at: room.created_at.toISOString(),
});

/** What the reader of a room has of it beside the room. */
export type RoomCounters = Pick<Room, 'unread_count' | 'mention_count' | 'last_seq' | 'last_message'>;

const nothingYet: RoomCounters = { unread_count: 0, mention_count: 0, last_seq: 0, last_message: null };

export const toRoom = (room: StoredRoom, role: Role | null, counters: RoomCounters = nothingYet): Room => {
  const { id, name, description, type, cover_url, member_count, ...rest } = toRoomInfo(room);
  const { unread_count, mention_count, last_seq, last_message } = counters;
  return {
    ...{ id, name, description, type, cover_url, member_count, unread_count, mention_count },
    ...{ role, joined: role !== null, ...rest, last_seq, last_message },
  };
};

export const toMember = (
  membership: Membership,
  user: UserSummary,
  presence: PresenceState | undefined,
): Member => ({
  user,
  role: membership.role,
  joined_at: membership.joined_at.toISOString(),
  presence: presence ?? 'offline',
  muted_until: mutedUntil(membership),
});
