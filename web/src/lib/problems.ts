import { t } from './i18n.js';
import { ApiError, OfflineError } from './session.js';
import { showToast } from './ui-state.js';

/** What happened and what to do, in our words where we have any. */
export const explain = (error: unknown): string => {
  if (error instanceof OfflineError) return t('error.offline');
  if (!(error instanceof ApiError)) return t('error.unknown');
  switch (error.code) {
    case 'invalid_credentials':
      return t('error.invalid_credentials');
    case 'username_taken':
      return t('error.username_taken');
    case 'email_taken':
      return t('error.email_taken');
    case 'rate_limited':
      return t('error.rate_limited', { seconds: Math.ceil((error.problem.retry_after_ms ?? 1_000) / 1_000) });
    case 'last_owner':
      return t('error.last_owner');
    case 'pin_limit_reached':
      return t('error.pin_limit_reached');
    case 'permission_denied':
      return t('error.permission_denied');
    case 'room_archived':
      return t('error.room_archived');
    case 'validation_failed':
      return error.problem.errors?.[0]?.message ?? error.problem.detail;
    default:
      return error.problem.detail || error.problem.title;
  }
};

/** The message for one field of a form, if the server found fault with it. */
export const fieldProblem = (error: unknown, field: string): string | undefined => {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === 'username_taken' && field === 'username') return t('error.username_taken');
  if (error.code === 'email_taken' && field === 'email') return t('error.email_taken');
  return error.problem.errors?.find(({ path }) => path === field)?.message;
};

export const reportFailure = (error: unknown): void => showToast({ text: explain(error), isError: true });
