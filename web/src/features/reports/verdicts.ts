import { type Role, roleAllows } from '@contract/permissions.js';
import type { Report, ReportAction } from '@contract/reports.js';

type Reported = Pick<Report, 'room_id'> & { message: Pick<Report['message'], 'deleted' | 'sender_id'> };

/** What can be done beside dismissing it: in a DM there is nobody to mute or ban, and nobody does that to themselves. */
export const verdictsFor = (
  { room_id, message }: Reported,
  role: Role | null,
  me: string | undefined,
): ReportAction[] => {
  const all: [ReportAction, boolean][] = [
    ['message_deleted', !message.deleted],
    ['member_muted', room_id !== null && role !== null && roleAllows(role, 'mute_member')],
    ['member_banned', room_id !== null && role !== null && roleAllows(role, 'ban')],
  ];
  return all
    .filter(([action, may]) => may && (action === 'message_deleted' || message.sender_id !== me))
    .map(([action]) => action);
};
