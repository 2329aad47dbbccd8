import { z } from 'zod';
import { limits } from './limits.js';
import { Message, MessageId } from './message.js';
import { operation } from './operation.js';
import { RoomId, SanctionReason, SanctionTime } from './rooms.js';
import { Id, Limit, Time, text } from './text.js';
import { UserSummary } from './users.js';

export const reportReasons = [
  'spam',
  'harassment',
  'hate',
  'violence',
  'sexual',
  'illegal',
  'other',
] as const;
export const reportActions = ['dismissed', 'message_deleted', 'member_muted', 'member_banned'] as const;
export type ReportAction = (typeof reportActions)[number];

export const ReportReason = z.enum(reportReasons).meta({ id: 'ReportReason' });
export const ReportState = z.enum(['open', 'resolved']);

/** What those see who look after a room; in a DM, the administrators of the server. */
export const Report = z
  .object({
    id: Id,
    room_id: Id.nullable(),
    dm_id: Id.nullable(),
    message: Message.meta({ description: 'As it is now' }),
    reporter: UserSummary,
    reason: ReportReason,
    note: z.string(),
    state: ReportState,
    action: z.enum(reportActions).nullable().meta({ description: 'How it was resolved; null while open' }),
    resolved_by: UserSummary.nullable(),
    resolved_at: Time.nullable(),
    created_at: Time,
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

const Page = z.object({
  state: ReportState.default('open'),
  limit: Limit,
  before: Id.optional().meta({ description: 'The last report of the page before' }),
});
const Reports = z.object({ reports: z.array(Report), has_more: z.boolean() });

export const reportMessage = operation({
  id: 'report_message',
  tag: 'Moderation',
  summary: 'Tell those who look after the place that a message breaks its rules',
  description:
    'In a room its moderators and above are told, in a DM the administrators of the server. Who reported is shown to them ' +
    'and to nobody else. A message is reported once by each: again changes nothing (200).',
  input: MessageId.extend({ reason: ReportReason, note: text(limits.reportNote.max).default('') }),
  output: z.object({
    report: z.object({ id: Id, message_id: Id, reason: ReportReason, note: z.string(), created_at: Time }),
    created: z.boolean(),
  }),
  limit: 'report',
  errors: ['message_not_found', 'not_a_member', 'message_deleted'],
  http: [{ method: 'POST', path: '/messages/:message_id/report', status: 201, existing: 200 }],
});

export const listRoomReports = operation({
  id: 'list_room_reports',
  tag: 'Moderation',
  summary: 'Reports of messages of a room, the latest first (moderators)',
  input: RoomId.extend(Page.shape),
  output: Reports,
  limit: 'read',
  errors: ['room_not_found', 'not_a_member', 'permission_denied'],
  http: [{ method: 'GET', path: '/rooms/:room_id/reports', status: 200 }],
});

export const listReports = operation({
  id: 'list_reports',
  tag: 'Moderation',
  summary: 'Reports of direct messages, the latest first (administrators)',
  input: Page,
  output: Reports,
  limit: 'read',
  errors: ['permission_denied'],
  http: [{ method: 'GET', path: '/admin/reports', status: 200 }],
});

export const resolveReport = operation({
  id: 'resolve_report',
  tag: 'Moderation',
  summary: 'Decide about a report, and do what was decided (who sees the report)',
  description:
    '`message_deleted` deletes the message, `member_muted` and `member_banned` mute or ban its sender for `expires_in_ms` ' +
    '(without it, until somebody ends it) by the rules of those operations, and `dismissed` does nothing. In a DM there are ' +
    'only `dismissed` and `message_deleted`. Of two who decide at once one does: the other gets 409 `report_resolved`.',
  input: z.object({
    report_id: Id,
    action: z.enum(reportActions),
    reason: SanctionReason.default(''),
    expires_in_ms: SanctionTime.optional(),
  }),
  output: z.object({ report: Report }),
  limit: 'write',
  errors: [
    'report_not_found',
    'permission_denied',
    'room_archived',
    'member_not_found',
    'user_not_found',
    'report_resolved',
  ],
  http: [{ method: 'POST', path: '/reports/:report_id/resolve', status: 200 }],
});
