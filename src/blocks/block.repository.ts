import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { limits } from '../contract/limits.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { toObjectId } from '../database/object-id.js';
import type { BlockListDoc } from './block.schema.js';

const FULL = `blocked_ids.${limits.blockedUsers - 1}`;

@Injectable()
export class BlockRepository {
  constructor(@InjectModel('BlockList') private readonly lists: Model<BlockListDoc>) {}

  async list(userId: string): Promise<string[]> {
    return idsOf(await this.lists.findById(toObjectId(userId)).lean<BlockListDoc>());
  }

  /** `blocked` and `unchanged` come with what the list is now. `full`: the condition is part of the write. */
  async add(
    userId: string,
    otherId: string,
  ): Promise<{ outcome: 'blocked' | 'unchanged' | 'full'; ids: string[] }> {
    const other = toObjectId(otherId);
    const filter = { _id: toObjectId(userId), $or: [{ blocked_ids: other }, { [FULL]: { $exists: false } }] };
    const change = { $addToSet: { blocked_ids: other } };
    const write = (upsert: boolean) =>
      this.lists
        .findOneAndUpdate(filter, change, { upsert, returnDocument: 'before' })
        .lean<BlockListDoc | null>();
    try {
      return added(idsOf(await write(true)), otherId);
    } catch (error) {
      // It tried to insert what is there: the list is full, or another device made it in the same moment.
      if (!isDuplicateKey(error)) throw error;
      const before = await write(false);
      return before ? added(idsOf(before), otherId) : { outcome: 'full', ids: [] };
    }
  }

  /** What the list is now, or null when they were not on it. */
  async remove(userId: string, otherId: string): Promise<string[] | null> {
    const other = toObjectId(otherId);
    const after = await this.lists
      .findOneAndUpdate(
        { _id: toObjectId(userId), blocked_ids: other },
        { $pull: { blocked_ids: other } },
        { returnDocument: 'after' },
      )
      .lean<BlockListDoc>();
    return after && idsOf(after);
  }

  /** Those of the others who have blocked this user, or are blocked by them. */
  async apart(userId: string, others: string[]): Promise<Set<string>> {
    const user = toObjectId(userId);
    const [own, theirs] = await Promise.all([
      this.list(userId),
      this.lists
        .find({ _id: { $in: others.map(toObjectId) }, blocked_ids: user }, { _id: 1 })
        .lean<Pick<BlockListDoc, '_id'>[]>(),
    ]);
    const blocked = new Set(own);
    const blocking = theirs.map(({ _id }) => _id.toHexString());
    return new Set([...others.filter((id) => blocked.has(id)), ...blocking]);
  }

  async removeAll(userId: string): Promise<void> {
    await this.lists.deleteOne({ _id: toObjectId(userId) });
  }

  /** Whom this user has blocked, and who has blocked them. */
  async apartFrom(userId: string): Promise<Set<string>> {
    const [own, blockers] = await Promise.all([
      this.list(userId),
      this.lists.find({ blocked_ids: toObjectId(userId) }, { _id: 1 }).lean<BlockListDoc[]>(),
    ]);
    return new Set([...own, ...blockers.map(({ _id }) => _id.toHexString())]);
  }

  /** Whether one of the two has blocked the other. */
  async between(one: string, other: string): Promise<boolean> {
    const [a, b] = [toObjectId(one), toObjectId(other)];
    const found = await this.lists.exists({
      $or: [
        { _id: a, blocked_ids: b },
        { _id: b, blocked_ids: a },
      ],
    });
    return found !== null;
  }
}

const idsOf = (list: BlockListDoc | null): string[] =>
  (list?.blocked_ids ?? []).map((id) => id.toHexString());

const added = (before: string[], id: string) =>
  before.includes(id)
    ? { outcome: 'unchanged' as const, ids: before }
    : { outcome: 'blocked' as const, ids: [...before, id] };
