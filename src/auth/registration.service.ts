import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { register, Session } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Visitor } from '../identity/caller.js';
import type { NewUser, UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { accountOf, requireStrong } from './auth.rules.js';
import { InvitationRepository } from './invitation.repository.js';
import { hashPassword } from './password.js';
import { ServerClaimRepository } from './server-claim.repository.js';
import { SessionsService } from './sessions.service.js';

type Account = Omit<NewUser, 'server_role'>;

@Injectable()
export class RegistrationService {
  constructor(
    private readonly users: UserRepository,
    private readonly invitations: InvitationRepository,
    private readonly claims: ServerClaimRepository,
    private readonly sessions: SessionsService,
    private readonly events: DomainEvents,
    private readonly config: Config,
  ) {}

  async register(visitor: Visitor, input: Input<typeof register>): Promise<Session> {
    requireStrong(input.password, input);
    const open = !(await this.claims.hasAdministrator());
    if (!open) await this.admit(input.invitation); // Hashing is dear: not for who may not register.
    const account = { id: newId(), ...accountOf(input), password_hash: await hashPassword(input.password) };
    const user =
      (open && (await this.createAdministrator(account))) ||
      (await this.createUser(account, input.invitation));
    // Its name was perhaps asked for while it was nobody's.
    await this.events.emit('user_updated', { user_id: user.id });
    await this.events.emit('user_registered', { user_id: user.id, email: user.email });
    return this.sessions.start(user, visitor);
  }

  /** Throws unless the server takes this registration. */
  private async admit(invitation: string | undefined): Promise<void> {
    const { REGISTRATION: mode } = this.config.env;
    if (mode === 'closed') throw new AppError('registration_closed');
    if (mode === 'open') return;
    if (!invitation || !(await this.invitations.isGood(invitation))) throw new AppError('invitation_invalid');
  }

  /** The first account may always register and administers the server. Null when another one was first after all. */
  private async createAdministrator(account: Account): Promise<UserRecord | null> {
    try {
      return await this.users.transaction(async (session) => {
        await this.claims.claimAdministrator(account.id, session);
        return this.users.create({ ...account, server_role: 'admin' }, session);
      });
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  private async createUser(account: Account, invitation: string | undefined): Promise<UserRecord> {
    await this.admit(invitation);
    const user = { ...account, server_role: 'user' as const };
    if (this.config.env.REGISTRATION === 'open') return this.users.create(user);
    return this.users.transaction(async (session) => {
      if (!(await this.invitations.use(invitation ?? '', session))) throw new AppError('invitation_invalid');
      return this.users.create(user, session);
    });
  }
}
