import { AppError } from '../common/errors/app-error.js';
import type { ReportAction } from '../contract/reports.js';
import type { ConversationRef } from '../events/domain-event-map.js';

const onMembers: ReadonlySet<ReportAction> = new Set<ReportAction>(['member_muted', 'member_banned']);

/** A DM has nobody who could be muted or banned. */
export const requirePossible = (action: ReportAction, { type }: Pick<ConversationRef, 'type'>): void => {
  if (type === 'room' || !onMembers.has(action)) return;
  const message = 'is for rooms only';
  throw new AppError('validation_failed', {
    detail: `action: ${message}`,
    errors: [{ path: 'action', message }],
  });
};
