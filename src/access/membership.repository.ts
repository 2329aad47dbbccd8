import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { Gather } from '../common/cache/gather.js';
import { outranks, type Role, roles } from '../contract/permissions.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import { inTransaction } from '../database/transaction.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import { type ConversationHead, emptyHead } from './conversation-heads.js';
import { plain, row } from './membership.mapper.js';
import type { MembershipDoc } from './membership.schema.js';

export interface Membership {
  conversation: ConversationRef;
  user_id: string;
  role: Role;
  joined_at: Date;
  joined_seq: number;
  joined_top: number;
  left_at: Date | null;
  hidden_seq: number | null;
  /** Perhaps in the past: then the mute is over. */
  muted_until: Date | null;
  mute_reason: string;
}

/** Each may be in 500 rooms. */
const USERS_AT_ONCE = 100;
/** All of these people are looked for in all of these conversations: the time for it grows with the square. */
const KEYS_AT_ONCE = 32;

@Injectable()
export class MembershipRepository {
  private readonly byUser = new Gather((userIds) => this.ofUsers(userIds), USERS_AT_ONCE);
  private readonly byKey = new Gather((keys) => this.ofKeys(keys), KEYS_AT_ONCE);

  constructor(@InjectModel('Membership') private readonly memberships: Model<MembershipDoc>) {}

  async find(conversationId: string, userId: string): Promise<Membership | null> {
    return (await this.byKey.get(`${conversationId}:${userId}`)) ?? null;
  }

  private async ofKeys(keys: string[]): Promise<Map<string, Membership>> {
    const pairs = keys.map((key) => key.split(':') as [string, string]);
    const found = await this.current({
      conversation_id: { $in: pairs.map(([id]) => toObjectId(id)) },
      user_id: { $in: pairs.map(([, id]) => toObjectId(id)) },
    });
    return new Map(found.map((one) => [`${one.conversation.id}:${one.user_id}`, one]));
  }

  private async current(which: QueryFilter<MembershipDoc>): Promise<Membership[]> {
    const found = await this.memberships.find({ ...which, left_at: null }).lean<MembershipDoc[]>();
    return found.map(plain);
  }

  /** The user's memberships among these conversations. */
  async ofUserIn(userId: string, conversationIds: string[]): Promise<Membership[]> {
    if (conversationIds.length === 0) return [];
    return this.current({
      user_id: toObjectId(userId),
      conversation_id: { $in: conversationIds.map(toObjectId) },
    });
  }

  /** In how many rooms each of these users is; who is in none is left out. */
  async roomCounts(userIds: string[]): Promise<Map<string, number>> {
    const counts = await this.memberships.aggregate<{ _id: ObjectId; count: number }>([
      { $match: { user_id: { $in: userIds.map(toObjectId) }, left_at: null, type: 'room' } },
      { $group: { _id: '$user_id', count: { $sum: 1 } } },
    ]);
    return new Map(counts.map(({ _id, count }) => [_id.toHexString(), count]));
  }

  async ofUser(userId: string): Promise<Membership[]> {
    return (await this.byUser.get(userId)) ?? [];
  }

  private async ofUsers(userIds: string[]): Promise<Map<string, Membership[]>> {
    const found = await this.current({ user_id: { $in: userIds.map(toObjectId) } });
    return Map.groupBy(found, ({ user_id }) => user_id);
  }

  /** A page in the order of user ids. */
  async members(conversationId: string, page: { after?: string; limit: number }): Promise<Membership[]> {
    const found = await this.memberships
      .find({
        conversation_id: toObjectId(conversationId),
        ...(page.after && { user_id: { $gt: toObjectId(page.after) } }),
        left_at: null,
      })
      .sort({ user_id: 1 })
      .limit(page.limit)
      .lean<MembershipDoc[]>();
    return found.map(plain);
  }

  /** Which of these users are members. */
  async among(conversationId: string, userIds: string[]): Promise<Membership[]> {
    if (userIds.length === 0) return [];
    return this.current({
      conversation_id: toObjectId(conversationId),
      user_id: { $in: userIds.map(toObjectId) },
    });
  }

  /** Who has one of these roles: few, of however many. */
  async inRoles(conversationId: string, among: Role[]): Promise<string[]> {
    const found = await this.memberships
      .find(
        { conversation_id: toObjectId(conversationId), left_at: null, role: { $in: among } },
        { user_id: 1 },
      )
      .lean<Pick<MembershipDoc, 'user_id'>[]>();
    return found.map(({ user_id }) => user_id.toHexString());
  }

  async count(conversationId: string): Promise<number> {
    return this.memberships.countDocuments({ conversation_id: toObjectId(conversationId), left_at: null });
  }

  /** Makes the membership, or finds the one there is. True when it is new: of two at once, one is told so. */
  async add(
    conversation: ConversationRef,
    userId: string,
    role: Role,
    head: ConversationHead,
    session?: ClientSession,
  ): Promise<boolean> {
    const { conversation_id, user_id, ...joined } = row(conversation, { user_id: userId, role }, head);
    const key = { conversation_id, user_id };
    const returned = await this.memberships.updateOne(
      { ...key, left_at: { $ne: null } },
      { $set: joined },
      { session },
    );
    if (returned.modifiedCount === 1) return true;
    try {
      const result = await this.memberships.updateOne(
        key,
        { $setOnInsert: joined },
        { upsert: true, session },
      );
      return result.upsertedCount === 1;
    } catch (error) {
      // Two upserts at once may both try to insert: the index lets one through, the other finds its row. In a
      // transaction, which is over with that, the caller is told.
      if (!session && isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** The first members of a conversation that is being made. */
  async addFirst(
    conversation: ConversationRef,
    members: { user_id: string; role: Role }[],
    session?: ClientSession,
  ): Promise<void> {
    await this.memberships.insertMany(
      members.map((member) => row(conversation, member, emptyHead)),
      { session },
    );
  }

  /**
   * True when there was a membership to end. With `as` only one in that role: who was made an owner in the meantime is
   * not taken out by a decision about a member.
   */
  async end(conversationId: string, userId: string, as?: Role): Promise<boolean> {
    const now = new Date();
    const result = await this.memberships.updateOne(
      { ...keyOf(conversationId, userId), ...(as && { role: as }), left_at: null },
      { $set: { left_at: now, updated_at: now } },
    );
    return result.modifiedCount === 1;
  }

  /**
   * True when the member had the role `from` and now has `to`. Also false when `to` is `owner` and there is one: the
   * index lets no second in.
   */
  async changeRole(
    conversationId: string,
    userId: string,
    { from, to }: { from: Role; to: Role },
    session?: ClientSession,
  ): Promise<boolean> {
    try {
      const result = await this.memberships.updateOne(
        { ...keyOf(conversationId, userId), role: from, left_at: null },
        // Who is trusted with more is not kept silent: nobody may stand above an owner who was muted.
        { $set: { role: to, ...(outranks(to, from) && { muted_until: null }), updated_at: new Date() } },
        { session },
      );
      return result.matchedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** True when the member was in this role still; `until` null ends it. */
  async mute(
    conversationId: string,
    userId: string,
    { as, until, reason }: { as: Role; until: Date | null; reason: string },
  ): Promise<boolean> {
    const result = await this.memberships.updateOne(
      { ...keyOf(conversationId, userId), role: as, left_at: null },
      { $set: { muted_until: until, mute_reason: reason, updated_at: new Date() } },
    );
    return result.matchedCount === 1;
  }

  /** Both or neither: of two transfers at once one finds that `from` is not the owner any more. */
  async transferOwnership(
    conversationId: string,
    from: string,
    to: { user_id: string; role: Role },
  ): Promise<boolean> {
    try {
      await inTransaction(this.memberships.db, async (session) => {
        const demoted = await this.changeRole(conversationId, from, { from: 'owner', to: 'admin' }, session);
        if (!demoted) throw new NotTransferred();
        const promoted = await this.changeRole(
          conversationId,
          to.user_id,
          { from: to.role, to: 'owner' },
          session,
        );
        if (!promoted) throw new NotTransferred();
      });
      return true;
    } catch (error) {
      if (error instanceof NotTransferred) return false;
      throw error;
    }
  }

  /** Of the highest role that somebody has, the one who has been here longest: the owner, or who comes next. */
  async foremost(conversationId: string): Promise<Membership | null> {
    for (const role of roles) {
      const found = await this.memberships
        .findOne({ conversation_id: toObjectId(conversationId), role, left_at: null })
        .sort({ joined_at: 1 })
        .lean<MembershipDoc>();
      if (found) return plain(found);
    }
    return null;
  }

  /** Off the user's list until the head is past `seq`. Of two devices the later number counts. */
  async hide(conversationId: string, userId: string, seq: number): Promise<void> {
    await this.memberships.updateOne(keyOf(conversationId, userId), { $max: { hidden_seq: seq } });
  }

  /** True when it was hidden at some time. */
  async show(conversationId: string, userId: string): Promise<boolean> {
    const result = await this.memberships.updateOne(
      { ...keyOf(conversationId, userId), hidden_seq: { $gte: 0 } },
      { $set: { hidden_seq: null } },
    );
    return result.modifiedCount === 1;
  }

  async endAll(conversationId: string): Promise<void> {
    const now = new Date();
    await this.memberships.updateMany(
      { conversation_id: toObjectId(conversationId), left_at: null },
      { $set: { left_at: now, updated_at: now } },
    );
  }

  /** Whose memberships, and where, began, ended or changed since then. */
  async changedKeysSince(time: Date): Promise<{ conversation_id: string; user_id: string }[]> {
    const found = await this.memberships
      .find({ updated_at: { $gte: time } }, { _id: 0, conversation_id: 1, user_id: 1 })
      .lean<{ conversation_id: ObjectId; user_id: ObjectId }[]>();
    return found.map(({ conversation_id, user_id }) => ({
      conversation_id: conversation_id.toHexString(),
      user_id: user_id.toHexString(),
    }));
  }

  /** What they are now: what a node asks whose Redis was away. */
  async changedSince(time: Date): Promise<Membership[]> {
    const found = await this.memberships.find({ updated_at: { $gte: time } }).lean<MembershipDoc[]>();
    return found.map(plain);
  }
}

const keyOf = (conversationId: string, userId: string) => ({
  conversation_id: toObjectId(conversationId),
  user_id: toObjectId(userId),
});

class NotTransferred extends Error {}
