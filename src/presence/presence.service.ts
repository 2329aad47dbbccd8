import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError, invalid } from '../common/errors/app-error.js';
import type { Input } from '../contract/operation.js';
import type { setStatus } from '../contract/presence.js';
import type { PresenceState, User } from '../contract/users.js';
import type { Caller } from '../identity/caller.js';
import { PresenceView } from '../users/presence-view.js';
import { toUser } from '../users/user.mapper.js';
import { UserRepository } from '../users/user.repository.js';
import { AnnouncerService } from './announcer.service.js';
import { storedStatus } from './presence.rules.js';
import { PresenceStore } from './presence.store.js';

const CHUNK = 500;

@Injectable()
export class PresenceService implements OnModuleInit {
  constructor(
    private readonly users: UserRepository,
    private readonly store: PresenceStore,
    private readonly announcer: AnnouncerService,
    private readonly view: PresenceView,
  ) {}

  onModuleInit(): void {
    this.view.register(
      (userIds) => this.statesOf(userIds),
      (userId) => this.isAttending(userId),
    );
  }

  async setStatus(caller: Caller, input: Input<typeof setStatus>): Promise<{ user: User }> {
    const status = storedStatus(input, new Date());
    if (!status) throw invalid('expires_at', 'must be in the future');
    const user = await this.users.setStatus(caller.id, status);
    if (!user) throw new AppError('user_not_found');
    this.announcer.recheck(caller.id);
    return { user: toUser(user, { self: true }) };
  }

  /** Online, or so to themselves alone: to be invisible is not to be away. */
  private async isAttending(userId: string): Promise<boolean> {
    try {
      if ((await this.statesOf([userId])).get(userId) === 'online') return true;
      const user = await this.users.findById(userId);
      return user?.status.state === 'invisible' && (await this.store.isConnected(userId));
    } catch {
      return false;
    }
  }

  /** As others see them; all are offline when Redis is away. */
  private async statesOf(userIds: string[]): Promise<Map<string, PresenceState>> {
    const chunks = Array.from({ length: Math.ceil(userIds.length / CHUNK) }, (_, i) =>
      userIds.slice(i * CHUNK, (i + 1) * CHUNK),
    );
    try {
      const read = await Promise.all(chunks.map((ids) => this.store.shown(ids)));
      return new Map(
        read.flatMap(({ shown }) => [...shown].map(([id, { status }]) => [id, status] as const)),
      );
    } catch {
      return new Map();
    }
  }
}
