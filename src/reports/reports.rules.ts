import { invalid } from '../common/errors/app-error.js';
import type { ReportAction } from '../contract/reports.js';
import type { ConversationRef } from '../events/domain-event-map.js';

const onMembers: ReadonlySet<ReportAction> = new Set<ReportAction>(['member_muted', 'member_banned']);

/** A DM has nobody who could be muted or banned. */
export const requirePossible = (action: ReportAction, { type }: Pick<ConversationRef, 'type'>): void => {
  if (type === 'dm' && onMembers.has(action)) throw invalid('action', 'is for rooms only');
};
