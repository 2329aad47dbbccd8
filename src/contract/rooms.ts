import { z } from 'zod';
import { limits } from './limits.js';
import { Message } from './message.js';
import { operation } from './operation.js';
import { roles } from './permissions.js';
import { RetentionDays } from './retention.js';
import { Id, Limit, Time, text } from './text.js';
import { presenceStates, UserSummary } from './users.js';

export const Role = z.enum(roles).meta({ id: 'Role' });
export const RoomType = z.enum(['public', 'private']).meta({ id: 'RoomType' });
export type RoomType = z.infer<typeof RoomType>;

export const Room = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    type: RoomType,
    cover_url: z.string().nullable(),
    member_count: z.number().int(),
    unread_count: z.number().int().meta({ description: 'Of who asks; 0 when not a member' }),
    mention_count: z.number().int().meta({ description: 'How many of the unread ones mention who asks' }),
    role: Role.nullable().meta({ description: 'Role of who asks; null when not a member' }),
    joined: z.boolean(),
    archived: z.boolean().meta({ description: 'Read-only' }),
    read_only: z.boolean().meta({ description: 'Only moderators and above send messages and replies' }),
    slow_mode_ms: z
      .number()
      .int()
      .meta({ description: 'How long a member waits from one message to the next; 0 when they need not' }),
    link_previews: z.boolean().meta({ description: 'Whether links in its messages get previews' }),
    retention_days: RetentionDays,
    pinned_message_ids: z.array(Id).meta({ description: 'In the order in which they were pinned' }),
    last_seq: z.number().int().meta({ description: 'Number of the latest message, 0 when there is none' }),
    last_message: Message.nullable(),
    created_by: Id,
    created_at: Time,
  })
  .meta({ id: 'Room' });
export type Room = z.infer<typeof Room>;

/** The room as everybody sees it: what events carry, since a broadcast may not depend on who receives it. */
export const RoomInfo = Room.omit({
  unread_count: true,
  mention_count: true,
  role: true,
  joined: true,
  last_seq: true,
  last_message: true,
}).meta({ id: 'RoomInfo' });
export type RoomInfo = z.infer<typeof RoomInfo>;

export const MutedUntil = Time.nullable().meta({
  description:
    'Until when the member says nothing: in the year 9999 when the mute has no end; null when not muted',
});

/** How long a mute or a ban lasts. */
export const SanctionTime = z.number().int().min(limits.sanctionMs.min).max(limits.sanctionMs.max);
export const SanctionReason = text(limits.sanctionReason.max);

export const Member = z
  .object({
    user: UserSummary,
    role: Role,
    joined_at: Time,
    presence: z.enum(presenceStates),
    muted_until: MutedUntil,
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

const RoomName = text(limits.roomName.max, 1).refine((name) => name.trim() !== '', 'must not be blank');
const RoomDescription = text(limits.roomDescription.max);
export const RoomId = z.object({ room_id: Id });
export const RoomResult = z.object({ room: Room });
const UserIds = z.array(Id).max(limits.idsPerRequest);

export const listRooms = operation({
  id: 'list_rooms',
  tag: 'Rooms',
  summary: 'Rooms that the caller can see',
  description:
    'First all that the caller has joined, then public ones page by page; `cursor` of one page asks for the next. ' +
    '`query` finds rooms by the beginnings of words of their names.',
  input: z.object({
    type: RoomType.optional(),
    query: text(limits.searchText.max).optional(),
    limit: Limit,
    cursor: Id.optional(),
  }),
  output: z.object({ rooms: z.array(Room), has_more: z.boolean(), cursor: Id.nullable() }),
  limit: 'read',
  http: [{ method: 'GET', path: '/rooms', status: 200 }],
});

export const createRoom = operation({
  id: 'create_room',
  tag: 'Rooms',
  summary: 'Make a room; who makes it owns it',
  input: z.object({
    name: RoomName,
    description: RoomDescription.default(''),
    type: RoomType,
    member_ids: UserIds.default([]),
  }),
  output: RoomResult,
  limit: 'write',
  errors: ['user_not_found'],
  http: [{ method: 'POST', path: '/rooms', status: 201 }],
});

export const getRoom = operation({
  id: 'get_room',
  tag: 'Rooms',
  summary: 'One room',
  input: RoomId,
  output: RoomResult,
  limit: 'read',
  errors: ['room_not_found'],
  http: [{ method: 'GET', path: '/rooms/:room_id', status: 200 }],
});

export const updateRoom = operation({
  id: 'update_room',
  tag: 'Rooms',
  summary: 'Change name, description, or who may write how often (admins)',
  description:
    'In a `read_only` room only moderators and above send, be it messages or replies in threads: a reply can be shown in the ' +
    'room too, and all who follow the thread are told of it. Everybody still reacts, edits and deletes what is their own. ' +
    'With `slow_mode_ms` a member sends one message or reply in that time; moderators and above are not slowed. ' +
    'With `retention_days` messages are removed for good within an hour after they have become so old: see `history_removed`.',
  input: RoomId.extend({
    name: RoomName.optional(),
    description: RoomDescription.optional(),
    read_only: z.boolean().optional(),
    slow_mode_ms: z.number().int().min(0).max(limits.slowModeMs.max).optional(),
    link_previews: z.boolean().optional(),
    retention_days: RetentionDays.optional(),
    cover_file_id: Id.nullable()
      .optional()
      .meta({ description: 'An own upload to be the cover from now on; null takes it off' }),
  }),
  output: RoomResult,
  limit: 'write',
  errors: [
    'room_not_found',
    'not_a_member',
    'permission_denied',
    'room_archived',
    'file_not_found',
    'file_in_use',
    'file_refused',
  ],
  http: [{ method: 'PATCH', path: '/rooms/:room_id', status: 200 }],
});

export const deleteRoom = operation({
  id: 'delete_room',
  tag: 'Rooms',
  summary: 'Delete a room with all that was said in it (owner)',
  input: RoomId,
  output: z.void(),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'permission_denied'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id', status: 204 }],
});

export const joinRoom = operation({
  id: 'join_room',
  tag: 'Rooms',
  summary: 'Become a member of a public room; joining again changes nothing',
  description: 'Who joins an empty room owns it. Nobody can be in more than 500 rooms.',
  input: RoomId,
  output: RoomResult,
  limit: 'write',
  errors: ['room_not_found', 'room_archived', 'banned'],
  event: 'join_room',
  http: [{ method: 'POST', path: '/rooms/:room_id/join', status: 200 }],
});

export const leaveRoom = operation({
  id: 'leave_room',
  tag: 'Rooms',
  summary: 'End the own membership; the last owner cannot while others stay',
  description:
    'An owner makes another member the owner first. The last member may leave: a public room then waits, empty, for the next ' +
    'who joins; a private one is archived, since nobody could enter it again.',
  input: RoomId,
  output: z.void(),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'last_owner'],
  event: 'leave_room',
  http: [{ method: 'POST', path: '/rooms/:room_id/leave', status: 204 }],
});

const archiveOperation = (id: 'archive' | 'unarchive', summary: string) =>
  operation({
    id: `${id}_room`,
    tag: 'Rooms',
    summary,
    input: RoomId,
    output: RoomResult,
    limit: 'write',
    errors: ['room_not_found', 'not_a_member', 'permission_denied'],
    http: [{ method: 'POST', path: `/rooms/:room_id/${id}`, status: 200 }],
  });

export const archiveRoom = archiveOperation('archive', 'Make a room read-only (owner)');
export const unarchiveRoom = archiveOperation('unarchive', 'Open an archived room again (owner)');

export const listMembers = operation({
  id: 'list_members',
  tag: 'Members',
  summary:
    'Members of a room, in the order of their ids; `after` is the id of the last user of the page before',
  input: RoomId.extend({ limit: Limit, after: Id.optional() }),
  output: z.object({ members: z.array(Member), has_more: z.boolean() }),
  limit: 'read',
  errors: ['room_not_found', 'not_a_member'],
  http: [{ method: 'GET', path: '/rooms/:room_id/members', status: 200 }],
});

export const addMembers = operation({
  id: 'add_members',
  tag: 'Members',
  summary: 'Bring people into a room (admins); who is in already stays as they are',
  input: RoomId.extend({ user_ids: UserIds.min(1) }),
  output: z.object({ members: z.array(Member) }),
  limit: 'write',
  errors: [
    'room_not_found',
    'not_a_member',
    'permission_denied',
    'room_archived',
    'user_not_found',
    'banned',
  ],
  http: [{ method: 'POST', path: '/rooms/:room_id/members', status: 200 }],
});

export const updateMember = operation({
  id: 'update_member',
  tag: 'Members',
  summary: 'Give a member another role',
  description:
    'Admins make moderators and members, the owner makes admins too. `owner` transfers the ownership: the owner becomes an admin.',
  input: RoomId.extend({ user_id: Id, role: Role }),
  output: z.object({ member: Member }),
  limit: 'write',
  errors: [
    'room_not_found',
    'not_a_member',
    'member_not_found',
    'permission_denied',
    'last_owner',
    'room_archived',
  ],
  http: [{ method: 'PATCH', path: '/rooms/:room_id/members/:user_id', status: 200 }],
});

export const removeMember = operation({
  id: 'remove_member',
  tag: 'Members',
  summary: 'Take somebody of a lower role out of a room (admins)',
  input: RoomId.extend({ user_id: Id }),
  output: z.void(),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'member_not_found', 'permission_denied'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id/members/:user_id', status: 204 }],
});

export const MemberId = RoomId.extend({ user_id: Id });

export const muteMember = operation({
  id: 'mute_member',
  tag: 'Members',
  summary: 'Keep a member of a lower role from saying anything for a time (moderators)',
  description:
    'Who is muted reads, but neither sends, edits, reacts nor is seen typing: 403 `muted`, with the end in `detail`. It ends by ' +
    'itself after `expires_in_ms`; null has no end. Muting again replaces end and reason. Leaving and joining again does not ' +
    'end it; a higher role does.',
  input: MemberId.extend({ expires_in_ms: SanctionTime.nullable(), reason: SanctionReason.default('') }),
  output: z.object({ member: Member }),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'member_not_found', 'permission_denied', 'room_archived'],
  http: [{ method: 'PUT', path: '/rooms/:room_id/members/:user_id/mute', status: 200 }],
});

export const unmuteMember = operation({
  id: 'unmute_member',
  tag: 'Members',
  summary: 'End a mute; of who is not muted it changes nothing (moderators)',
  input: MemberId,
  output: z.object({ member: Member }),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'member_not_found', 'permission_denied', 'room_archived'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id/members/:user_id/mute', status: 200 }],
});
