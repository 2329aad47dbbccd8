import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { FileVariant } from '../contract/files.js';
import type { File } from '../contract/message.js';
import type { StoredFile } from './file.js';

/**
 * Signs what a URL of a file grants: these bytes, until then. Who gets the URL was decided before: everybody in the
 * conversation gets the same one, so that one broadcast serves all.
 */
@Injectable()
export class FileLinks {
  private readonly key: Buffer;
  private readonly base: string;
  private readonly period: number;

  constructor({ env, filesUrl }: Config) {
    this.key = Buffer.from(hkdfSync('sha256', env.JWT_SECRET, '', 'parley file links', 32));
    this.base = filesUrl;
    this.period = env.FILE_URL_SECONDS;
  }

  /** The file as the contract shows it, with URLs that are good for a time. */
  toFile(file: StoredFile, now = Date.now()): File {
    const { variants, ...shown } = file;
    const picture = (variant: 'thumbnail' | 'preview') =>
      variants.includes(variant) ? this.sign(file.id, variant, now) : null;
    return {
      ...shown,
      url: this.sign(file.id, 'original', now),
      thumbnail_url: picture('thumbnail'),
      preview_url: picture('preview'),
    };
  }

  /**
   * In a period every URL of a file is the same, whoever asks whichever node: caches know it again. It ends with the next
   * period, so that it is good for one period at least.
   */
  sign(fileId: string, variant: FileVariant, now = Date.now()): string {
    const expires = (Math.floor(now / 1000 / this.period) + 2) * this.period;
    const query = new URLSearchParams({
      variant,
      expires: String(expires),
      signature: this.signature(fileId, variant, expires),
    });
    return `${this.base}/api/files/${fileId}?${query}`;
  }

  isGood(
    link: { file_id: string; variant: FileVariant; expires: number; signature: string },
    now = Date.now(),
  ): boolean {
    const right = Buffer.from(this.signature(link.file_id, link.variant, link.expires));
    const given = Buffer.from(link.signature);
    return given.length === right.length && timingSafeEqual(given, right) && link.expires * 1000 > now;
  }

  private signature(fileId: string, variant: FileVariant, expires: number): string {
    return createHmac('sha256', this.key).update(`${fileId}\n${variant}\n${expires}`).digest('base64url');
  }
}
