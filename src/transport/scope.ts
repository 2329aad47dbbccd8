import { AppError } from '../common/errors/app-error.js';
import type { RateLimiter } from '../common/rate-limit/rate-limiter.js';
import type { Operation } from '../contract/operation.js';
import { scopeOf } from '../contract/scopes.js';
import type { Caller } from '../identity/caller.js';

/** What a token may do, and how much a bot may do altogether; people pass. Throws `scope_missing` or `rate_limited`. */
export const admitToken = async (
  { id, scopes }: Caller,
  operation: Operation,
  limiter: RateLimiter,
): Promise<void> => {
  if (!scopes) return;
  const needed = scopeOf(operation);
  if (needed === null) throw new AppError('scope_missing', { detail: 'Only people do this.' });
  if (!scopes.includes(needed))
    throw new AppError('scope_missing', { detail: `The token lacks the scope \`${needed}\`.` });
  await limiter.take('bot', id);
};
