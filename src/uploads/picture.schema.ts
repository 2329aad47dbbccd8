import { Schema } from 'mongoose';

/** A picture that everybody may see, by the word in its address. */
export interface PictureDoc {
  _id: string;
  /** What shows it: `user` for example, and which one. */
  owner: { kind: string; id: string };
  /** When to look whether its owner still shows it; null while nothing says otherwise. */
  check_at: Date | null;
  created_at: Date;
}

export const PictureSchema = new Schema<PictureDoc>(
  {
    _id: { type: String, required: true },
    owner: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    check_at: { type: Date, default: null },
    created_at: { type: Date, required: true },
  },
  { collection: 'pictures', versionKey: false },
);
PictureSchema.index({ check_at: 1 }, { partialFilterExpression: { check_at: { $type: 'date' } } }); // due
PictureSchema.index({ 'owner.id': 1 }); // checkAllOf
