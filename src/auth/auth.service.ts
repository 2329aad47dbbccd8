import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { login, Session } from '../contract/auth.js';
import type { Input } from '../contract/operation.js';
import type { Visitor } from '../identity/caller.js';
import type { UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { LoginFailures } from './login-failures.js';
import { passwordMatches } from './password.js';
import { SessionsService } from './sessions.service.js';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UserRepository,
    private readonly failures: LoginFailures,
    private readonly sessions: SessionsService,
  ) {}

  async login(visitor: Visitor, { email, password }: Input<typeof login>): Promise<Session> {
    const user = await this.failures.attempt(email, visitor.ip, () => this.verify(email, password));
    // Only who knows the password learns that the account is closed.
    if (user.deactivated_at) throw new AppError('account_deactivated');
    return this.sessions.start(user, visitor);
  }

  private async verify(email: string, password: string): Promise<UserRecord | null> {
    const found = await this.users.findByEmail(email);
    const open = found !== null && found.user.erased_at === null;
    const matches = await passwordMatches(password, open ? found.password_hash : undefined);
    return matches && found ? found.user : null;
  }
}
