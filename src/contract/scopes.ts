import type { Operation } from './operation.js';

/** What a bot's token may do. */
export const tokenScopes = ['read', 'write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** What no token opens: passwords, sessions, other accounts, and tokens themselves. */
const forPeople: ReadonlySet<string> = new Set(['Auth', 'Account', 'Administration', 'Bots']);
const readingLimits: ReadonlySet<unknown> = new Set(['read', 'search', 'sync']);

/**
 * What a token needs for an operation; null is for people alone. Reading is what GET does, and elsewhere what is counted
 * as reading.
 */
export const scopeOf = ({ tag, http, limit, scope }: Operation): TokenScope | null => {
  if (scope === 'account' || forPeople.has(tag)) return null;
  if (scope) return scope;
  return http?.[0]?.method === 'GET' || readingLimits.has(limit) ? 'read' : 'write';
};
