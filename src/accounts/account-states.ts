import { Injectable } from '@nestjs/common';
import { ServerClaimRepository } from '../auth/server-claim.repository.js';
import { SessionsService } from '../auth/sessions.service.js';
import { AppError } from '../common/errors/app-error.js';
import { DomainEvents } from '../events/domain-events.js';
import { AccountRepository } from '../users/account.repository.js';
import type { UserRecord } from '../users/user.record.js';
import { AccountLinks } from './account-links.js';

type Change = Parameters<typeof AccountRepository.prototype.transaction<UserRecord | null>>[0];

/** Opens, closes and empties accounts. A server keeps one administrator, whoever asks for what at once. */
@Injectable()
export class AccountStates {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly claims: ServerClaimRepository,
    private readonly sessions: SessionsService,
    private readonly links: AccountLinks,
    private readonly events: DomainEvents,
  ) {}

  /** Null when it was closed already. Throws `last_administrator`, as the others do. */
  async deactivate(id: string): Promise<UserRecord | null> {
    const closed = await this.keepingOne(id, (session) => this.accounts.deactivate(id, session));
    await this.cutOff(id);
    return closed;
  }

  /** Null when it was open already. */
  async reactivate(id: string): Promise<UserRecord | null> {
    const opened = await this.accounts.reactivate(id);
    await this.events.emit('user_updated', { user_id: id });
    return opened;
  }

  /** Null when it was erased already. */
  async erase(id: string, messages: boolean): Promise<UserRecord | null> {
    const erased = await this.keepingOne(id, (session) => this.accounts.erase(id, messages, session));
    await this.cutOff(id);
    return erased;
  }

  /** Null when they have it already. */
  async setServerRole(id: string, role: UserRecord['server_role']): Promise<UserRecord | null> {
    const set: Change = (session) => this.accounts.setServerRole(id, role, session);
    const changed = await (role === 'admin' ? this.accounts.transaction(set) : this.keepingOne(id, set));
    if (changed) await this.events.emit('user_updated', { user_id: id });
    return changed;
  }

  /** Also when nothing changed: who tries again after a failure in the middle gets it done. */
  private async cutOff(id: string): Promise<void> {
    await this.links.revoke(id);
    await this.sessions.endAllOf(id);
    await this.events.emit('user_updated', { user_id: id });
  }

  /** Changes by which an administrator may go are made one after the other, and each looks who would be left. */
  private keepingOne(id: string, change: Change): Promise<UserRecord | null> {
    return this.accounts.transaction(async (session) => {
      await this.claims.hold(session);
      const administrators = await this.accounts.administrators(session);
      if (administrators.length === 1 && administrators[0] === id) throw new AppError('last_administrator');
      return change(session);
    });
  }
}
