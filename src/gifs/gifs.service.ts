import { Injectable, Logger, Optional } from '@nestjs/common';
import { ShortCache } from '../common/cache/short-cache.js';
import { AppError } from '../common/errors/app-error.js';
import type { listGifs } from '../contract/gifs.js';
import type { Input, Output } from '../contract/operation.js';
import { type GifPage, GifProvider } from './gif-provider.js';

/** Everybody sees the same answers, and providers count requests. */
const CACHE_MS = 5 * 60_000;
const CACHED = 500;

@Injectable()
export class GifsService {
  private readonly log = new Logger(GifsService.name);
  private readonly pages = new ShortCache<GifPage>((key) => this.find(key), CACHE_MS, CACHED);

  constructor(@Optional() private readonly provider?: GifProvider) {}

  async list({ q, limit, cursor }: Input<typeof listGifs>): Promise<Output<typeof listGifs>> {
    if (!this.provider) throw new AppError('gifs_not_configured');
    const query = q.trim().replace(/\s+/g, ' ').toLowerCase();
    const { gifs, next } = await this.pages.get(JSON.stringify([query, limit, Number(cursor ?? 0)]));
    return { gifs, has_more: next !== null, cursor: next === null ? null : String(next) };
  }

  private async find(key: string): Promise<GifPage> {
    const [query, limit, offset] = JSON.parse(key) as [string, number, number];
    try {
      return await (this.provider as GifProvider).find(query, { limit, offset });
    } catch (error) {
      this.log.warn(`no GIFs: ${String(error)}`);
      throw new AppError('service_unavailable', { detail: 'The provider of GIFs does not answer just now.' });
    }
  }
}
