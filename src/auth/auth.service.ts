import { Injectable } from '@nestjs/common';
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
    return this.sessions.start(user, visitor);
  }

  private async verify(email: string, password: string): Promise<UserRecord | null> {
    const found = await this.users.findByEmail(email);
    const matches = await passwordMatches(password, found?.password_hash);
    return matches && found ? found.user : null;
  }
}
