import { Schema } from 'mongoose';

/** A picture that links show, by the hash of what was fetched: a page that is read again every day has one, not many. */
export interface LinkImageDoc {
  _id: string;
  image_url: string;
  image_width: number;
  image_height: number;
  /** So long a page that was read may bring it to messages. */
  fresh_until: Date;
}

export const LinkImageSchema = new Schema<LinkImageDoc>(
  {
    _id: { type: String, required: true },
    image_url: { type: String, required: true },
    image_width: { type: Number, required: true },
    image_height: { type: Number, required: true },
    fresh_until: { type: Date, required: true },
  },
  { collection: 'link_images', versionKey: false },
);
