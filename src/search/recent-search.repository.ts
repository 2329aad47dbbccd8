import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { limits } from '../contract/limits.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { newId, toObjectId } from '../database/object-id.js';
import type { RecentSearchesDoc } from './recent-search.schema.js';

interface StoredSearch {
  id: string;
  query: string;
  searched_at: Date;
}

@Injectable()
export class RecentSearchRepository {
  constructor(@InjectModel('RecentSearches') private readonly recents: Model<RecentSearchesDoc>) {}

  /** To the front. Searched for again it is there once. */
  async add(userId: string, query: string): Promise<void> {
    const _id = toObjectId(userId);
    const search = { _id: toObjectId(newId()), query, searched_at: new Date() };
    const push = () =>
      this.recents.updateOne(
        { _id },
        { $push: { searches: { $each: [search], $position: 0, $slice: limits.recentSearches } } },
        { upsert: true },
      );
    await this.recents.updateOne({ _id }, { $pull: { searches: { query } } });
    try {
      await push();
    } catch (error) {
      // Of two first searches at once one finds the row of the other.
      if (!isDuplicateKey(error)) throw error;
      await push();
    }
  }

  async list(userId: string): Promise<StoredSearch[]> {
    const found = await this.recents.findById(toObjectId(userId)).lean<RecentSearchesDoc>();
    return (found?.searches ?? []).map(({ _id, query, searched_at }) => ({
      id: _id.toHexString(),
      query,
      searched_at,
    }));
  }

  async remove(userId: string, id: string): Promise<void> {
    await this.recents.updateOne(
      { _id: toObjectId(userId) },
      { $pull: { searches: { _id: toObjectId(id) } } },
    );
  }

  async removeAll(userId: string): Promise<void> {
    await this.recents.deleteOne({ _id: toObjectId(userId) });
  }
}
