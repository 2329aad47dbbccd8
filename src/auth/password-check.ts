import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { Caller } from '../identity/caller.js';
import { AccountRepository } from '../users/account.repository.js';
import type { UserRecord } from '../users/user.record.js';
import { LoginFailures } from './login-failures.js';
import { passwordMatches } from './password.js';

interface Checked {
  user: UserRecord;
  password_hash: string;
}

/** Asks who is signed in for the password again. A guess counts as one at the door: a stolen token is no way around. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly failures: LoginFailures,
  ) {}

  /** Throws `wrong_password` or `rate_limited`. */
  async require(caller: Caller, password: string): Promise<Checked> {
    const found = await this.accounts.withPassword(caller.id);
    if (!found || found.user.erased_at) throw new AppError('session_ended');
    try {
      return await this.failures.attempt(found.user.email, caller.ip, async () =>
        (await passwordMatches(password, found.user.bot ? undefined : found.password_hash)) ? found : null,
      );
    } catch (error) {
      const wrong = error instanceof AppError && error.code === 'invalid_credentials';
      throw wrong ? new AppError('wrong_password') : error;
    }
  }
}
