import { Injectable } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import { ShortCache } from '../common/cache/short-cache.js';
import { limits } from '../contract/limits.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { MessageRepository } from '../messages/message.repository.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { FollowRepository } from '../threads/follow.repository.js';
import type { Told } from './notification.js';

/** Who takes part in a DM never changes. */
const DM_LIFE_MS = 600_000;
const LISTENERS_LIFE_MS = 30_000;
export const PAGE = 500;

/**
 * Whom a message may concern, which is to be decided one by one. A message of a room that names nobody costs no question
 * while nobody on the server wants every message or has keywords.
 */
@Injectable()
export class AudienceService {
  private readonly participants = new ShortCache<string[]>(async (dmId) => {
    const members = await this.memberships.members(dmId, { limit: limits.groupDmParticipants.max });
    return members.map(({ user_id }) => user_id);
  }, DM_LIFE_MS);
  private readonly listeners = new ShortCache<string[]>(async (roomId) => {
    const members = await this.memberships.among(roomId, [...this.preferences.listenersNow()]);
    return members.map(({ user_id }) => user_id);
  }, LISTENERS_LIFE_MS);

  constructor(
    private readonly memberships: MembershipRepository,
    private readonly messages: MessageRepository,
    private readonly follows: FollowRepository,
    private readonly preferences: PreferenceDirectory,
    events: DomainEvents,
  ) {
    preferences.onListening(() => this.listeners.clear());
    events.everywhere('member_joined', ({ conversation }) => this.listeners.invalidate(conversation.id));
  }

  /** By the message's id. Of `@room` and `@here` everybody is to be asked too: see `everybody`. */
  async of(conversation: ConversationRef, told: Told[]): Promise<Map<string, Set<string>>> {
    const [common, followers] = await Promise.all([
      this.common(conversation, told),
      this.followersOf([...new Set(told.flatMap(({ parent_id }) => parent_id ?? []))]),
    ]);
    return new Map(
      told.map((message) => {
        const { id, mentions, parent_id } = message;
        const following = parent_id === null ? [] : (followers.get(parent_id) ?? []);
        return [id, new Set([...mentions, ...common, ...following])];
      }),
    );
  }

  /** All members, a page at a time. */
  async *everybody({ id }: ConversationRef): AsyncGenerator<string[]> {
    for (let after: string | undefined; ; ) {
      const members = await this.memberships.members(id, { after, limit: PAGE });
      if (members.length > 0) yield members.map(({ user_id }) => user_id);
      if (members.length < PAGE) return;
      after = members.at(-1)?.user_id;
    }
  }

  /** Whom every message here may concern. */
  private async common({ id, type }: ConversationRef, told: Told[]): Promise<string[]> {
    if (type === 'room') return this.preferences.listenersNow().size === 0 ? [] : this.listeners.get(id);
    return told.length === 0 ? [] : this.participants.get(id);
  }

  /** With who started it: that they follow it is perhaps not written down yet. */
  private async followersOf(parentIds: string[]): Promise<Map<string, string[]>> {
    const roots = await this.messages.byIds(parentIds);
    const followers = new Map<string, string[]>();
    for (const { id, sender_id } of roots) followers.set(id, [sender_id, ...(await this.all(id))]);
    return followers;
  }

  private async all(parentId: string): Promise<string[]> {
    const ids: string[] = [];
    for (let after: string | undefined; ; after = ids.at(-1)) {
      const page = await this.follows.followers(parentId, { after, count: PAGE });
      ids.push(...page);
      if (page.length < PAGE) return ids;
    }
  }
}
