import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { LinkImageDoc } from './link-image.schema.js';

export type LinkImage = Omit<LinkImageDoc, '_id'>;

@Injectable()
export class LinkImageRepository {
  constructor(@InjectModel('LinkImage') private readonly images: Model<LinkImageDoc>) {}

  async find(hash: string): Promise<LinkImage | null> {
    const found = await this.images.findById(hash).lean<LinkImageDoc>();
    return found && plain(found);
  }

  /** The picture that stays: of two that are made at once, the first. */
  async keep(hash: string, image: LinkImage): Promise<LinkImage> {
    try {
      await this.images.create({ _id: hash, ...image });
      return image;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.find(hash)) ?? image;
    }
  }
}

const plain = ({ image_url, image_width, image_height }: LinkImageDoc): LinkImage => ({
  image_url,
  image_width,
  image_height,
});
