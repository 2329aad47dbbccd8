import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { AccountRepository } from './account.repository.js';

/** Who runs the server. Asked of the database each time: a token says what was so when it was made. */
@Injectable()
export class Administrators {
  constructor(private readonly accounts: AccountRepository) {}

  /** Throws `permission_denied`. */
  async require(user: { id: string }): Promise<void> {
    if (!(await this.ids()).includes(user.id)) throw new AppError('permission_denied');
  }

  ids(): Promise<string[]> {
    return this.accounts.administrators();
  }
}
