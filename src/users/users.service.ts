import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { AppError, invalid } from '../common/errors/app-error.js';
import type { Input } from '../contract/operation.js';
import type { getUser, searchUsers, User, updateMe } from '../contract/users.js';
import { DomainEvents } from '../events/domain-events.js';
import type { Caller } from '../identity/caller.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { Avatars } from './avatars.js';
import { PresenceView } from './presence-view.js';
import { toUser } from './user.mapper.js';
import type { UserRecord } from './user.record.js';
import { UserRepository } from './user.repository.js';
import { searchTerms } from './users.rules.js';

@Injectable()
export class UsersService {
  constructor(
    private readonly access: AccessService,
    private readonly users: UserRepository,
    private readonly presence: PresenceView,
    private readonly events: DomainEvents,
    private readonly avatars: Avatars,
    private readonly pictures: PicturesService,
  ) {
    pictures.ownedBy('user', async (id) => (await users.findById(id))?.avatar_url ?? null);
  }

  async me(caller: Caller): Promise<{ user: User }> {
    return { user: toUser(await this.find(caller.id), { self: true }) };
  }

  async updateMe(caller: Caller, changes: Input<typeof updateMe>): Promise<{ user: User }> {
    const display_name = changes.display_name?.trim();
    const before = await this.find(caller.id);
    const avatar_url = await this.avatars.of(caller, before, changes);
    if (display_name === undefined && avatar_url === undefined) return this.me(caller);
    const user = await this.users.updateProfile(before, { display_name, avatar_url });
    if (!user) throw new AppError('user_not_found');
    if (before.avatar_url !== user.avatar_url) await this.pictures.release(before.avatar_url);
    await this.events.emit('user_updated', { user_id: caller.id });
    return { user: toUser(user, { self: true }) };
  }

  async get(caller: Caller, { user_id }: Input<typeof getUser>): Promise<{ user: User }> {
    const [user] = await this.shown(caller, [await this.find(user_id)]);
    return { user: user as User };
  }

  async search(
    caller: Caller,
    { query, limit, after }: Input<typeof searchUsers>,
  ): Promise<{ users: User[]; has_more: boolean }> {
    const behind = after === undefined ? undefined : await this.users.findById(after);
    if (behind === null) throw invalid('after', 'no such user');
    // One more than asked for tells whether there are more.
    const found = await this.users.search({
      terms: searchTerms(query),
      after: behind?.username,
      limit: limit + 1,
    });
    return { users: await this.shown(caller, found.slice(0, limit)), has_more: found.length > limit };
  }

  private async find(id: string): Promise<UserRecord> {
    const user = await this.users.findById(id);
    if (!user) throw new AppError('user_not_found');
    return user;
  }

  private async shown(caller: Caller, users: UserRecord[]): Promise<User[]> {
    const [states, apart] = await Promise.all([
      this.presence.statesOf(users.map(({ id }) => id)),
      this.access.unseenBy(caller),
    ]);
    return users.map((user) =>
      user.id === caller.id
        ? toUser(user, { self: true })
        : toUser(user, {
            self: false,
            presence: states.get(user.id) ?? 'offline',
            apart: apart.has(user.id),
          }),
    );
  }
}
