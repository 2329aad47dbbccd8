import { Injectable } from '@nestjs/common';
import { PasswordCheck } from '../auth/password-check.js';
import type * as contract from '../contract/accounts.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { AccountStates } from './account-states.js';
import { ErasureService } from './erasure.service.js';

/** The end of the own account: for the time being, or for good. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly states: AccountStates,
    private readonly erasure: ErasureService,
  ) {}

  async deactivate(caller: Caller, { password }: Input<typeof contract.deactivateAccount>): Promise<void> {
    await this.passwords.require(caller, password);
    await this.states.deactivate(caller.id);
  }

  async erase(
    caller: Caller,
    { password, erase_messages }: Input<typeof contract.eraseAccount>,
  ): Promise<void> {
    await this.passwords.require(caller, password);
    await this.states.erase(caller.id, erase_messages);
    await this.erasure.start(caller.id);
  }
}
