import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** Something that there is once on a server, and whose it is. */
export interface ServerClaimDoc {
  _id: 'administrator';
  user_id: ObjectId;
  created_at: Date;
  /** Counts who held it: see `hold`. */
  holds: number;
}

export const ServerClaimSchema = new Schema<ServerClaimDoc>(
  {
    _id: { type: String, required: true },
    user_id: { type: Schema.Types.ObjectId, required: true },
    created_at: { type: Date, required: true },
    holds: { type: Number, default: 0 },
  },
  { collection: 'server_claims', versionKey: false },
);
