import { AppError } from '../common/errors/app-error.js';
import { escapeRegExp } from '../common/regexp.js';

/** As many rooms as one person can be in: their list and their first sync stay one request each. */
export const MAX_ROOMS_OF_USER = 500;

const normalised = (text: string): string => text.normalize('NFKC').toLowerCase();
const pieces = (text: string, separator: RegExp): string[] =>
  [...new Set(text.split(separator))].filter(Boolean);

/**
 * The words that a search finds a room by: what stands between spaces (`c++`, `🎉`, `dev-ops`), and the letters and
 * digits in it (`ops`).
 */
export const wordsOf = (name: string): string[] => {
  const text = normalised(name);
  return [...new Set([...pieces(text, /\s+/u), ...pieces(text, /[^\p{L}\p{M}\p{N}]+/u)])];
};

/** Each term of a query must begin a word of the name. A regular expression that is anchored and has no case goes by index. */
export const termsOf = (query: string): RegExp[] =>
  pieces(normalised(query), /\s+/u).map((term) => new RegExp(`^${escapeRegExp(term)}`));

/** Whom a request names beside the caller, each once. */
export const othersIn = (ids: readonly string[], callerId: string): string[] =>
  [...new Set(ids)].filter((id) => id !== callerId);

/** Nobody gets into more rooms than they can be in. `path` is the field that named them. */
export const requireSpace = (counts: ReadonlyMap<string, number>, path: string): void => {
  const full = [...counts].filter(([, count]) => count >= MAX_ROOMS_OF_USER);
  if (full.length === 0) return;
  throw new AppError('validation_failed', {
    detail: `Nobody can be in more than ${MAX_ROOMS_OF_USER} rooms.`,
    errors: full.map(([id]) => ({ path, message: `${id} is in ${MAX_ROOMS_OF_USER} rooms already` })),
  });
};

/** Nobody who is banned comes in, whoever brings them. `path` is the field that named them. */
export const requireNotBanned = (banned: ReadonlySet<string>, path: string): void => {
  if (banned.size === 0) return;
  throw new AppError('banned', {
    errors: [...banned].map((id) => ({ path, message: `${id} is banned from this room` })),
  });
};
