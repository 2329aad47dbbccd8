import { z } from 'zod';
import { operation } from './operation.js';
import { RoomId } from './rooms.js';
import { Id, Limit, Time } from './text.js';
import { UserSummary } from './users.js';

/** What is written down of those who may act on others: in a room, and on the server. */
export const auditActions = [
  'message_deleted',
  'member_muted',
  'member_unmuted',
  'member_banned',
  'ban_lifted',
  'member_removed',
  'role_changed',
  'ownership_transferred',
  'room_updated',
  'room_archived',
  'room_unarchived',
  'room_deleted',
  'invitation_created',
  'invitation_revoked',
  'report_resolved',
  'emoji_removed',
  'user_deactivated',
  'user_reactivated',
  'server_role_changed',
  'password_reset_link_created',
  'server_invitation_created',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const AuditEntry = z
  .object({
    id: Id,
    action: z.enum(auditActions),
    actor: UserSummary,
    room_id: Id.nullable().meta({ description: 'Null for what was done to the server' }),
    target: UserSummary.nullable().meta({ description: 'Whom it was done to' }),
    message_id: Id.nullable(),
    reason: z.string(),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .meta({ description: 'What else there is to know: `{ role: "admin" }`, `{ expires_at: … }`, …' }),
    created_at: Time,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

const Page = z.object({
  limit: Limit,
  before: Id.optional().meta({ description: 'The last entry of the page before' }),
  actor_id: Id.optional().meta({ description: 'Only what this user did' }),
});
const Entries = z.object({ entries: z.array(AuditEntry), has_more: z.boolean() });

export const listRoomAudit = operation({
  id: 'list_room_audit',
  tag: 'Moderation',
  summary: 'What moderators and above did in a room, the latest first (admins)',
  input: RoomId.extend(Page.shape),
  output: Entries,
  limit: 'read',
  errors: ['room_not_found', 'not_a_member', 'permission_denied'],
  http: [{ method: 'GET', path: '/rooms/:room_id/audit', status: 200 }],
});

export const listAudit = operation({
  id: 'list_audit',
  tag: 'Administration',
  summary: 'What was done on the whole server by who may act on others, the latest first (administrators)',
  input: Page,
  output: Entries,
  limit: 'read',
  errors: ['permission_denied'],
  http: [{ method: 'GET', path: '/admin/audit', status: 200 }],
});
