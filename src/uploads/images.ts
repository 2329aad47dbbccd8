import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { AppError } from '../common/errors/app-error.js';
import { Slots } from '../common/slots.js';
import type { Bytes } from '../storage/storage.js';
import type { Picture } from './file.js';
import { cutGif } from './gif.js';

/** More pixels are a bomb, not a picture: a few kilobytes can unpack to gigabytes. */
const MAX_PIXELS = 100_000_000;
const SECONDS = 30;
/** A film of more frames is no GIF: each costs time, however small it is. */
const MAX_FRAMES = 2_000;
const THUMBNAIL = 360;
const PREVIEW = 1_600;
const PLACEHOLDER = 100;

/** Formats that are read here, by what their content says. Above all not SVG, which is a program. */
const readable: ReadonlySet<string> = new Set([
  ...['image/png', 'image/apng', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/tiff'],
]);

export interface Pictures {
  width: number;
  height: number;
  placeholder: string;
  pictures: Partial<Record<Picture, Buffer>>;
}

/** All work on pictures of this node: few at once, each with bounded pixels and time. */
@Injectable()
export class Images {
  private readonly slots = new Slots(2);

  constructor() {
    // What was decoded is not wanted again, and the memory of two pictures at once is the bound.
    sharp.cache(false);
    sharp.concurrency(1);
    // Never read, and so not even looked at: a linked page can call it a PNG.
    sharp.block({ operation: ['VipsForeignLoadSvg'] });
  }

  canRead(type: string): boolean {
    return readable.has(type);
  }

  /** Null when it is no picture after all. Throws `file_refused` for one that has too many pixels. */
  async picturesOf(source: string | Buffer): Promise<Pictures | null> {
    return this.slots
      .with(async () => {
        const found = await metadataOf(source);
        if (!found) return null;
        try {
          return await makePictures(source, found);
        } catch (error) {
          throw refusal(error) ?? error;
        }
      })
      .catch((error: unknown) => {
        if (error instanceof AppError) throw error;
        return null; // Broken within: it is kept as a file that nobody is shown.
      });
  }

  /**
   * Writes the picture to `target` without location, camera and the like, turned as it is meant to be seen. False when it
   * carries nothing of that: then its bytes stay as they are.
   */
  async strip(source: string, target: string): Promise<boolean> {
    return this.slots.with(async () => {
      const found = await metadataOf(source);
      if (!found) return false;
      if (found.format === 'gif') return cutGif(source, target);
      if (!carriesData(found)) return false;
      try {
        const animated = (found.pages ?? 1) > 1;
        const image = sharp(source, { limitInputPixels: MAX_PIXELS, animated });
        await encodedAs(found, animated ? image : image.autoOrient())
          .keepIccProfile()
          .timeout({ seconds: SECONDS })
          .toFile(target);
        return (await stat(target)).size > 0;
      } catch (error) {
        throw (
          refusal(error) ??
          new AppError('file_refused', { detail: 'The data in the picture cannot be removed.' })
        );
      }
    });
  }

  /** The picture cut to exactly this size, as WebP; moving pictures move on. Throws `file_refused` for what is none. */
  async cut(
    source: Bytes,
    { width, height, fit, animated }: Cut,
  ): Promise<{ data: Buffer; width: number; height: number }> {
    return this.slots.with(async () => {
      try {
        const input = Buffer.isBuffer(source) ? source : source.path;
        const found = await metadataOf(input);
        if (!found || !readableFormats.has(found.format)) throw new Error('not a picture');
        const moves = animated && canMove(found);
        const image = sharp(input, { limitInputPixels: MAX_PIXELS, animated: moves });
        const { data, info } = await (moves ? image : image.autoOrient())
          .resize({ width, height, fit, position: 'attention', withoutEnlargement: fit === 'inside' })
          .webp({ quality: 82, effort: 4 })
          .timeout({ seconds: SECONDS })
          .toBuffer({ resolveWithObject: true });
        return { data, width: info.width, height: info.pageHeight ?? info.height };
      } catch (error) {
        throw (
          refusal(error) ??
          new AppError('file_refused', { detail: 'This is not a picture that can be shown.' })
        );
      }
    });
  }
}

export interface Cut {
  width: number;
  height: number;
  fit: 'cover' | 'inside';
  animated: boolean;
}

const canMove = ({ format, pages = 1 }: Metadata): boolean =>
  pages > 1 && pages <= MAX_FRAMES && format !== 'tiff';

const readableFormats: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp', 'heif', 'tiff']);

const metadataOf = async (source: string | Buffer): Promise<Metadata | null> => {
  try {
    return await sharp(source, { limitInputPixels: MAX_PIXELS }).metadata();
  } catch (error) {
    const refused = refusal(error);
    if (refused) throw refused;
    return null;
  }
};

const makePictures = async (source: string | Buffer, found: Metadata): Promise<Pictures> => {
  const { width } = found.autoOrient;
  const height = found.pageHeight ?? found.autoOrient.height;
  // What moves goes on moving, where it is not so long that this would take for ever.
  const animated = canMove(found) && width * height * (found.pages ?? 1) <= MAX_PIXELS;
  const image = (moving: boolean): Sharp => {
    const opened = sharp(source, { limitInputPixels: MAX_PIXELS, animated: moving });
    return moving ? opened : opened.autoOrient();
  };
  const scaled = (size: number, moving: boolean) =>
    image(moving)
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 3 })
      .timeout({ seconds: SECONDS })
      .toBuffer();
  const thumbnail = await scaled(THUMBNAIL, animated);
  const isLarge = Math.max(width, height) > PREVIEW || found.format === 'tiff';
  const preview = isLarge && !animated ? await scaled(PREVIEW, false) : undefined;
  const placeholder = await placeholderOf(thumbnail);
  return { width, height, placeholder, pictures: { thumbnail, ...(preview && { preview }) } };
};

const placeholderOf = async (thumbnail: Buffer): Promise<string> => {
  const { data, info } = await sharp(thumbnail)
    .resize({ width: PLACEHOLDER, height: PLACEHOLDER, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
};

/** Text chunks of a PNG that hold the same as EXIF does elsewhere. */
const carried = /exif|xmp|iptc|raw profile|location|gps/i;

const carriesData = ({ exif, xmp, iptc, comments = [] }: Metadata): boolean =>
  [exif, xmp, iptc].some((part) => part !== undefined) ||
  comments.some(({ keyword, text }) => carried.test(`${keyword} ${text.slice(0, 100)}`));

const encodedAs = ({ format, chromaSubsampling, isPalette }: Metadata, image: Sharp): Sharp => {
  switch (format) {
    case 'jpeg':
      return image.jpeg({
        quality: 92,
        chromaSubsampling: chromaSubsampling === '4:4:4' ? '4:4:4' : '4:2:0',
      });
    case 'png':
      return image.png({ palette: isPalette });
    case 'webp':
      return image.webp({ quality: 92 });
    case 'heif':
      return image.avif({ quality: 75, effort: 2 });
    default:
      throw new Error(`no way to write ${format}`);
  }
};

const refusal = (error: unknown): AppError | undefined => {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : '';
  if (/pixel limit/i.test(message))
    return new AppError('file_refused', { detail: 'The picture has more pixels than can be shown.' });
  if (/timeout/i.test(message))
    return new AppError('file_refused', { detail: 'The picture takes too long to be read.' });
  return undefined;
};
