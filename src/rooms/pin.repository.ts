import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { limits } from '../contract/limits.js';
import { toObjectId } from '../database/object-id.js';
import type { RoomDoc } from './room.schema.js';

/** The pins of a room, changed in the transaction that pins the message. */
@Injectable()
export class PinRepository {
  constructor(@InjectModel('Room') private readonly rooms: Model<RoomDoc>) {}

  /** False when the room has as many as it can: the condition is part of the write, so a race cannot exceed it. */
  async add(roomId: string, messageId: string, session: ClientSession): Promise<boolean> {
    const result = await this.rooms.updateOne(
      { _id: toObjectId(roomId), [`pinned_message_ids.${limits.pinnedPerRoom - 1}`]: { $exists: false } },
      { $addToSet: { pinned_message_ids: toObjectId(messageId) } },
      { session },
    );
    return result.matchedCount === 1;
  }

  async remove(roomId: string, messageId: string, session: ClientSession): Promise<void> {
    await this.rooms.updateOne(
      { _id: toObjectId(roomId) },
      { $pull: { pinned_message_ids: toObjectId(messageId) } },
      { session },
    );
  }

  async removeAll(roomId: string, messageIds: string[]): Promise<void> {
    await this.rooms.updateOne(
      { _id: toObjectId(roomId) },
      { $pull: { pinned_message_ids: { $in: messageIds.map(toObjectId) } } },
    );
  }

  async list(roomId: string): Promise<string[]> {
    const room = await this.rooms.findById(toObjectId(roomId), { pinned_message_ids: 1 }).lean<RoomDoc>();
    return (room?.pinned_message_ids ?? []).map((id) => id.toHexString());
  }
}
