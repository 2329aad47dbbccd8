import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error.js';
import type { getPicture } from '../contract/files.js';
import type { Input } from '../contract/operation.js';
import { Storage } from '../storage/storage.js';
import type { HttpBytes } from '../transport/http/http-bytes.js';
import { PICTURE_TYPE } from './file.js';
import { sendStream, setType } from './file-server.js';
import { PictureRepository } from './picture.repository.js';
import { pictureKey } from './pictures.service.js';

const SECONDS_A_YEAR = 31_536_000;
const PICTURE_ID = /^[\w-]{32}$/;

/** Sends pictures that everybody may see. What is at an address never changes, so that caches may keep it. */
@Injectable()
export class PictureServer {
  constructor(
    private readonly pictures: PictureRepository,
    private readonly storage: Storage,
  ) {}

  async send({ picture_id }: Input<typeof getPicture>, { request, response }: HttpBytes): Promise<void> {
    if (!PICTURE_ID.test(picture_id) || !(await this.pictures.exists(picture_id)))
      throw new AppError('file_not_found');
    const stream = () => this.storage.read(pictureKey(picture_id));
    response.set({
      'cache-control': `public, max-age=${SECONDS_A_YEAR}, immutable`,
      etag: `"${picture_id}"`,
    });
    setType(response, PICTURE_TYPE);
    if (request.fresh) return void response.status(304).end();
    await sendStream(response, stream);
  }
}
