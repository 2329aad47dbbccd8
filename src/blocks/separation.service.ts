import { Injectable } from '@nestjs/common';
import { AccessService, type Apart, type Separation } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { ShortCache } from '../common/cache/short-cache.js';
import { DomainEvents } from '../events/domain-events.js';
import { UserDirectory } from '../users/user-directory.js';
import { BlockRepository } from './block.repository.js';
import { pairKey } from './blocks.rules.js';

/** Events keep it current; this is the net below a lost one. */
const BLOCK_LIFE_MS = 10_000;
/** Who takes part in a DM never changes. */
const PAIR_LIFE_MS = 600_000;

/** So many are asked of the cache one by one. */
const FEW = 10;

/**
 * Tells access who is kept apart in direct messages: two of whom one has blocked the other, or has no account any more.
 * Groups are left alone.
 */
@Injectable()
export class SeparationService implements Separation {
  private readonly blocked = new ShortCache<boolean>((key) => {
    const [one, other] = key.split(':') as [string, string];
    return this.blocks.between(one, other);
  }, BLOCK_LIFE_MS);
  private readonly unseen = new ShortCache<ReadonlySet<string>>(
    (userId) => this.blocks.apartFrom(userId),
    BLOCK_LIFE_MS,
  );
  private readonly pairs = new ShortCache<string | null>((dmId) => this.pairOf(dmId), PAIR_LIFE_MS);

  constructor(
    private readonly blocks: BlockRepository,
    private readonly memberships: MembershipRepository,
    private readonly users: UserDirectory,
    access: AccessService,
    events: DomainEvents,
  ) {
    access.separateBy(this);
    events.everywhere('blocks_changed', ({ user_id, changed }) => {
      this.blocked.invalidate(pairKey(user_id, changed));
      this.unseen.invalidate(user_id);
      this.unseen.invalidate(changed);
    });
  }

  async inDm(dmId: string): Promise<Apart | null> {
    const pair = await this.pairs.get(dmId);
    return pair === null ? null : this.apartness(pair);
  }

  between(userId: string, otherId: string): Promise<Apart | null> {
    return this.apartness(pairKey(userId, otherId));
  }

  /** That an account is closed is no secret; who blocked whom is one, and may be so beside it. */
  private async apartness(pair: string): Promise<Apart | null> {
    const [blocked, closed] = await Promise.all([
      this.blocked.get(pair),
      this.users.inactive(pair.split(':')),
    ]);
    if (closed.size > 0) return 'user_deactivated';
    return blocked ? 'blocked' : null;
  }

  /** Which of the others are kept apart from this user, rooms and groups included: nobody notifies them. */
  async apart(userId: string, others: string[]): Promise<Set<string>> {
    if (others.length > FEW) return this.blocks.apart(userId, others);
    const apart = await Promise.all(others.map((other) => this.blocked.get(pairKey(userId, other))));
    return new Set(others.filter((_, index) => apart[index]));
  }

  unseenBy(userId: string): Promise<ReadonlySet<string>> {
    return this.unseen.get(userId);
  }

  /** Null for a group. */
  private async pairOf(dmId: string): Promise<string | null> {
    const [one, other, ...more] = await this.memberships.members(dmId, { limit: 3 });
    return one && other && more.length === 0 ? pairKey(one.user_id, other.user_id) : null;
  }
}
