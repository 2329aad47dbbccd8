import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { LinkImageDoc } from './link-image.schema.js';

export type LinkImage = Omit<LinkImageDoc, '_id' | 'fresh_until'>;

@Injectable()
export class LinkImageRepository {
  constructor(@InjectModel('LinkImage') private readonly images: Model<LinkImageDoc>) {}

  async find(hash: string): Promise<LinkImage | null> {
    const found = await this.images.findById(hash).lean<LinkImageDoc>();
    return found && plain(found);
  }

  /** The same, which stays for a page that is read now. */
  async use(hash: string, fresh_until: Date): Promise<LinkImage | null> {
    const found = await this.images
      .findOneAndUpdate({ _id: hash }, { $set: { fresh_until } }, { returnDocument: 'after' })
      .lean<LinkImageDoc>();
    return found && plain(found);
  }

  /** The picture that stays: of two that are made at once, the first. */
  async keep(hash: string, image: LinkImage, fresh_until: Date): Promise<LinkImage> {
    try {
      await this.images.create({ _id: hash, ...image, fresh_until });
      return image;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.find(hash)) ?? image;
    }
  }

  /** Not when a page was read meanwhile that has it. */
  async removeStale(hash: string, now: Date): Promise<void> {
    await this.images.deleteOne({ _id: hash, fresh_until: { $lte: now } });
  }
}

const plain = ({ image_url, image_width, image_height }: LinkImageDoc): LinkImage => ({
  image_url,
  image_width,
  image_height,
});
