import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/errors/app-error.js';
import type * as contract from '../contract/admin.js';
import type { AuditAction } from '../contract/audit.js';
import type { Input, Output } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { AccountRepository } from '../users/account.repository.js';
import { Administrators } from '../users/administrators.js';
import { PresenceView } from '../users/presence-view.js';
import { toUser } from '../users/user.mapper.js';
import type { UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { searchTerms } from '../users/users.rules.js';
import { AccountLinks } from './account-links.js';
import { AccountStates } from './account-states.js';

type Result = { account: contract.Account };

/** What administrators do with the accounts of others. All of it is written down. */
@Injectable()
export class AdminService {
  constructor(
    private readonly administrators: Administrators,
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly presence: PresenceView,
    private readonly states: AccountStates,
    private readonly links: AccountLinks,
    private readonly audit: AuditService,
  ) {}

  async list(
    caller: Caller,
    { query, state, limit, after }: Input<typeof contract.listAccounts>,
  ): Promise<Output<typeof contract.listAccounts>> {
    await this.administrators.require(caller);
    const behind = after === undefined ? undefined : await this.find(after);
    const filter = { terms: searchTerms(query), email: query.trim().toLowerCase(), state };
    const found = await this.accounts.page(filter, { after: behind?.username, limit: limit + 1 });
    return { accounts: await this.shown(found.slice(0, limit)), has_more: found.length > limit };
  }

  async deactivate(
    caller: Caller,
    { user_id, reason }: Input<typeof contract.deactivateUser>,
  ): Promise<Result> {
    await this.require(caller, user_id);
    const closed = await this.states.deactivate(user_id);
    if (closed) await this.record(caller, 'user_deactivated', user_id, { reason });
    return this.one(user_id);
  }

  async reactivate(caller: Caller, { user_id }: Input<typeof contract.reactivateUser>): Promise<Result> {
    await this.require(caller, user_id);
    const opened = await this.states.reactivate(user_id);
    if (opened) await this.record(caller, 'user_reactivated', user_id);
    return this.one(user_id);
  }

  async setServerRole(
    caller: Caller,
    { user_id, server_role }: Input<typeof contract.setServerRole>,
  ): Promise<Result> {
    await this.require(caller, user_id);
    const changed = await this.states.setServerRole(user_id, server_role);
    if (changed) await this.record(caller, 'server_role_changed', user_id, { details: { server_role } });
    return this.one(user_id);
  }

  async createLink(
    caller: Caller,
    { user_id }: Input<typeof contract.createPasswordResetLink>,
  ): Promise<Output<typeof contract.createPasswordResetLink>> {
    await this.require(caller, user_id);
    const { url, expires_at } = await this.links.make('password', { user_id });
    await this.record(caller, 'password_reset_link_created', user_id);
    return { url, expires_at: expires_at.toISOString() };
  }

  /** An erased account, and that of a program, is nothing that an administrator opens, closes or hands over. */
  private async require(caller: Caller, userId: string): Promise<void> {
    await this.administrators.require(caller);
    const user = await this.find(userId);
    if (user.erased_at || user.bot) throw new AppError('user_not_found');
  }

  private record(
    { id: actor_id }: Caller,
    action: AuditAction,
    target_id: string,
    more: { reason?: string; details?: Record<string, string> } = {},
  ): Promise<void> {
    return this.audit.record({ action, actor_id, target_id, ...more });
  }

  private async one(id: string): Promise<Result> {
    const [account] = await this.shown([await this.find(id)]);
    return { account: account as contract.Account };
  }

  private async find(id: string): Promise<UserRecord> {
    const user = await this.users.findById(id);
    if (!user) throw new AppError('user_not_found');
    return user;
  }

  private async shown(users: UserRecord[]): Promise<contract.Account[]> {
    const states = await this.presence.statesOf(users.map(({ id }) => id));
    return users.map((user) => ({
      ...toUser(user, { self: false, presence: states.get(user.id) ?? 'offline' }),
      email: user.email,
      email_verified: user.email_verified,
      state: stateOf(user),
      deactivated_at: user.deactivated_at?.toISOString() ?? null,
    }));
  }
}

const stateOf = ({ erased_at, deactivated_at }: UserRecord): contract.Account['state'] => {
  if (erased_at) return 'erased';
  return deactivated_at ? 'deactivated' : 'active';
};
