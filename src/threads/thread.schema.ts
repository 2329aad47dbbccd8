import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';
import type { Follow } from './follow.rules.js';

/** A thread that somebody follows: what lists of threads are ordered by. Written behind the replies, forward only. */
export interface ThreadDoc {
  /** The id of the message that it hangs on. */
  _id: ObjectId;
  conversation_id: ObjectId;
  last_at: Date;
}

const { ObjectId: Id } = Schema.Types;

export const ThreadSchema = new Schema<ThreadDoc>(
  {
    _id: { type: Id, required: true },
    conversation_id: { type: Id, required: true },
    last_at: { type: Date, required: true },
  },
  { collection: 'threads', versionKey: false },
);
ThreadSchema.index({ conversation_id: 1 }); // removeAll

export interface FollowDoc extends Follow {
  _id: ObjectId;
  user_id: ObjectId;
  parent_id: ObjectId;
  conversation_id: ObjectId;
  /** When `read_seq` moved last. */
  read_at?: Date;
}

export const FollowSchema = new Schema<FollowDoc>(
  {
    user_id: { type: Id, required: true },
    parent_id: { type: Id, required: true },
    conversation_id: { type: Id, required: true },
    following: { type: Boolean, required: true },
    decided_seq: { type: Number, required: true },
    from_seq: { type: Number, required: true },
    read_seq: { type: Number, required: true },
    joined_at: { type: Date, required: true },
    read_at: { type: Date },
  },
  { collection: 'thread_follows', versionKey: false },
);
FollowSchema.index({ user_id: 1, parent_id: 1 }, { unique: true }); // find, among, apply, decide
FollowSchema.index({ user_id: 1, following: 1 }); // ofUser
FollowSchema.index({ parent_id: 1, user_id: 1 }); // readers, followers
FollowSchema.index({ conversation_id: 1 }); // removeAll
