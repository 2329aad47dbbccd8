import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Turns } from '../common/turns.js';
import { Config } from '../config/config.js';
import type { refresh, renewToken, Session } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller, Visitor } from '../identity/caller.js';
import { IdentityService } from '../identity/identity.service.js';
import { SessionRepository } from '../identity/session.repository.js';
import { ConnectionService } from '../realtime/connection.service.js';
import { AccountRepository } from '../users/account.repository.js';
import { toUser } from '../users/user.mapper.js';
import { isActive, type UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';

const DAY_MS = 86_400_000;
const TOKEN_BYTES = 32;
/** So long a used token is good again, for the same pair, while nobody has used its successor: the answer was lost. */
const LOST_ANSWER_MS = 60_000;

/** The life of a session: from signing in, through its refresh tokens, to its end on every node. */
@Injectable()
export class SessionsService {
  private readonly turns = new Turns();

  constructor(
    private readonly sessions: SessionRepository,
    private readonly identity: IdentityService,
    private readonly users: UserRepository,
    private readonly accounts: AccountRepository,
    private readonly connections: ConnectionService,
    private readonly events: DomainEvents,
    private readonly config: Config,
  ) {}

  async start(user: UserRecord, { ip, user_agent }: Visitor): Promise<Session> {
    const id = newId();
    const expires_at = this.expiry();
    await this.sessions.create({ id, user_id: user.id, ip, user_agent, expires_at });
    // Another password, or the end of the account, ended the sessions that it found: this one was not there yet perhaps.
    const now = await this.accounts.standing(user.id);
    if (!now || !isActive(now) || now.credentials_rev !== user.credentials_rev) {
      await this.end(id);
      throw new AppError(now?.deactivated_at ? 'account_deactivated' : 'invalid_credentials');
    }
    return this.pair(id, user, expires_at, randomBytes(TOKEN_BYTES).toString('base64url'));
  }

  /** Of many who use a token at once all get the same pair. */
  async refresh({ refresh_token }: Input<typeof refresh>): Promise<Session> {
    return this.turns.take(hashOf(refresh_token), () => this.rotate(refresh_token));
  }

  async logout({ session_id }: Caller): Promise<void> {
    await this.end(session_id);
  }

  /** All sessions of somebody, but for one that stays. */
  async endAllOf(userId: string, except?: string): Promise<void> {
    const live = await this.sessions.liveOf(userId);
    await Promise.all(live.filter(({ id }) => id !== except).map(({ id }) => this.end(id)));
  }

  /** A connection goes on with a new access token. */
  async renew({ socket_id }: Caller, { token }: Input<typeof renewToken>): Promise<{ expires_at: string }> {
    if (socket_id === undefined) throw new AppError('session_ended');
    return { expires_at: new Date(await this.connections.renew(socket_id, token)).toISOString() };
  }

  /** Resolves when every node that can be reached knows: its tokens are refused and its sockets are closed. */
  async end(sessionId: string): Promise<void> {
    const ended = await this.sessions.end(sessionId);
    if (ended) await this.events.emit('session_ended', { session_id: sessionId, user_id: ended.user_id });
  }

  private async rotate(token: string): Promise<Session> {
    const { session_id, used_at } = await this.sessions.useToken(hashOf(token));
    if (session_id === undefined) throw new AppError('refresh_token_invalid');
    const next = this.successorOf(token);
    if (used_at && !(await this.isLostAnswer(used_at, next))) {
      // Two have the token, and one of them stole it: neither goes on.
      await this.end(session_id);
      throw new AppError('refresh_token_invalid');
    }
    const expires_at = this.expiry();
    const session = await this.sessions.prolong(session_id, expires_at);
    const user = session && (await this.users.findById(session.user_id));
    if (!user) throw new AppError('refresh_token_invalid');
    // The account was closed by a node that died before it ended the sessions.
    if (!isActive(user)) {
      await this.end(session_id);
      throw new AppError('refresh_token_invalid');
    }
    return this.pair(session_id, user, expires_at, next);
  }

  private async isLostAnswer(used_at: Date, next: string): Promise<boolean> {
    if (Date.now() - used_at.getTime() > LOST_ANSWER_MS) return false;
    return !(await this.sessions.isTokenUsed(hashOf(next)));
  }

  /** Made from the token itself, so that whoever asks again gets the same one; not to be guessed without the secret. */
  private successorOf(token: string): string {
    return createHmac('sha256', this.config.env.JWT_SECRET).update(`refresh:${token}`).digest('base64url');
  }

  private async pair(
    session_id: string,
    user: UserRecord,
    expires_at: Date,
    refresh_token: string,
  ): Promise<Session> {
    await this.sessions.addToken({ hash: hashOf(refresh_token), session_id, expires_at });
    return {
      token: this.identity.sign({ user_id: user.id, session_id, server_role: user.server_role }),
      refresh_token,
      expires_in: this.config.env.ACCESS_TOKEN_SECONDS,
      user: toUser(user, { self: true }),
    };
  }

  private expiry(): Date {
    return new Date(Date.now() + this.config.env.REFRESH_TOKEN_DAYS * DAY_MS);
  }
}

/** What is stored: who reads the database cannot sign in with it. A plain hash is enough for 256 random bits. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
