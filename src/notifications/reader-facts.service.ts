import { Injectable } from '@nestjs/common';
import { MembershipRepository } from '../access/membership.repository.js';
import { SeparationService } from '../blocks/separation.service.js';
import { plainText } from '../contract/markdown.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { MessageRepository } from '../messages/message.repository.js';
import { PreferenceDirectory } from '../preferences/preference-directory.js';
import { defaults } from '../preferences/preferences.rules.js';
import { FollowRepository } from '../threads/follow.repository.js';
import { belongs } from '../threads/follow.rules.js';
import { PresenceView } from '../users/presence-view.js';
import { UserRepository } from '../users/user.repository.js';
import { inTimeline, type Told } from './notification.js';
import type { MessageFacts, ReaderFacts } from './notifications.rules.js';

/** Something that may notify these users: a message, or the reaction of the actor to it. */
export interface Case {
  message: Told;
  facts: MessageFacts;
  userIds: string[];
}

export type FactsOf = (facts: MessageFacts, userId: string) => ReaderFacts;

/** What the rules need to know of readers: a constant number of queries for a page of them. */
@Injectable()
export class ReaderFactsService {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly preferences: PreferenceDirectory,
    private readonly users: UserRepository,
    private readonly separation: SeparationService,
    private readonly messages: MessageRepository,
    private readonly follows: FollowRepository,
    private readonly presence: PresenceView,
  ) {}

  async load({ id }: ConversationRef, cases: Case[]): Promise<FactsOf> {
    const ids = [...new Set(cases.flatMap(({ userIds }) => userIds))];
    const actors = [...new Set(cases.map(({ facts }) => facts.actor_id))];
    const parents = [...new Set(cases.flatMap(({ facts }) => facts.parent_id ?? []))];
    const asksWhoIsHere = cases.some(({ facts }) => facts.mentions_here && !facts.mentions_room);
    const [members, preferences, users, apart, threads, states] = await Promise.all([
      this.memberships.among(id, ids),
      this.preferences.of(ids),
      this.users.findMany(ids),
      Promise.all(actors.map(async (actor) => [actor, await this.separation.apart(actor, ids)] as const)),
      this.threads(parents, ids),
      asksWhoIsHere ? this.presence.statesOf(ids) : new Map<string, string>(),
    ]);
    const memberOf = new Map(members.map((member) => [member.user_id, member]));
    const busy = new Set(users.filter(({ status }) => status.state === 'busy').map((user) => user.id));
    const apartFrom = new Map(apart);
    return (facts, userId) => {
      const member = memberOf.get(userId);
      const thread = facts.parent_id === null ? undefined : threads.get(facts.parent_id);
      const follow = thread?.follows.get(userId);
      return {
        id: userId,
        joined_seq: member?.joined_seq ?? null,
        blocked: apartFrom.get(facts.actor_id)?.has(userId) ?? false,
        busy: busy.has(userId),
        here: (states.get(userId) ?? 'offline') !== 'offline',
        // Who started a thread follows it until they say otherwise, also before that is written down.
        following: member && belongs(follow, member) ? follow.following : thread?.started_by === userId,
        preferences: preferences.get(userId) ?? defaults,
      };
    };
  }

  private async threads(parentIds: string[], userIds: string[]) {
    const roots = await this.messages.byIds(parentIds);
    const found = await Promise.all(
      roots.map(async ({ id, sender_id }) => {
        const rows = await this.follows.among(userIds, id);
        const follows = new Map(rows.map((follow) => [follow.user_id, follow]));
        return [id, { started_by: sender_id, follows }] as const;
      }),
    );
    return new Map(found);
  }
}

export const messageFacts = (message: Told): MessageFacts => ({
  about: 'message',
  actor_id: message.sender_id,
  author_id: message.sender_id,
  conversation: message.conversation,
  seq: message.seq,
  parent_id: message.parent_id,
  in_timeline: inTimeline(message),
  deleted: message.deleted,
  call: message.kind === 'text' ? null : message.call?.outcome === 'missed' ? 'missed' : 'other',
  mentions: new Set(message.mentions),
  mentions_room: message.mentions_room,
  mentions_here: message.mentions_here,
  text: plainText(message.content, undefined, { spoilers: true }),
});

export const reactionFacts = (message: Told, actorId: string): MessageFacts => ({
  ...messageFacts(message),
  about: 'reaction',
  actor_id: actorId,
});
