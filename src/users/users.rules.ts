import { AppError } from '../common/errors/app-error.js';
import type { PresenceState } from '../contract/users.js';
import type { StoredStatus } from './user.schema.js';

const MAX_TERMS = 8;

/** For comparing: case and the ways to encode one letter do not count. */
const foldedName = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * What the directory finds a user by: the words of both names as written, and their parts. So `okafor` finds the
 * username `amy.okafor`, and both `o'brien` and `brien` find the display name `Ann O'Brien`.
 */
export const nameWords = (username: string, displayName: string): string[] => {
  const words = foldedName(`${username} ${displayName}`).split(/\s+/u);
  const parts = words.flatMap((word) => word.split(/[^\p{L}\p{M}\p{N}]+/u));
  return [...new Set([...words, ...parts])].filter((word) => word !== '');
};

/** Each of these must begin one of a user's words. */
export const searchTerms = (query: string): string[] =>
  foldedName(query)
    .split(/\s+/u)
    .map((term) => term.replace(/^@/, ''))
    .filter((term) => term !== '')
    .slice(0, MAX_TERMS);

/** Above every code point. */
const LAST = '\u{10ffff}';

/** What begins with the prefix, as a range of an index. */
export const prefixRange = (prefix: string) => ({ $gte: prefix, $lt: prefix + LAST });

/** What others see of a state that was chosen and of the connections, which decide whether anybody is there at all. */
export const shownState = (chosen: StoredStatus['state'], connections: PresenceState): PresenceState => {
  if (chosen === 'invisible' || connections === 'offline') return 'offline';
  return chosen === 'online' ? connections : chosen;
};

/** The status without what has expired. */
export const currentStatus = (status: StoredStatus, now: Date): StoredStatus =>
  status.expires_at !== null && status.expires_at <= now
    ? { state: status.state, text: '', emoji: '', expires_at: null }
    : status;

/** All must exist, or nothing is done. */
export const requireAllExist = (
  ids: readonly string[],
  existing: { has(id: string): boolean },
  path: string,
): void => {
  const unknown = ids.filter((id) => !existing.has(id));
  if (unknown.length === 0) return;
  throw new AppError('user_not_found', {
    errors: unknown.map((id) => ({ path, message: `there is no user ${id}` })),
  });
};
