import { Schema } from 'mongoose';
import type { RoomType } from '../contract/rooms.js';
import type { ObjectId } from '../database/object-id.js';

export interface RoomDoc {
  _id: ObjectId;
  name: string;
  /** Lower-cased words of the name: what a search compares beginnings with. */
  name_words: string[];
  description: string;
  type: RoomType;
  cover_url: string | null;
  /** Counted from the memberships after each change, see MemberCounts. */
  member_count: number;
  /** Number of the count: a slow count does not overwrite a later one. */
  members_rev: number;
  archived: boolean;
  archived_at: Date | null;
  read_only: boolean;
  slow_mode_ms: number;
  link_previews: boolean;
  retention_days: number | null;
  pinned_message_ids: ObjectId[];
  /** Where the conversation stood a moment ago, written by messages: forward only, never relied on alone. */
  head: { seq: number; top: number; rev: number; last_message_id: ObjectId | null; at: Date | null };
  created_by: ObjectId;
  created_at: Date;
  /** A deleted room stays as a tombstone, so that who joins in the same moment sees that it is gone. */
  deleted_at: Date | null;
}

const HeadSchema = new Schema<RoomDoc['head']>(
  {
    seq: { type: Number, default: 0 },
    top: { type: Number, default: 0 },
    rev: { type: Number, default: 0 },
    last_message_id: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, default: null },
  },
  { _id: false },
);

export const RoomSchema = new Schema<RoomDoc>(
  {
    name: { type: String, required: true },
    name_words: { type: [String], required: true },
    description: { type: String, default: '' },
    type: { type: String, enum: ['public', 'private'], required: true },
    cover_url: { type: String, default: null },
    member_count: { type: Number, default: 0 },
    members_rev: { type: Number, default: 0 },
    archived: { type: Boolean, default: false },
    archived_at: { type: Date, default: null },
    read_only: { type: Boolean, default: false },
    slow_mode_ms: { type: Number, default: 0 },
    link_previews: { type: Boolean, default: true },
    retention_days: { type: Number, default: null },
    pinned_message_ids: { type: [Schema.Types.ObjectId], default: [] },
    head: { type: HeadSchema, default: () => ({}) },
    created_by: { type: Schema.Types.ObjectId, required: true },
    created_at: { type: Date, required: true },
    deleted_at: { type: Date, default: null },
  },
  { collection: 'rooms', versionKey: false },
);
RoomSchema.index({ name: 1 }); // specification: search of rooms by name
RoomSchema.index({ name_words: 1 }); // findMany, publicPage with terms
RoomSchema.index({ type: 1, deleted_at: 1, _id: 1 }); // publicPage
RoomSchema.index({ retention_days: 1 }, { partialFilterExpression: { retention_days: { $gt: 0 } } }); // withRetention
RoomSchema.index({ deleted_at: 1 }, { partialFilterExpression: { deleted_at: { $gt: new Date(0) } } }); // deletedSince
