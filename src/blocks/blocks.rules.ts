import { invalid } from '../common/errors/app-error.js';
import { limits } from '../contract/limits.js';

/** Nobody blocks themselves. */
export const requireOther = (callerId: string, userId: string): void => {
  if (callerId === userId) throw invalid('user_id', 'must be somebody else');
};

export const listFull = () =>
  invalid(
    'user_id',
    `${limits.blockedUsers} people are blocked already`,
    `Nobody can block more than ${limits.blockedUsers} people.`,
  );

/** One key for two people, whoever of them comes first. */
export const pairKey = (one: string, other: string): string => [one, other].sort().join(':');
