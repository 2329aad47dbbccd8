import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ChangeFeed } from '../common/cache/change-feed.js';
import { ShortCache } from '../common/cache/short-cache.js';
import { AppError } from '../common/errors/app-error.js';
import {
  type Action,
  allowedInArchive,
  allowedInDm,
  type Role,
  roleAllows,
  speaking,
} from '../contract/permissions.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { DomainEvents } from '../events/domain-events.js';
import { paceOf, requireFloor, requireVoice } from './access.rules.js';
import { type Membership, MembershipRepository } from './membership.repository.js';

/** What access needs to know of a conversation. Rooms and DMs each say it of theirs. */
export interface ConversationFacts {
  ref: ConversationRef;
  /** Anyone may see that it exists and join it. */
  open: boolean;
  archived: boolean;
  /** Of a room: only who may announce sends. */
  read_only?: boolean;
  /** Of a room: how long others wait from one message to the next. */
  slow_mode_ms?: number;
}

export interface Access {
  conversation: ConversationRef;
  role: Role;
  /** How long this user waits from one message to the next here; 0 when they need not. */
  pace_ms: number;
}

export type Apart = 'blocked' | 'user_deactivated';

/** Who has nothing to do with whom in direct messages. Said by the blocks domain. */
export interface Separation {
  /** Why nothing is said in a DM of two: one has blocked the other, or has no account any more. */
  inDm(dmId: string): Promise<Apart | null>;
  between(userId: string, otherId: string): Promise<Apart | null>;
  /** Whose presence and typing the user does not see, nor they the user's. */
  unseenBy(userId: string): Promise<ReadonlySet<string>>;
}

const MEMBERSHIP_LIFE_MS = 1_000;
const MEMBERSHIPS = 200_000;
/** Longer than a membership's second: what may change here hides nothing from anybody, and events keep it current. */
const FACTS_LIFE_MS = 10_000;

/** What somebody who may see that a conversation exists learns of it. */
export interface Sight {
  conversation: ConversationRef;
  /** Null for who is not a member. */
  role: Role | null;
  archived: boolean;
}

type Load = (id: string) => Promise<ConversationFacts | null>;
type PlaceIds = { room_id?: string | null; dm_id?: string | null };

/** The one place that decides who may do what in a conversation. */
@Injectable()
export class AccessService implements OnModuleDestroy {
  private readonly sources = new Map<ConversationRef['type'], Load>();
  private readonly facts = new ShortCache<ConversationFacts | null>(
    (key) => this.loadFacts(key),
    FACTS_LIFE_MS,
  );
  private readonly feed = new ChangeFeed(
    async (since) => {
      for (const { conversation_id, user_id } of await this.repository.changedKeysSince(since))
        this.memberships.invalidate(membershipKey(conversation_id, user_id));
    },
    () => this.memberships.clear(),
  );
  private readonly memberships = new ShortCache<Membership | null>(
    (key) => this.loadMembership(key),
    MEMBERSHIP_LIFE_MS,
    MEMBERSHIPS,
    this.feed,
  );

  private separation: Separation = {
    inDm: async () => null,
    between: async () => null,
    unseenBy: async () => new Set(),
  };

  constructor(
    private readonly repository: MembershipRepository,
    events: DomainEvents,
  ) {
    const forgetMember = (event: { conversation: ConversationRef; user_id: string }) =>
      this.memberships.invalidate(membershipKey(event.conversation.id, event.user_id));
    const forgetRoom = (id: string) => this.facts.invalidate(factsKey({ type: 'room', id }));
    events.everywhere('member_joined', ({ conversation, user }) =>
      forgetMember({ conversation, user_id: user.id }),
    );
    events.everywhere('member_updated', ({ conversation, user }) =>
      forgetMember({ conversation, user_id: user.id }),
    );
    events.everywhere('member_left', forgetMember);
    events.everywhere('room_created', ({ room }) => forgetRoom(room.id));
    events.everywhere('room_updated', ({ room }) => forgetRoom(room.id));
    events.everywhere('room_archived', ({ room }) => forgetRoom(room.id));
    events.everywhere('room_deleted', ({ room_id }) => forgetRoom(room_id));
  }

  onModuleDestroy(): void {
    this.feed.stop();
  }

  /** Rooms and DMs, which stand right of this folder, say here how their facts are read. */
  register(type: ConversationRef['type'], load: Load): void {
    this.sources.set(type, load);
  }

  /** The blocks domain, which stands right of this folder, says here who is kept apart. */
  separateBy(separation: Separation): void {
    this.separation = separation;
  }

  /**
   * Throws `room_not_found`, `dm_not_found`, `not_a_member`, `room_archived` or `permission_denied`; of what says something
   * `muted`, `room_read_only` or, in a DM, `blocked` or `user_deactivated`.
   */
  async require(user: { id: string }, action: Action, place: PlaceIds): Promise<Access> {
    const asked = refOf(place);
    const { facts, membership } = await this.look(user, asked);
    if (facts === null) throw new AppError(notFound(asked));
    if (membership === null) throw new AppError(facts.open ? 'not_a_member' : notFound(asked));
    if (facts.archived && !allowedInArchive.has(action)) throw new AppError('room_archived');
    if (!roleAllows(membership.role, action) || (asked.type === 'dm' && !allowedInDm.has(action))) {
      throw new AppError('permission_denied');
    }
    requireVoice(membership, action);
    requireFloor(facts, membership.role, action);
    // Only DMs ask: a send to a room knows all it needs from the two caches.
    const asks = asked.type === 'dm' && speaking.has(action);
    const apart = asks ? await this.separation.inDm(asked.id) : null;
    if (apart) throw new AppError(apart);
    return { conversation: facts.ref, role: membership.role, pace_ms: paceOf(facts, membership.role) };
  }

  /** The same for a message, whose place the caller did not name: what they may not read does not exist for them. */
  async requireMessage(user: { id: string }, action: Action, conversation: ConversationRef): Promise<Access> {
    try {
      return await this.require(user, action, placeOf(conversation));
    } catch (error) {
      const hidden = error instanceof AppError && ['room_not_found', 'dm_not_found'].includes(error.code);
      throw hidden ? new AppError('message_not_found') : error;
    }
  }

  /** Before a conversation of two is made. Throws `blocked`, the same whoever of them blocked the other, or `user_deactivated`. */
  async requireContact(user: { id: string }, otherId: string): Promise<void> {
    const apart = await this.separation.between(user.id, otherId);
    if (apart) throw new AppError(apart);
  }

  /** Whose presence and typing the user does not see, nor they the user's. */
  unseenBy(user: { id: string }): Promise<ReadonlySet<string>> {
    return this.separation.unseenBy(user.id);
  }

  /**
   * For what a stranger may do too where a room is open, or who was invited: look at it and join it. Throws
   * `room_not_found` or `dm_not_found`.
   */
  async requireSight(user: { id: string }, place: PlaceIds, invited = false): Promise<Sight> {
    const asked = refOf(place);
    const { facts, membership } = await this.look(user, asked);
    if (facts === null || (membership === null && !facts.open && !invited))
      throw new AppError(notFound(asked));
    return { conversation: facts.ref, role: membership?.role ?? null, archived: facts.archived };
  }

  /** The memberships of somebody who is about to act on them: what they do next asks for none of them. */
  async membershipsOf(userId: string): Promise<Membership[]> {
    const mark = this.memberships.mark();
    const found = await this.repository.ofUser(userId);
    this.memberships.learn(
      found.map((membership) => [membershipKey(membership.conversation.id, userId), membership]),
      mark,
    );
    return found;
  }

  /** Forgets what was known of one member. */
  forget(conversation: ConversationRef, userId: string): void {
    this.memberships.invalidate(membershipKey(conversation.id, userId));
  }

  /** After Redis was away nothing that was cached can be trusted. */
  invalidateAll(): void {
    this.facts.clear();
    this.memberships.clear();
  }

  private async look(user: { id: string }, asked: ConversationRef) {
    const [facts, membership] = await Promise.all([
      this.facts.get(factsKey(asked)),
      this.memberships.get(membershipKey(asked.id, user.id)),
    ]);
    return { facts, membership };
  }

  private loadFacts(key: string): Promise<ConversationFacts | null> {
    const [type, id] = key.split(':') as [ConversationRef['type'], string];
    return this.sources.get(type)?.(id) ?? Promise.resolve(null);
  }

  private loadMembership(key: string): Promise<Membership | null> {
    const [conversationId, userId] = key.split(':') as [string, string];
    return this.repository.find(conversationId, userId);
  }
}

const factsKey = ({ type, id }: ConversationRef): string => `${type}:${id}`;
const membershipKey = (conversationId: string, userId: string): string => `${conversationId}:${userId}`;
const notFound = ({ type }: ConversationRef) => (type === 'room' ? 'room_not_found' : 'dm_not_found');

/** The conversation that an input names. The contract made sure that it names exactly one. */
const refOf = ({ room_id, dm_id }: PlaceIds): ConversationRef => {
  if (room_id) return { id: room_id, type: 'room' };
  if (dm_id) return { id: dm_id, type: 'dm' };
  throw new AppError('validation_failed');
};

/** The same the other way round: the field that names a conversation in an object of the contract. */
export const placeOf = ({ id, type }: ConversationRef): { room_id: string } | { dm_id: string } =>
  type === 'room' ? { room_id: id } : { dm_id: id };
