import type { Problem } from '@contract/problem.js';
import { ParleyError } from '@sdk/errors.js';
import { formatUnit, type TextKey, t } from './i18n.js';
import { isOffline } from './session.js';
import { showToast } from './ui-state.js';

/** A refusal of the server, or of the SDK before any server was asked. */
type Refusal = Pick<Problem, 'title' | 'detail' | 'retry_after_ms' | 'errors'> & { code: string };

/** What we have our own words for. */
const words: Record<string, TextKey> = {
  invalid_credentials: 'error.invalid_credentials',
  username_taken: 'error.username_taken',
  email_taken: 'error.email_taken',
  last_owner: 'error.last_owner',
  pin_limit_reached: 'error.pin_limit_reached',
  permission_denied: 'error.permission_denied',
  room_archived: 'error.room_archived',
  muted: 'error.muted',
  room_read_only: 'error.room_read_only',
  banned: 'error.banned',
  blocked: 'error.blocked',
  invitation_invalid: 'error.invitation_invalid',
  send_expired: 'error.send_expired',
  search_too_broad: 'error.search_too_broad',
  last_administrator: 'error.last_administrator',
  report_resolved: 'error.report_resolved',
  bot_limit_reached: 'error.bot_limit_reached',
  token_limit_reached: 'error.token_limit_reached',
  webhook_limit_reached: 'error.webhook_limit_reached',
  address_refused: 'error.address_refused',
};

export const explainProblem = (problem: Refusal): string => {
  const seconds = Math.ceil((problem.retry_after_ms ?? 1_000) / 1_000);
  if (problem.code === 'rate_limited') return t('error.rate_limited', { seconds });
  if (problem.code === 'slow_mode') return t('error.slow_mode', { time: formatUnit(seconds, 'second') });
  if (problem.code === 'validation_failed') return problem.errors?.[0]?.message ?? problem.detail;
  const known = words[problem.code];
  return known ? t(known) : problem.detail || problem.title;
};

/** What happened and what to do, in our words where we have any. */
export const explain = (error: unknown): string => {
  if (isOffline(error)) return t('error.offline');
  return error instanceof ParleyError ? explainProblem(error.problem) : t('error.unknown');
};

/** The message for one field of a form, if the server found fault with it. */
export const fieldProblem = (error: unknown, field: string): string | undefined => {
  if (!(error instanceof ParleyError)) return undefined;
  if (error.code === 'username_taken' && field === 'username') return t('error.username_taken');
  if (error.code === 'email_taken' && field === 'email') return t('error.email_taken');
  return error.problem.errors?.find(({ path }) => path === field)?.message;
};

export const reportFailure = (error: unknown): void => showToast({ text: explain(error), isError: true });
