import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '../common/errors/app-error.js';
import { Config } from '../config/config.js';
import type { getFile } from '../contract/files.js';
import type { Input } from '../contract/operation.js';
import type { ByteRange } from '../storage/storage.js';
import { Storage } from '../storage/storage.js';
import type { HttpBytes } from '../transport/http/http-bytes.js';
import { keyOf, PICTURE_TYPE } from './file.js';
import { FileRepository } from './file.repository.js';
import { FileLinks } from './file-links.js';
import { contentDisposition } from './file-name.js';
import { isShown } from './file-type.js';

/** Whatever it is, it runs nothing, loads nothing and belongs to no site. */
const SANDBOX =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** Sends the bytes of files to whoever has a good link. */
@Injectable()
export class FileServer {
  private readonly visibility: 'public' | 'private';

  constructor(
    { env }: Config,
    private readonly files: FileRepository,
    private readonly storage: Storage,
    private readonly links: FileLinks,
  ) {
    // A link is a key: a CDN that is asked with it may keep the answer for it.
    this.visibility = env.CDN_URL ? 'public' : 'private';
  }

  async send(link: Input<typeof getFile>, { request, response }: HttpBytes): Promise<void> {
    if (!this.links.isGood(link)) throw new AppError('file_link_invalid');
    const file = await this.files.find(link.file_id);
    const isPicture = link.variant !== 'original';
    if (file?.state !== 'ready' || (link.variant !== 'original' && !file.variants.includes(link.variant)))
      throw new AppError('file_not_found');
    const type = isPicture ? PICTURE_TYPE : file.content_type;
    const kind = isShown(type) && link.download === undefined ? 'inline' : 'attachment';
    const seconds = Math.max(0, link.expires - Math.ceil(Date.now() / 1000));
    response.set({
      'cache-control': `${this.visibility}, max-age=${seconds}, immutable`,
      etag: `"${file.id}-${link.variant}"`,
      'last-modified': file.created_at.toUTCString(),
      'content-disposition': contentDisposition(kind, isPicture ? `${link.variant}.webp` : file.file_name),
    });
    setType(response, type);
    if (request.fresh) return void response.status(304).end();
    const key = keyOf(file.id, link.variant);
    if (isPicture) return sendStream(response, () => this.storage.read(key));
    await this.sendRange(key, file.file_size, request, response);
  }

  private async sendRange(key: string, size: number, request: Request, response: Response): Promise<void> {
    response.set('accept-ranges', 'bytes');
    const range = rangeOf(request, response, size);
    response.set('content-length', String(range ? range.end - range.start + 1 : size));
    if (range) response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${size}`);
    await sendStream(response, () => this.storage.read(key, range));
  }
}

/** The type as it is, never as a browser guesses it. Links carry their own permission: other sites may show the bytes. */
export const setType = (response: Response, type: string): void => {
  // Not Express's `set`, which would add a character set that nobody knows.
  response.setHeader('content-type', type === 'text/plain' ? 'text/plain; charset=utf-8' : type);
  response.set({
    'content-security-policy': SANDBOX,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  });
};

/** Nothing is read for HEAD. Who goes away in the middle has seen enough. */
export const sendStream = async (response: Response, open: () => Promise<Readable>): Promise<void> => {
  if (response.req.method === 'HEAD') return void response.end();
  await pipeline(await open(), response).catch(() => response.destroy());
};

/** One range; of several at once, and of what nobody understands, the whole is the right answer too. */
const rangeOf = (request: Request, response: Response, size: number): ByteRange | undefined => {
  if (request.headers.range === undefined || !isSame(request, response)) return undefined;
  const asked = isMoreThanAll(request.headers.range, size)
    ? undefined
    : request.range(size, { combine: true });
  if (asked === -1) {
    response.set('content-range', `bytes */${size}`);
    throw new AppError('range_not_satisfiable');
  }
  if (asked === undefined || asked === -2 || asked.type !== 'bytes' || asked.length !== 1) return undefined;
  return asked[0];
};

/** The last so many bytes, of a file that has fewer, are all of it: Express calls that an error. */
const isMoreThanAll = (range: string, size: number): boolean =>
  Number(/^bytes=-(\d+)$/.exec(range)?.[1] ?? 0) > size;

/** `If-Range`: a part is of use only together with the rest of the same file. */
const isSame = (request: Request, response: Response): boolean => {
  const condition = request.headers['if-range'];
  return (
    condition === undefined ||
    condition === response.get('etag') ||
    condition === response.get('last-modified')
  );
};
