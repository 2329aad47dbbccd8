import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { isWriteConflict } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import { inTransaction } from '../database/transaction.js';
import type { RoomInvitationDoc } from './room-invitation.schema.js';

/** An invitation as the repository hands it out. */
export interface StoredInvitation {
  id: string;
  room_id: string;
  code: string;
  created_by: string;
  max_uses: number | null;
  uses: number;
  uses_left: number;
  created_at: Date;
  expires_at: Date | null;
}

export type Use = 'used' | 'not_needed' | 'used_up';

const MAX_TRIES = 5;

@Injectable()
export class RoomInvitationRepository {
  constructor(@InjectModel('RoomInvitation') private readonly invitations: Model<RoomInvitationDoc>) {}

  async create({ id, room_id, created_by, ...invitation }: StoredInvitation): Promise<void> {
    const ids = { _id: toObjectId(id), room_id: toObjectId(room_id), created_by: toObjectId(created_by) };
    await this.invitations.create({ ...ids, ...invitation });
  }

  /** Also one that is used up: who is in the room already may come by it still. */
  async byCode(code: string): Promise<StoredInvitation | null> {
    const found = await this.invitations.findOne({ code, ...inTime() }).lean<RoomInvitationDoc>();
    return found && plain(found);
  }

  /** A page of those that are good still, the oldest first. */
  async page(
    roomId: string,
    { after, limit }: { after?: string; limit: number },
  ): Promise<StoredInvitation[]> {
    const found = await this.invitations
      .find({
        room_id: toObjectId(roomId),
        ...(after && { _id: { $gt: toObjectId(after) } }),
        uses_left: { $gt: 0 },
        ...inTime(),
      })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<RoomInvitationDoc[]>();
    return found.map(plain);
  }

  /** False when there was none. */
  async remove(roomId: string, id: string): Promise<boolean> {
    const filter = { _id: toObjectId(id), room_id: toObjectId(roomId) };
    return (await this.invitations.deleteOne(filter)).deletedCount === 1;
  }

  async removeAll(roomId: string): Promise<void> {
    await this.invitations.deleteMany({ room_id: toObjectId(roomId) });
  }

  /**
   * Takes one use together with what `enter` writes of it, or neither: when it writes nothing, since they are in already,
   * no use is gone, not even for a moment in which another would be turned away.
   */
  async use(
    id: string,
    enter: (session: ClientSession) => Promise<boolean>,
    tries = MAX_TRIES,
  ): Promise<Use> {
    try {
      await inTransaction(this.invitations.db, async (session) => {
        const good = { _id: toObjectId(id), uses_left: { $gt: 0 }, ...inTime() };
        const taken = await this.invitations.updateOne(
          good,
          { $inc: { uses: 1, uses_left: -1 } },
          { session },
        );
        if (taken.modifiedCount !== 1) throw new NotUsed('used_up');
        if (!(await enter(session))) throw new NotUsed('not_needed');
      });
      return 'used';
    } catch (error) {
      if (error instanceof NotUsed) return error.outcome;
      // The wait for another's use was ended by the database.
      if (isWriteConflict(error) && tries > 1) return this.use(id, enter, tries - 1);
      throw error;
    }
  }
}

class NotUsed extends Error {
  constructor(readonly outcome: Exclude<Use, 'used'>) {
    super(outcome);
  }
}

const inTime = () => ({ $or: [{ expires_at: null }, { expires_at: { $gt: new Date() } }] });

const plain = ({ _id, room_id, created_by, ...invitation }: RoomInvitationDoc): StoredInvitation => ({
  ...invitation,
  id: _id.toHexString(),
  room_id: room_id.toHexString(),
  created_by: created_by.toHexString(),
});
