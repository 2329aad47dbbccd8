import type { Operation } from './operation.js';

/** What a bot's token may do. */
export const tokenScopes = ['read', 'write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

const readingLimits: readonly unknown[] = ['read', 'sync'];

/**
 * What an operation asks of a token: `account` is what no token has. Reading is what GET does, and over sockets what is
 * counted as reading; an operation says otherwise by its own `scope`.
 */
export const scopeOf = ({ scope, http, limit }: Operation): TokenScope | 'account' => {
  if (scope) return scope;
  return http?.[0]?.method === 'GET' || readingLimits.includes(limit) ? 'read' : 'write';
};
