import { Injectable } from '@nestjs/common';
import { type Membership, MembershipRepository } from '../access/membership.repository.js';
import type { Conversation } from '../contract/dm.js';
import { UserDirectory } from '../users/user-directory.js';
import type { StoredDm } from './direct-message.repository.js';
import { type DmCounters, toConversation } from './dm.mapper.js';

type LoadCounters = (userId: string, memberships: Membership[]) => Promise<Map<string, DmCounters>>;

/** Conversations as one of their participants sees them. */
@Injectable()
export class DmView {
  private load: LoadCounters = () => Promise.resolve(new Map());

  constructor(
    private readonly users: UserDirectory,
    private readonly memberships: MembershipRepository,
  ) {}

  /** The inbox, which stands right of this folder, says here how counters are read: for any number at once. */
  completeWith(load: LoadCounters): void {
    this.load = load;
  }

  /** At a constant number of queries. `memberships` are the user's in these conversations. */
  async of(userId: string, dms: StoredDm[], memberships: Membership[]): Promise<Conversation[]> {
    if (dms.length === 0) return [];
    const [people, counters] = await Promise.all([
      this.users.summaries([...new Set(dms.flatMap(({ participant_ids }) => participant_ids))]),
      this.load(userId, memberships),
    ]);
    return dms.map((dm) => toConversation(dm, people, counters.get(dm.id)));
  }

  async one(userId: string, dm: StoredDm): Promise<Conversation> {
    const [view] = await this.of(userId, [dm], await this.memberships.ofUserIn(userId, [dm.id]));
    return view as Conversation;
  }
}
