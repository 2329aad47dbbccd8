import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

/** The last message of those that were removed for their age, and its `top`. `seq` comes first: it decides which is the later. */
export interface Floor {
  seq: number;
  top: number;
}

/** The head of a conversation as it was lately: written behind the messages, forward only, never on a send. */
export interface HeadDoc {
  /** The conversation's id. */
  _id: ObjectId;
  seq: number;
  top: number;
  /** The last message that shows in the conversation. `seq` comes first: it decides which of two is the later. */
  shown: { seq: number; id: ObjectId } | null;
  rev: number;
  floor?: Floor;
  /** Up to this number the removed messages are gone from the database too. */
  removed_until?: number;
}

export const HeadSchema = new Schema<HeadDoc>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    seq: { type: Number, default: 0 },
    top: { type: Number, default: 0 },
    shown: { type: new Schema({ seq: Number, id: Schema.Types.ObjectId }, { _id: false }), default: null },
    rev: { type: Number, default: 0 },
    floor: { type: new Schema<Floor>({ seq: Number, top: Number }, { _id: false }) },
    removed_until: { type: Number },
  },
  { collection: 'conversation_heads', versionKey: false },
);

/** Up to when all that was stored is in the heads. One document. */
export interface SweepDoc {
  _id: 'messages';
  until: Date;
}

export const SweepSchema = new Schema<SweepDoc>(
  { _id: { type: String, required: true }, until: { type: Date, required: true } },
  { collection: 'sweeps', versionKey: false },
);
