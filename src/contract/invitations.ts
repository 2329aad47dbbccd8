import { z } from 'zod';
import { limits } from './limits.js';
import { operation } from './operation.js';
import { MemberId, RoomId, RoomInfo, RoomResult, SanctionReason, SanctionTime } from './rooms.js';
import { Id, Limit, Time } from './text.js';
import { UserSummary } from './users.js';

const Code = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, 'must be the code of an invitation')
  .max(limits.invitationCode.max);

/** A link into a room, for those who may give it out. */
export const RoomInvitation = z
  .object({
    id: Id,
    code: z.string().meta({ description: 'What makes the link; who has it can come in' }),
    room_id: Id,
    created_by: Id,
    max_uses: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'How many can come by it; null for any number' }),
    uses: z.number().int().meta({ description: 'How many came by it' }),
    created_at: Time,
    expires_at: Time.nullable(),
  })
  .meta({ id: 'RoomInvitation' });
export type RoomInvitation = z.infer<typeof RoomInvitation>;

/** What somebody sees who was given the link. */
export const InvitationPreview = z
  .object({
    code: z.string(),
    room: RoomInfo.omit({ pinned_message_ids: true }),
    invited_by: UserSummary,
    expires_at: Time.nullable(),
  })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const createRoomInvitation = operation({
  id: 'create_room_invitation',
  tag: 'Invitations',
  summary: 'Make a link by which people join a room, also a private one (who may add members)',
  input: RoomId.extend({
    max_uses: z.number().int().min(1).max(limits.invitationUses.max).optional(),
    expires_in_ms: z.number().int().min(limits.invitationMs.min).max(limits.invitationMs.max).optional(),
  }),
  output: z.object({ invitation: RoomInvitation }),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'permission_denied', 'room_archived'],
  http: [{ method: 'POST', path: '/rooms/:room_id/invitations', status: 201 }],
});

export const listRoomInvitations = operation({
  id: 'list_room_invitations',
  tag: 'Invitations',
  summary: 'Links of a room that are good still, the oldest first',
  description: '`after` is the id of the last invitation of the page before.',
  input: RoomId.extend({ limit: Limit, after: Id.optional() }),
  output: z.object({ invitations: z.array(RoomInvitation), has_more: z.boolean() }),
  limit: 'read',
  errors: ['room_not_found', 'not_a_member', 'permission_denied', 'room_archived'],
  http: [{ method: 'GET', path: '/rooms/:room_id/invitations', status: 200 }],
});

export const revokeRoomInvitation = operation({
  id: 'revoke_room_invitation',
  tag: 'Invitations',
  summary: 'Make a link good for nothing; one that is so already stays so',
  input: RoomId.extend({ invitation_id: Id }),
  output: z.void(),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'permission_denied', 'room_archived'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id/invitations/:invitation_id', status: 204 }],
});

export const getInvitation = operation({
  id: 'get_invitation',
  tag: 'Invitations',
  summary: 'Which room a link leads to',
  description: 'A link that is unknown, has expired, was revoked or is used up: 403 `invitation_invalid`.',
  input: z.object({ code: Code }),
  output: z.object({ invitation: InvitationPreview }),
  limit: 'read',
  errors: ['invitation_invalid'],
  http: [{ method: 'GET', path: '/invitations/:code', status: 200 }],
});

export const acceptInvitation = operation({
  id: 'accept_invitation',
  tag: 'Invitations',
  summary: 'Join the room that a link leads to',
  description: 'Never more join by it than `max_uses`. Who is in the room already uses none up.',
  input: z.object({ code: Code }),
  output: RoomResult,
  limit: 'write',
  errors: ['invitation_invalid', 'banned', 'room_archived'],
  http: [{ method: 'POST', path: '/invitations/:code/accept', status: 200 }],
});

export const Ban = z
  .object({
    user: UserSummary,
    reason: z.string(),
    banned_by: Id,
    created_at: Time,
    expires_at: Time.nullable().meta({ description: 'Null when it has no end' }),
  })
  .meta({ id: 'Ban' });
export type Ban = z.infer<typeof Ban>;

export const banUser = operation({
  id: 'ban_user',
  tag: 'Bans',
  summary: 'Keep somebody out of a room (admins)',
  description:
    'A member of a lower role is taken out; who is not in may be banned too. Until the ban ends they cannot join, be added or ' +
    'come by an invitation: 403 `banned`. Of a ban and a join at once the ban wins. Banning again replaces end and reason.',
  input: MemberId.extend({ reason: SanctionReason.default(''), expires_in_ms: SanctionTime.optional() }),
  output: z.object({ ban: Ban }),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'user_not_found', 'permission_denied'],
  http: [{ method: 'PUT', path: '/rooms/:room_id/bans/:user_id', status: 200 }],
});

export const liftBan = operation({
  id: 'lift_ban',
  tag: 'Bans',
  summary: 'Let somebody join again; of who is not banned it changes nothing (admins)',
  input: MemberId,
  output: z.void(),
  limit: 'write',
  errors: ['room_not_found', 'not_a_member', 'permission_denied'],
  http: [{ method: 'DELETE', path: '/rooms/:room_id/bans/:user_id', status: 204 }],
});

export const listBans = operation({
  id: 'list_bans',
  tag: 'Bans',
  summary:
    'Who is banned, in the order of their ids; `after` is the id of the last user of the page before (admins)',
  input: RoomId.extend({ limit: Limit, after: Id.optional() }),
  output: z.object({ bans: z.array(Ban), has_more: z.boolean() }),
  limit: 'read',
  errors: ['room_not_found', 'not_a_member', 'permission_denied'],
  http: [{ method: 'GET', path: '/rooms/:room_id/bans', status: 200 }],
});
