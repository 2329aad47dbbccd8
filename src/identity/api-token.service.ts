import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ShortCache } from '../common/cache/short-cache.js';
import { AppError } from '../common/errors/app-error.js';
import type { TokenScope } from '../contract/scopes.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import { type ApiToken, ApiTokenRepository } from './api-token.repository.js';
import { SessionRepository } from './session.repository.js';

const PREFIX = 'parley_';
const TOKEN_BYTES = 32;
/** Also how exact `last_used_at` is. That a token was revoked, its session tells at once. */
const LIFE_MS = 60_000;
/** Dates after it are no ISO 8601 dates any more. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/** Scanners of leaked secrets know tokens by a prefix, and so does the way to identity. */
export const isApiToken = (token: string): boolean => token.startsWith(PREFIX);

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** The tokens of bots. Each is a session whose secret is kept as a hash. */
@Injectable()
export class ApiTokenService {
  private readonly known = new ShortCache((hash) => this.tokens.use(hash), LIFE_MS);

  constructor(
    private readonly tokens: ApiTokenRepository,
    private readonly sessions: SessionRepository,
    private readonly events: DomainEvents,
  ) {}

  /** Throws `token_invalid`. */
  async find(token: string): Promise<ApiToken> {
    const found = await this.known.get(hashOf(token));
    if (!found) throw new AppError('token_invalid');
    return found;
  }

  /** Null when the user has `max` already. */
  async create(
    user_id: string,
    { name, scopes, expires_at }: { name: string; scopes: TokenScope[]; expires_at?: Date },
    max: number,
  ): Promise<{ token: ApiToken; secret: string } | null> {
    const secret = PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
    const id = newId();
    const token = { id, user_id, name, scopes, created_at: new Date(), last_used_at: null };
    const good = { ...token, expires_at: expires_at ?? NEVER };
    await this.tokens.create({ ...good, hash: hashOf(secret) });
    // Counted after the write: of many at once no more than there may be see that they are within the bound.
    if ((await this.tokens.ofUser(user_id)).length > max) {
      await this.tokens.remove(id);
      return null;
    }
    const session = { id, user_id, user_agent: name, ip: '', expires_at: good.expires_at };
    await this.sessions.create(session);
    return { token: good, secret };
  }

  /** Those that are good. */
  async list(userId: string): Promise<ApiToken[]> {
    const [tokens, sessions] = await Promise.all([this.tokens.ofUser(userId), this.sessions.liveOf(userId)]);
    const live = new Set(sessions.map(({ id }) => id));
    return tokens.filter(({ id }) => live.has(id));
  }

  /** False when the user has no such token. Resolves when every node that can be reached refuses it. */
  async revoke(userId: string, id: string): Promise<boolean> {
    const found = (await this.tokens.ofUser(userId)).find((token) => token.id === id);
    if (!found) return false;
    await this.tokens.remove(id);
    if (await this.sessions.end(id))
      await this.events.emit('session_ended', { session_id: id, user_id: userId });
    return true;
  }

  async revokeAll(userId: string): Promise<void> {
    for (const { id } of await this.tokens.ofUser(userId)) await this.revoke(userId, id);
  }
}

export const hasEnd = ({ expires_at }: ApiToken): boolean => expires_at < NEVER;
