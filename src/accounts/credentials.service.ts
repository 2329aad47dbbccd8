import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { requireStrong } from '../auth/auth.rules.js';
import { LoginFailures } from '../auth/login-failures.js';
import { hashPassword } from '../auth/password.js';
import { PasswordCheck } from '../auth/password-check.js';
import { SessionsService } from '../auth/sessions.service.js';
import { AppError } from '../common/errors/app-error.js';
import { RateLimiter } from '../common/rate-limit/rate-limiter.js';
import type * as contract from '../contract/accounts.js';
import type { Input, Output } from '../contract/operation.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { AccountRepository } from '../users/account.repository.js';
import { toUser } from '../users/user.mapper.js';
import type { UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { AccountLinks } from './account-links.js';
import { AccountMail } from './account-mail.js';

/** What somebody signs in with: changed by who knows it, replaced by who reads the mail. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly failures: LoginFailures,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountRepository,
    private readonly users: UserRepository,
    private readonly links: AccountLinks,
    private readonly mail: AccountMail,
    private readonly limiter: RateLimiter,
    private readonly events: DomainEvents,
  ) {
    events.on('user_registered', ({ user_id, email }) => this.welcome(user_id, email));
  }

  async changePassword(caller: Caller, input: Input<typeof contract.changePassword>): Promise<void> {
    const { user, password_hash } = await this.passwords.require(caller, input.current_password);
    requireStrong(input.password, user);
    const hash = await hashPassword(input.password);
    // Of two changes at once the second gave a password that is not the present one any more.
    if (!(await this.accounts.setPassword(user.id, hash, password_hash)))
      throw new AppError('wrong_password');
    await this.links.revoke(user.id);
    await this.sessions.endAllOf(user.id, caller.session_id);
    await this.mail.passwordChanged(user.id);
  }

  async changeEmail(
    caller: Caller,
    { email, password }: Input<typeof contract.changeEmail>,
  ): Promise<Output<typeof contract.changeEmail>> {
    const { user } = await this.passwords.require(caller, password);
    const same = email.toLowerCase() === user.email.toLowerCase();
    if (!same && (await this.accounts.emailTaken(email))) throw new AppError('email_taken');
    if (same || !this.mail.configured) {
      const verified = same && user.email_verified;
      return { user: await this.setEmail(user, email, verified), confirmation_sent: false };
    }
    await this.limiter.take('mail', subjectOf(email));
    await this.mail.confirmEmail(user.id, email);
    return { user: toUser(user, { self: true }), confirmation_sent: true };
  }

  async resendVerification(caller: Caller): Promise<void> {
    this.mail.requireConfigured();
    const user = await this.users.findById(caller.id);
    if (!user || user.email_verified) return;
    await this.limiter.take('mail', subjectOf(user.email));
    await this.mail.confirmEmail(user.id, user.email);
  }

  async confirmEmail({ token }: Input<typeof contract.confirmEmail>): Promise<void> {
    const { user_id, email } = await this.links.use('email', token);
    const user = await this.users.findById(user_id);
    if (!user || user.erased_at || email === undefined) throw new AppError('link_invalid');
    await this.setEmail(user, email, true);
  }

  async requestReset({ email }: Input<typeof contract.requestPasswordReset>): Promise<void> {
    this.mail.requireConfigured();
    await this.limiter.take('mail', subjectOf(email));
    await this.mail.passwordReset(email);
  }

  async confirmReset({ token, password }: Input<typeof contract.confirmPasswordReset>): Promise<void> {
    const link = await this.links.look('password', token);
    const user = await this.users.findById(link.user_id);
    if (!user || user.erased_at) throw new AppError('link_invalid');
    // All that may refuse comes before the link is used up.
    requireStrong(password, user);
    const hash = await hashPassword(password);
    await this.links.use('password', token);
    if (!(await this.accounts.setPassword(user.id, hash))) throw new AppError('link_invalid');
    await this.sessions.endAllOf(user.id);
    await this.failures.forgive(user.email);
    await this.mail.passwordChanged(user.id);
  }

  private async welcome(user_id: string, email: string): Promise<void> {
    if (this.mail.configured) await this.mail.confirmEmail(user_id, email);
  }

  private async setEmail(user: UserRecord, email: string, verified: boolean) {
    const changed = await this.accounts.setEmail(user.id, email, verified);
    if (!changed) throw new AppError('link_invalid');
    // Who reads the old mailbox has perhaps a link there by which they would get in.
    if (user.email.toLowerCase() !== email.toLowerCase()) await this.links.revoke(user.id);
    await this.events.emit('user_updated', { user_id: user.id });
    if (user.email.toLowerCase() !== email.toLowerCase() && user.email_verified)
      await this.mail.emailChanged(user.id, user.email);
    return toUser(changed, { self: true });
  }
}

/** A limit is counted by the hash: addresses that nobody has here are nobody's to keep. */
const subjectOf = (email: string): string =>
  createHash('sha256').update(email.toLowerCase()).digest('base64url');
