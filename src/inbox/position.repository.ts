import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Membership } from '../access/membership.repository.js';
import { Gather } from '../common/cache/gather.js';
import { type ObjectId, toObjectId } from '../database/object-id.js';
import type { ConversationRef } from '../events/domain-event-map.js';
import type { Reader } from '../threads/follow.repository.js';
import type { UnreadCountDoc } from './unread-count.schema.js';

export interface ReadPosition {
  conversation_id: string;
  seq: number;
  top: number;
  joined_at: Date;
  read_at: Date;
}

interface Move {
  seq: number;
  top: number;
  message_id: string;
}

/** Each may be in 500 rooms. */
const USERS_AT_ONCE = 100;

@Injectable()
export class PositionRepository {
  private readonly byUser = new Gather((userIds) => this.ofUsers(userIds), USERS_AT_ONCE);

  constructor(@InjectModel('UnreadCount') private readonly positions: Model<UnreadCountDoc>) {}

  /** By conversation. */
  async ofUser(userId: string): Promise<Map<string, ReadPosition>> {
    const positions = (await this.byUser.get(userId)) ?? [];
    return new Map(positions.map((position) => [position.conversation_id, position]));
  }

  private async ofUsers(userIds: string[]): Promise<Map<string, ReadPosition[]>> {
    const found = await this.positions
      .find({ user_id: { $in: userIds.map(toObjectId) } })
      .lean<UnreadCountDoc[]>();
    const byUser = Map.groupBy(found, ({ user_id }) => user_id.toHexString());
    return new Map([...byUser].map(([userId, own]) => [userId, own.map(plain)]));
  }

  async find(userId: string, conversation: ConversationRef): Promise<ReadPosition | null> {
    const found = await this.positions.findOne(keyOf(userId, conversation)).lean<UnreadCountDoc>();
    return found && plain(found);
  }

  /**
   * Who has come as far as `seq`, in the order of their ids, of former members too. Who joined later than that, and has not
   * read a thing since, has only been put there.
   */
  async readers(
    conversation: ConversationRef,
    seq: number,
    page: { after?: string; count: number },
  ): Promise<Reader[]> {
    const found = await this.positions
      .find({
        ...placeOf(conversation),
        seq: { $gte: seq },
        message_id: { $ne: null },
        ...(page.after && { user_id: { $gt: toObjectId(page.after) } }),
      })
      .sort({ user_id: 1 })
      .limit(page.count)
      .lean<UnreadCountDoc[]>();
    return found.map(({ user_id, joined_at, read_at }) => ({
      user_id: user_id.toHexString(),
      joined_at,
      read_at,
    }));
  }

  /** How far each of these users has come. */
  async ofMany(conversation: ConversationRef, userIds: string[]): Promise<Map<string, number>> {
    const found = await this.positions
      .find({ ...placeOf(conversation), user_id: { $in: userIds.map(toObjectId) } }, { user_id: 1, seq: 1 })
      .lean<UnreadCountDoc[]>();
    return new Map(found.map(({ user_id, seq }) => [user_id.toHexString(), seq]));
  }

  /** Moves forward only, whichever device is faster. True when it moved. */
  async forward(userId: string, membership: Membership, { seq, top, message_id }: Move): Promise<boolean> {
    const { conversation, joined_at, joined_seq, joined_top } = membership;
    const key = keyOf(userId, conversation);
    const known = await this.positions.findOne(key, { joined_at: 1 }).lean<UnreadCountDoc>();
    if (known?.joined_at.getTime() !== joined_at.getTime()) {
      await this.begin(key, { seq: joined_seq, top: joined_top, joined_at });
    }
    const before = await this.positions
      .findOneAndUpdate(
        { ...key, seq: { $lt: seq } },
        { $set: { seq, top, message_id: toObjectId(message_id), read_at: new Date() } },
        { returnDocument: 'before' },
      )
      .lean<UnreadCountDoc>();
    return before !== null;
  }

  /** Sets the position wherever it was: "mark unread". */
  async set(
    userId: string,
    { conversation, joined_at }: Membership,
    { seq, top, message_id }: Move,
  ): Promise<void> {
    await this.positions.updateOne(
      keyOf(userId, conversation),
      { $set: { seq, top, joined_at, message_id: toObjectId(message_id), read_at: new Date() } },
      { upsert: true },
    );
  }

  async removeRoom(roomId: string): Promise<void> {
    await this.positions.deleteMany({ room_id: toObjectId(roomId) });
  }

  /** The first position of a membership is where it was when the user joined. Of two devices one makes it. */
  private async begin(key: Key, start: { seq: number; top: number; joined_at: Date }): Promise<void> {
    const first = { ...start, message_id: null, read_at: new Date() };
    const returned = await this.positions.updateOne(
      { ...key, joined_at: { $ne: start.joined_at } },
      { $set: first },
    );
    if (returned.matchedCount === 0)
      await this.positions.updateOne(key, { $setOnInsert: first }, { upsert: true });
  }
}

type Key = { user_id: ObjectId; room_id?: ObjectId; dm_id?: ObjectId };

const placeOf = ({ id, type }: ConversationRef): Omit<Key, 'user_id'> =>
  type === 'room' ? { room_id: toObjectId(id) } : { dm_id: toObjectId(id) };

const keyOf = (userId: string, conversation: ConversationRef): Key => ({
  user_id: toObjectId(userId),
  ...placeOf(conversation),
});

const plain = ({ room_id, dm_id, seq, top, joined_at, read_at }: UnreadCountDoc): ReadPosition => ({
  conversation_id: (room_id ?? dm_id)?.toHexString() ?? '',
  seq,
  top,
  joined_at,
  read_at,
});
