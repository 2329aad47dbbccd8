import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import type { RoomType } from '../contract/rooms.js';
import { toObjectId } from '../database/object-id.js';
import { inTransaction } from '../database/transaction.js';
import { type StoredRoom, toStoredRoom } from './room.mapper.js';
import type { RoomDoc } from './room.schema.js';

export interface NewRoom {
  id: string;
  name: string;
  name_words: string[];
  description: string;
  type: RoomType;
  member_count: number;
  created_by: string;
}

/** What a search of rooms asks for. */
export interface RoomFilter {
  type?: RoomType;
  terms: RegExp[];
}

@Injectable()
export class RoomRepository {
  constructor(@InjectModel('Room') private readonly rooms: Model<RoomDoc>) {}

  /** All writes that `work` does with the session, or none of them. */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return inTransaction(this.rooms.db, work);
  }

  async create({ id, created_by, ...room }: NewRoom, session: ClientSession): Promise<StoredRoom> {
    const doc = { _id: toObjectId(id), ...room, created_by: toObjectId(created_by), created_at: new Date() };
    const [created] = await this.rooms.create([doc], { session });
    if (!created) throw new Error('MongoDB stored no room');
    return toStoredRoom(created.toObject());
  }

  async find(id: string): Promise<StoredRoom | null> {
    const found = await this.rooms.findOne({ _id: toObjectId(id), deleted_at: null }).lean<RoomDoc>();
    return found && toStoredRoom(found);
  }

  /** Those of these rooms that match. */
  async findMany(ids: string[], filter: RoomFilter): Promise<StoredRoom[]> {
    if (ids.length === 0) return [];
    const found = await this.rooms
      .find({ _id: { $in: ids.map(toObjectId) }, ...matching(filter) })
      .sort({ _id: 1 })
      .lean<RoomDoc[]>();
    return found.map(toStoredRoom);
  }

  /** Public rooms in the order of their ids, without those that the caller is in. */
  async publicPage(
    filter: RoomFilter,
    page: { except: string[]; after?: string; limit: number },
  ): Promise<StoredRoom[]> {
    const _id = { $nin: page.except.map(toObjectId), ...(page.after && { $gt: toObjectId(page.after) }) };
    const found = await this.rooms
      .find({ ...matching({ ...filter, type: 'public' }), _id })
      .sort({ _id: 1 })
      .limit(page.limit)
      .lean<RoomDoc[]>();
    return found.map(toStoredRoom);
  }

  async update(
    id: string,
    changes: Partial<
      Pick<
        RoomDoc,
        | 'name'
        | 'name_words'
        | 'description'
        | 'cover_url'
        | 'read_only'
        | 'slow_mode_ms'
        | 'link_previews'
        | 'retention_days'
      >
    >,
  ): Promise<StoredRoom | null> {
    return this.change({ _id: toObjectId(id), deleted_at: null }, changes);
  }

  /** Null when it was so already, or is gone. */
  async setArchived(id: string, archived: boolean): Promise<StoredRoom | null> {
    const filter = { _id: toObjectId(id), deleted_at: null, archived: !archived };
    return this.change(filter, { archived, archived_at: archived ? new Date() : null });
  }

  /** Null when another count came first. */
  async setMemberCount({ id, members_rev }: StoredRoom, member_count: number): Promise<StoredRoom | null> {
    return this.change({ _id: toObjectId(id), members_rev }, { member_count, members_rev: members_rev + 1 });
  }

  /** Nothing stays but that it was. True when it was there to be deleted. */
  async bury(id: string): Promise<boolean> {
    const result = await this.rooms.updateOne(
      { _id: toObjectId(id), deleted_at: null },
      { $set: { ...nothing, deleted_at: new Date() } },
    );
    return result.modifiedCount === 1;
  }

  /** Rooms deleted since then: whose end a node that died may have left half done. */
  async deletedSince(time: Date): Promise<string[]> {
    const found = await this.rooms
      .find({ deleted_at: { $gte: time } }, { _id: 1 })
      .lean<Pick<RoomDoc, '_id'>[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  /** Rooms that say how long they keep messages, or all. */
  async withRetention({ all }: { all: boolean }): Promise<string[]> {
    const kept = all ? {} : { retention_days: { $gt: 0 } };
    const found = await this.rooms
      .find({ ...kept, deleted_at: null }, { _id: 1 })
      .lean<Pick<RoomDoc, '_id'>[]>();
    return found.map(({ _id }) => _id.toHexString());
  }

  private async change(filter: QueryFilter<RoomDoc>, changes: Partial<RoomDoc>): Promise<StoredRoom | null> {
    const changed = await this.rooms
      .findOneAndUpdate(filter, { $set: changes }, { returnDocument: 'after' })
      .lean<RoomDoc>();
    return changed && toStoredRoom(changed);
  }
}

/** What a tombstone says of the room that was. */
const nothing = { name: '', name_words: [], description: '', cover_url: null, pinned_message_ids: [] };

const matching = ({ type, terms }: RoomFilter): QueryFilter<RoomDoc> => ({
  ...(type && { type }),
  deleted_at: null,
  ...(terms.length > 0 && { $and: terms.map((term) => ({ name_words: term })) }),
});
