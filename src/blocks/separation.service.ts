import { Injectable } from '@nestjs/common';
import { AccessService, type Separation } from '../access/access.service.js';
import { MembershipRepository } from '../access/membership.repository.js';
import { ShortCache } from '../common/cache/short-cache.js';
import { DomainEvents } from '../events/domain-events.js';
import { BlockRepository } from './block.repository.js';
import { pairKey } from './blocks.rules.js';

/** Events keep it current; this is the net below a lost one. */
const BLOCK_LIFE_MS = 10_000;
/** Who takes part in a DM never changes. */
const PAIR_LIFE_MS = 600_000;

/** Tells access who is kept apart in direct messages: two of whom one has blocked the other. Groups are left alone. */
@Injectable()
export class SeparationService implements Separation {
  private readonly blocked = new ShortCache<boolean>((key) => {
    const [one, other] = key.split(':') as [string, string];
    return this.blocks.between(one, other);
  }, BLOCK_LIFE_MS);
  private readonly pairs = new ShortCache<string | null>((dmId) => this.pairOf(dmId), PAIR_LIFE_MS);

  constructor(
    private readonly blocks: BlockRepository,
    private readonly memberships: MembershipRepository,
    access: AccessService,
    events: DomainEvents,
  ) {
    access.separateBy(this);
    events.everywhere('blocks_changed', ({ user_id, changed }) =>
      this.blocked.invalidate(pairKey(user_id, changed)),
    );
  }

  async inDm(dmId: string): Promise<boolean> {
    const pair = await this.pairs.get(dmId);
    return pair !== null && this.blocked.get(pair);
  }

  between(userId: string, otherId: string): Promise<boolean> {
    return this.blocked.get(pairKey(userId, otherId));
  }

  /** Null for a group. */
  private async pairOf(dmId: string): Promise<string | null> {
    const [one, other, ...more] = await this.memberships.members(dmId, { limit: 3 });
    return one && other && more.length === 0 ? pairKey(one.user_id, other.user_id) : null;
  }
}
