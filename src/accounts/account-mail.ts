import { Injectable } from '@nestjs/common';
import { JobsService } from '../jobs/jobs.service.js';
import { Mailer } from '../mail/mailer.js';
import {
  confirmEmailMail,
  emailChangedMail,
  type Mail,
  passwordChangedMail,
  passwordResetMail,
} from '../mail/templates.js';
import { isActive, type UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { AccountLinks } from './account-links.js';

interface Jobs {
  mail_password_reset: { email: string };
  mail_confirm_email: { user_id: string; email: string };
  mail_password_changed: { user_id: string };
  mail_email_changed: { user_id: string; before: string };
}

/**
 * Mail about accounts, as jobs. A link is made when its mail goes out, so that nothing waits in the queue by which somebody
 * could get into an account.
 */
@Injectable()
export class AccountMail {
  constructor(
    private readonly jobs: JobsService,
    private readonly mailer: Mailer,
    private readonly users: UserRepository,
    private readonly links: AccountLinks,
  ) {
    this.handle('mail_password_reset', ({ email }) => this.sendReset(email));
    this.handle('mail_confirm_email', ({ user_id, email }) => this.sendConfirmation(user_id, email));
    this.handle('mail_password_changed', ({ user_id }) => this.sendTo(user_id, passwordChangedMail));
    this.handle('mail_email_changed', ({ user_id, before }) =>
      this.sendTo(user_id, ({ name, email }) => emailChangedMail({ name, email }), before),
    );
  }

  get configured(): boolean {
    return this.mailer.configured;
  }

  /** Throws `mail_not_configured`. */
  requireConfigured(): void {
    this.mailer.requireConfigured();
  }

  /** As much work whether anybody has the address or not. */
  passwordReset(email: string): Promise<void> {
    return this.add('mail_password_reset', { email });
  }

  confirmEmail(user_id: string, email: string): Promise<void> {
    return this.add('mail_confirm_email', { user_id, email });
  }

  passwordChanged(user_id: string): Promise<void> {
    return this.notice('mail_password_changed', { user_id });
  }

  emailChanged(user_id: string, before: string): Promise<void> {
    return this.notice('mail_email_changed', { user_id, before });
  }

  private async sendReset(email: string): Promise<void> {
    const found = await this.users.findByEmail(email);
    if (!found || !isActive(found.user)) return;
    const { id, display_name } = found.user;
    const { url } = await this.links.make('password', { user_id: id });
    await this.mailer.send(found.user.email, passwordResetMail({ name: display_name, url }));
  }

  private async sendConfirmation(userId: string, email: string): Promise<void> {
    const user = await this.users.findById(userId);
    if (!user || !isActive(user) || (user.email === email && user.email_verified)) return;
    const { url } = await this.links.make('email', { user_id: userId, email });
    await this.mailer.send(email, confirmEmailMail({ name: user.display_name, url }));
  }

  private async sendTo(
    userId: string,
    write: (to: { name: string; email: string }) => Mail,
    address?: string,
  ): Promise<void> {
    const user: UserRecord | null = await this.users.findById(userId);
    if (!user || !isActive(user)) return;
    await this.mailer.send(address ?? user.email, write({ name: user.display_name, email: user.email }));
  }

  /** What was done is done, whether the word of it gets out or not. */
  private async notice<K extends keyof Jobs>(kind: K, data: Jobs[K]): Promise<void> {
    if (this.configured) await this.add(kind, data).catch(() => undefined);
  }

  private add<K extends keyof Jobs>(kind: K, data: Jobs[K]): Promise<void> {
    return this.jobs.add(kind, data);
  }

  private handle<K extends keyof Jobs>(kind: K, send: (data: Jobs[K]) => Promise<void>): void {
    this.jobs.handle<Jobs[K]>(kind, 'light', send);
  }
}
