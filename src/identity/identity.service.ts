import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { JwtService, TokenExpiredError } from '@nestjs/jwt';
import { z } from 'zod';
import { ChangeFeed } from '../common/cache/change-feed.js';
import { ShortCache } from '../common/cache/short-cache.js';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import { Id } from '../contract/text.js';
import { DomainEvents } from '../events/domain-events.js';
import { ApiTokenService, isApiToken } from './api-token.service.js';
import type { Caller, Visitor } from './caller.js';
import { SessionRepository } from './session.repository.js';

const Claims = z.object({ sub: Id, sid: Id, role: z.enum(['admin', 'user']), exp: z.number() });

const LIVE_MS = 1_000;
const SESSIONS = 100_000;

export interface Identified {
  caller: Caller;
  expires_at: number;
}

/** Says who is behind an access token. A token is good while its signature, its time and its session are. */
@Injectable()
export class IdentityService implements OnModuleDestroy {
  private readonly feed = new ChangeFeed(
    async (since) => {
      for (const { session_id } of await this.sessions.endedSince(since)) this.live.invalidate(session_id);
    },
    () => this.live.clear(),
  );
  private readonly live = new ShortCache<boolean>(
    (sessionId) => this.sessions.isLive(sessionId),
    LIVE_MS,
    SESSIONS,
    this.feed,
  );

  constructor(
    private readonly jwt: JwtService,
    private readonly config: Config,
    private readonly sessions: SessionRepository,
    private readonly apiTokens: ApiTokenService,
    events: DomainEvents,
  ) {
    events.everywhere('session_ended', ({ session_id }) => this.live.invalidate(session_id));
  }

  onModuleDestroy(): void {
    this.feed.stop();
  }

  sign(claims: { user_id: string; session_id: string; server_role: 'admin' | 'user' }): string {
    const { user_id: sub, session_id: sid, server_role: role } = claims;
    return this.jwt.sign({ sub, sid, role }, { expiresIn: this.config.env.ACCESS_TOKEN_SECONDS });
  }

  /** Throws `token_missing`, `token_invalid`, `token_expired` or `session_ended`. */
  async identify(token: unknown, visitor: Visitor): Promise<Identified> {
    if (token === undefined || token === null || token === '') throw new AppError('token_missing');
    if (typeof token !== 'string') throw new AppError('token_invalid');
    if (isApiToken(token)) return this.identifyBot(token, visitor);
    const { sub, sid, role, exp } = this.verify(token);
    if (!(await this.live.get(sid))) throw new AppError('session_ended');
    return { caller: { ...visitor, id: sub, session_id: sid, server_role: role }, expires_at: exp * 1000 };
  }

  /** A bot's token is a session that nobody signed in to: it ends like others, everywhere at once. */
  private async identifyBot(token: string, visitor: Visitor): Promise<Identified> {
    const { id, user_id, scopes, expires_at } = await this.apiTokens.find(token);
    if (expires_at <= new Date()) throw new AppError('token_expired');
    if (!(await this.live.get(id))) throw new AppError('session_ended');
    const caller = { ...visitor, id: user_id, session_id: id, server_role: 'user' as const, scopes };
    return { caller, expires_at: expires_at.getTime() };
  }

  /** Asks the database, not the cache. Throws `session_ended`. */
  async requireLive(sessionId: string): Promise<void> {
    if (!(await this.sessions.isLive(sessionId))) throw new AppError('session_ended');
  }

  private verify(token: string): z.infer<typeof Claims> {
    try {
      return Claims.parse(this.jwt.verify(token));
    } catch (error) {
      throw new AppError(error instanceof TokenExpiredError ? 'token_expired' : 'token_invalid');
    }
  }
}
