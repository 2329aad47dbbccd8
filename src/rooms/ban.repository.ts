import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { BanDoc } from './ban.schema.js';

/** A ban as the repository hands it out. */
export interface StoredBan {
  room_id: string;
  user_id: string;
  reason: string;
  banned_by: string;
  created_at: Date;
  expires_at: Date | null;
}

@Injectable()
export class BanRepository {
  constructor(@InjectModel('RoomBan') private readonly bans: Model<BanDoc>) {}

  /** The one ban of this user in this room, made or replaced. */
  async put({ room_id, user_id, banned_by, ...ban }: StoredBan): Promise<void> {
    const change = { $set: { ...ban, banned_by: toObjectId(banned_by) } };
    try {
      await this.bans.updateOne(keyOf(room_id, user_id), change, { upsert: true });
    } catch (error) {
      // Two at once may both try to insert: the index lets one through, and the other changes its row.
      if (!isDuplicateKey(error)) throw error;
      await this.bans.updateOne(keyOf(room_id, user_id), change);
    }
  }

  /** False when there was none. */
  async remove(roomId: string, userId: string): Promise<boolean> {
    return (await this.bans.deleteOne(keyOf(roomId, userId))).deletedCount === 1;
  }

  /** Which of these users are banned now. */
  async among(roomId: string, userIds: string[]): Promise<Set<string>> {
    if (userIds.length === 0) return new Set();
    const found = await this.bans
      .find({ room_id: toObjectId(roomId), user_id: { $in: userIds.map(toObjectId) }, ...inForce() })
      .lean<BanDoc[]>();
    return new Set(found.map(({ user_id }) => user_id.toHexString()));
  }

  async removeAll(roomId: string): Promise<void> {
    await this.bans.deleteMany({ room_id: toObjectId(roomId) });
  }

  /** A page in the order of user ids. */
  async page(roomId: string, { after, limit }: { after?: string; limit: number }): Promise<StoredBan[]> {
    const found = await this.bans
      .find({
        room_id: toObjectId(roomId),
        ...(after && { user_id: { $gt: toObjectId(after) } }),
        ...inForce(),
      })
      .sort({ user_id: 1 })
      .limit(limit)
      .lean<BanDoc[]>();
    return found.map(plain);
  }
}

const keyOf = (roomId: string, userId: string) => ({
  room_id: toObjectId(roomId),
  user_id: toObjectId(userId),
});

const inForce = () => ({ $or: [{ expires_at: null }, { expires_at: { $gt: new Date() } }] });

const plain = ({ room_id, user_id, reason, banned_by, created_at, expires_at }: BanDoc): StoredBan => ({
  room_id: room_id.toHexString(),
  user_id: user_id.toHexString(),
  reason,
  banned_by: banned_by.toHexString(),
  created_at,
  expires_at,
});
