import { Schema } from 'mongoose';
import type { Preview } from './previews.rules.js';

/** What a page said of itself lately. `preview` is null when it said nothing, or could not be read. */
export interface PageDoc {
  /** Hash of the address: addresses are longer than keys can be. */
  _id: string;
  preview: Preview | null;
  expires_at: Date;
}

export const PageSchema = new Schema<PageDoc>(
  {
    _id: { type: String, required: true },
    preview: { type: Object, default: null },
    expires_at: { type: Date, required: true },
  },
  { collection: 'link_pages', versionKey: false },
);
PageSchema.index({ expires_at: 1 }, { expireAfterSeconds: 0 });
