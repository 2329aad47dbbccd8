import { Injectable } from '@nestjs/common';
import { newId } from '../database/object-id.js';
import { DomainEvents } from '../events/domain-events.js';
import type { UserRecord } from './user.record.js';
import { UserRepository } from './user.repository.js';

/** Users that are programs: nobody signs in to them with a password, and no mail reaches them. */
@Injectable()
export class BotAccounts {
  constructor(
    private readonly users: UserRepository,
    private readonly events: DomainEvents,
  ) {}

  /** With a session: tell afterwards that it is there. Throws `username_taken`. */
  create(
    { username, display_name }: { username: string; display_name: string },
    session?: Parameters<UserRepository['create']>[1],
  ): Promise<UserRecord> {
    const id = newId();
    const names = { username: username.toLowerCase(), display_name: display_name.trim() };
    const account = { ...names, email: `${id}@bots.invalid`, password_hash: '-', bot: true };
    return this.users.create({ id, ...account, server_role: 'user' }, session);
  }

  /** What it was made for failed, before it did anything. */
  async discard({ id }: Pick<UserRecord, 'id'>): Promise<void> {
    await this.users.removeBot(id);
    await this.tell({ id });
  }

  /** Their name was perhaps asked for while it was nobody's, or is another now. */
  async tell({ id }: Pick<UserRecord, 'id'>): Promise<void> {
    await this.events.emit('user_updated', { user_id: id });
  }
}
