import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Broadcaster } from '../realtime/broadcaster.js';
import type { UserRecord } from '../users/user.record.js';
import { UserRepository } from '../users/user.repository.js';
import { FollowersService } from './followers.service.js';
import { concernsOwnDevices, disappearedAt, outlook, presenceOf } from './presence.rules.js';
import { type Change, type Claim, PresenceStore } from './presence.store.js';

const MAX_AT_ONCE = 200;
const IDLE_MS = 750;
/** Several nodes wake for the same user; the shortest sleep keeps those that did not get them from spinning. */
const SHORTEST_MS = 20;

/**
 * Looks at users who are due, whoever of the nodes comes first, and tells others of those who changed. One timer for the
 * node: whatever happens later (the end of a grace, of a spacing, of a custom text) is due in Redis, for any node.
 */
@Injectable()
export class AnnouncerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(AnnouncerService.name);
  private readonly unmarked = new Set<string>();
  private timer?: NodeJS.Timeout;
  private round: Promise<void> | undefined;
  private woken = false;
  private stopped = true;

  constructor(
    private readonly store: PresenceStore,
    private readonly users: UserRepository,
    private readonly followers: FollowersService,
    private readonly broadcaster: Broadcaster,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** Something about the user changed in the database. */
  recheck(userId: string): void {
    this.unmarked.add(userId);
    this.wake();
  }

  /** Somebody is due now. */
  wake(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.woken = true;
    this.round ??= this.run();
  }

  private async run(): Promise<void> {
    let sleepMs = 0;
    while (this.woken && !this.stopped) {
      this.woken = false;
      sleepMs = await this.look();
    }
    this.round = undefined;
    if (!this.stopped) this.timer = setTimeout(() => this.wake(), sleepMs);
  }

  /** Answers how long nobody will be due, as far as is known. */
  private async look(): Promise<number> {
    try {
      await this.mark();
      if (!this.store.isSettled()) return IDLE_MS;
      const claim = await this.store.claim(MAX_AT_ONCE);
      if (claim.users.length > 0) await this.settle(claim);
      if (claim.users.length === MAX_AT_ONCE) this.woken = true;
      return Math.min(Math.max(claim.waitMs, SHORTEST_MS), IDLE_MS);
    } catch (error) {
      // Who was claimed is due again soon, for whichever node can.
      this.log.debug(`presence cannot be told: ${error instanceof Error ? error.message : error}`);
      return IDLE_MS;
    }
  }

  private async mark(): Promise<void> {
    if (this.unmarked.size === 0) return;
    const userIds = [...this.unmarked];
    this.unmarked.clear();
    try {
      await this.store.mark(userIds);
    } catch (error) {
      for (const id of userIds) this.unmarked.add(id);
      throw error;
    }
  }

  private async settle({ token, users }: Claim): Promise<void> {
    const found = await this.users.findMany(users);
    const byId = new Map(found.map((user) => [user.id, user]));
    const now = new Date();
    const { version, changes } = await this.store.settle(
      token,
      users.map((id) => outlook(id, byId.get(id)?.status, now)),
    );
    const disappeared = await this.remember(changes, Math.floor(version / 1000));
    await Promise.all(
      changes.map(async (change) => {
        const user = byId.get(change.user_id);
        if (!user) return;
        const presence = presenceOf(lastSeen(user, disappeared.get(user.id)), change.after);
        await this.followers.tell(presence, version);
        if (concernsOwnDevices(change)) await this.broadcaster.toUser(user.id, 'presence_update', presence);
      }),
    );
  }

  private async remember(changes: Change[], now: number): Promise<Map<string, Date>> {
    const seen = new Map<string, Date>();
    for (const { user_id, before, after, gone_at } of changes) {
      const at = disappearedAt(before, after, gone_at, now);
      if (at) seen.set(user_id, at);
    }
    try {
      await this.users.setLastSeen(seen);
    } catch (error) {
      this.log.warn({ err: error }, 'last_seen_at could not be stored');
    }
    return seen;
  }
}

const lastSeen = (user: UserRecord, disappeared: Date | undefined): UserRecord =>
  disappeared && (user.last_seen_at ?? 0) < disappeared ? { ...user, last_seen_at: disappeared } : user;
