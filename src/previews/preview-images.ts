import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { LinkImageRepository } from './link-image.repository.js';
import { type Preview, withoutImage } from './previews.rules.js';

/** `animation` is for links to pictures themselves: those of pages stand still. */
export type PreviewShape = 'preview' | 'animation';
type Image = Pick<Preview, 'image_url' | 'image_width' | 'image_height'>;

/** Pictures of linked pages, made anew and served by us: whose link one reads does not learn that one reads it. */
@Injectable()
export class PreviewImages {
  constructor(
    private readonly pictures: PicturesService,
    private readonly kept: LinkImageRepository,
  ) {
    pictures.ownedBy('link', async (hash) => (await kept.find(hash))?.image_url ?? null);
  }

  /** No picture when it is none. */
  async keep(bytes: Buffer, shape: PreviewShape): Promise<Image> {
    const hash = createHash('sha256').update(shape).update(bytes).digest('base64url');
    const known = await this.kept.find(hash);
    if (known) return known;
    try {
      const { url, width, height } = await this.pictures.make(bytes, shape, { kind: 'link', id: hash });
      return await this.kept.keep(hash, { image_url: url, image_width: width, image_height: height });
    } catch (error) {
      if (error instanceof AppError && error.code === 'file_refused') return withoutImage;
      throw error;
    }
  }
}
