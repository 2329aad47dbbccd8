import { AppError } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';

/** Nobody blocks themselves. */
export const requireOther = (callerId: string, userId: string): void => {
  if (callerId !== userId) return;
  const message = 'must be somebody else';
  throw new AppError('validation_failed', {
    detail: `user_id: ${message}`,
    errors: [{ path: 'user_id', message }],
  });
};

export const listFull = (): AppError =>
  new AppError('validation_failed', {
    detail: `Nobody can block more than ${limits.blockedUsers} people.`,
    errors: [{ path: 'user_id', message: `${limits.blockedUsers} people are blocked already` }],
  });

/** One key for two people, whoever of them comes first. */
export const pairKey = (one: string, other: string): string => [one, other].sort().join(':');
