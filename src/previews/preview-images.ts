import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import { MessageRepository } from '../messages/message.repository.js';
import { PicturesService } from '../uploads/pictures.service.js';
import { LinkImageRepository } from './link-image.repository.js';
import { type Preview, withoutImage } from './previews.rules.js';

/** `animation` is for links to pictures themselves: those of pages stand still. */
export type PreviewShape = 'preview' | 'animation';

/** Longer than a page is kept (PreviewReader), and than the messages take that it is read for. */
const FRESH_MS = 25 * 3_600_000;
/** Nothing tells that the last message is gone that shows a picture: it is asked for now and then. */
const ASK_EVERY_MS = 7 * 24 * 3_600_000;

type Image = Pick<Preview, 'image_url' | 'image_width' | 'image_height'>;

/** Pictures of linked pages, made anew and served by us: whose link one reads does not learn that one reads it. */
@Injectable()
export class PreviewImages {
  constructor(
    private readonly pictures: PicturesService,
    private readonly kept: LinkImageRepository,
    private readonly messages: MessageRepository,
  ) {
    pictures.ownedBy('link', (hash, now) => this.shown(hash, now), ASK_EVERY_MS);
  }

  /** No picture when it is none. */
  async keep(bytes: Buffer, shape: PreviewShape): Promise<Image> {
    const hash = createHash('sha256').update(shape).update(bytes).digest('base64url');
    const freshUntil = new Date(Date.now() + FRESH_MS);
    const known = await this.kept.use(hash, freshUntil);
    if (known) return known;
    try {
      const { url, width, height } = await this.pictures.make(bytes, shape, { kind: 'link', id: hash });
      const image = { image_url: url, image_width: width, image_height: height };
      return await this.kept.keep(hash, image, freshUntil);
    } catch (error) {
      if (error instanceof AppError && error.code === 'file_refused') return withoutImage;
      throw error;
    }
  }

  /** Forgotten first, so that a page that is read in this moment makes it anew; then it is shown no more. */
  private async shown(hash: string, now: Date): Promise<string | null> {
    const image = await this.kept.find(hash);
    if (image && !(await this.messages.anyShows(image.image_url))) await this.kept.removeStale(hash, now);
    return (await this.kept.find(hash))?.image_url ?? null;
  }
}
