import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** What somebody searched for, the latest first: a row for each user, and not more of it than is shown. */
export interface RecentSearchesDoc {
  /** The id of the user. */
  _id: ObjectId;
  searches: { _id: ObjectId; query: string; searched_at: Date }[];
}

const { ObjectId: Id } = Schema.Types;

export const RecentSearchesSchema = new Schema<RecentSearchesDoc>(
  {
    _id: { type: Id, required: true },
    searches: [new Schema({ _id: Id, query: String, searched_at: Date })],
  },
  { collection: 'recent_searches', versionKey: false },
);
