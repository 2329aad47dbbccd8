import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import type { Role } from '../contract/permissions.js';
import { toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { ConversationHead } from './conversation-heads.js';
import type { MembershipDoc } from './membership.schema.js';

export interface Membership {
  conversation: ConversationRef;
  user_id: string;
  role: Role;
  joined_at: Date;
  joined_seq: number;
  joined_top: number;
  left_at: Date | null;
}

@Injectable()
export class MembershipRepository {
  constructor(@InjectModel('Membership') private readonly memberships: Model<MembershipDoc>) {}

  async find(conversationId: string, userId: string): Promise<Membership | null> {
    const found = await this.memberships
      .findOne({ conversation_id: toObjectId(conversationId), user_id: toObjectId(userId), left_at: null })
      .lean<MembershipDoc>();
    return found && plain(found);
  }

  async ofUser(userId: string): Promise<Membership[]> {
    const found = await this.memberships
      .find({ user_id: toObjectId(userId), left_at: null })
      .lean<MembershipDoc[]>();
    return found.map(plain);
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
    const found = await this.memberships
      .find({ conversation_id: toObjectId(conversationId), user_id: { $in: userIds.map(toObjectId) }, left_at: null })
      .lean<MembershipDoc[]>();
    return found.map(plain);
  }

  async count(conversationId: string): Promise<number> {
    return this.memberships.countDocuments({ conversation_id: toObjectId(conversationId), left_at: null });
  }

  /** Makes the membership, or finds the one there is. True when it is new: of two at once, one is told so. */
  async add(conversation: ConversationRef, userId: string, role: Role, head: ConversationHead): Promise<boolean> {
    const now = new Date();
    const key = { conversation_id: toObjectId(conversation.id), user_id: toObjectId(userId) };
    const joined = {
      type: conversation.type,
      role,
      joined_at: now,
      joined_seq: head.seq,
      joined_top: head.top,
      updated_at: now,
      left_at: null,
    };
    const returned = await this.memberships.updateOne({ ...key, left_at: { $ne: null } }, { $set: joined });
    if (returned.modifiedCount === 1) return true;
    const result = await this.memberships.updateOne(key, { $setOnInsert: joined }, { upsert: true });
    return result.upsertedCount === 1;
  }

  /** True when there was a membership to end. */
  async end(conversationId: string, userId: string): Promise<boolean> {
    const now = new Date();
    const result = await this.memberships.updateOne(
      { conversation_id: toObjectId(conversationId), user_id: toObjectId(userId), left_at: null },
      { $set: { left_at: now, updated_at: now } },
    );
    return result.modifiedCount === 1;
  }

  async setRole(conversationId: string, userId: string, role: Role, session?: ClientSession): Promise<boolean> {
    const result = await this.memberships.updateOne(
      { conversation_id: toObjectId(conversationId), user_id: toObjectId(userId), left_at: null },
      { $set: { role, updated_at: new Date() } },
      { session },
    );
    return result.matchedCount === 1;
  }

  async endAll(conversationId: string): Promise<void> {
    const now = new Date();
    await this.memberships.updateMany(
      { conversation_id: toObjectId(conversationId), left_at: null },
      { $set: { left_at: now, updated_at: now } },
    );
  }

  /** Memberships that began, ended or changed since then: what a node asks whose Redis was away. */
  async changedSince(time: Date): Promise<Membership[]> {
    const found = await this.memberships.find({ updated_at: { $gte: time } }).lean<MembershipDoc[]>();
    return found.map(plain);
  }
}

const plain = (doc: MembershipDoc): Membership => ({
  conversation: { id: doc.conversation_id.toHexString(), type: doc.type },
  user_id: doc.user_id.toHexString(),
  role: doc.role,
  joined_at: doc.joined_at,
  joined_seq: doc.joined_seq,
  joined_top: doc.joined_top,
  left_at: doc.left_at,
});
