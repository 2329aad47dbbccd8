import { Schema } from 'mongoose';
import type { ObjectId } from '../database/object-id.js';

export interface EmojiDoc {
  id: ObjectId;
  name: string;
  url: string;
  width: number;
  height: number;
  created_by: ObjectId;
  created_at: Date;
}

/** All emoji of the server in one document, so that both the unique name and the bound are part of the write. */
export interface EmojiSetDoc {
  _id: string;
  emojis: EmojiDoc[];
}

const EmojiSchema = new Schema<EmojiDoc>(
  {
    id: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    url: { type: String, required: true },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    created_by: { type: Schema.Types.ObjectId, required: true },
    created_at: { type: Date, required: true },
  },
  { _id: false, id: false },
);

export const EmojiSetSchema = new Schema<EmojiSetDoc>(
  { _id: { type: String, required: true }, emojis: { type: [EmojiSchema], default: [] } },
  { collection: 'emoji_sets', versionKey: false },
);
