import { z } from 'zod';
import type { GuardedFetch } from '../common/net/guarded-fetch.js';
import type { Environment } from '../config/config.schema.js';
import type { Gif } from '../contract/gifs.js';
import { type GifPage, GifProvider } from './gif-provider.js';

const TIMEOUT_MS = 5_000;
const MAX_SIZE = 2_000_000;
/** GIPHY's own bounds. */
const MAX_LIMIT = 50;
const MAX_OFFSET = { search: 4_999, trending: 499 };

/** GIPHY writes numbers as text. */
const Rendition = z.object({ url: z.url(), width: z.coerce.number().int(), height: z.coerce.number().int() });
const Item = z.object({
  id: z.string(),
  title: z.string().default(''),
  images: z.object({
    original: Rendition,
    downsized: Rendition.optional(),
    fixed_width_small: Rendition.optional(),
  }),
});
const Answer = z.object({
  data: z.array(z.unknown()),
  pagination: z.object({ total_count: z.number().optional(), count: z.number(), offset: z.number() }),
});

type Settings = Pick<Environment, 'GIPHY_API_URL' | 'GIPHY_RATING'> & { key: string };

export class GiphyProvider extends GifProvider {
  constructor(
    private readonly net: GuardedFetch,
    private readonly settings: Settings,
  ) {
    super();
  }

  async find(query: string, { offset, limit }: { offset: number; limit: number }): Promise<GifPage> {
    const kind = query === '' ? 'trending' : 'search';
    const url = new URL(`/v1/gifs/${kind}`, this.settings.GIPHY_API_URL);
    url.search = new URLSearchParams({
      api_key: this.settings.key,
      ...(query !== '' && { q: query }),
      limit: String(Math.min(limit, MAX_LIMIT)),
      offset: String(offset),
      rating: this.settings.GIPHY_RATING,
    }).toString();
    const answer = await this.net.fetch(url.href, { timeoutMs: TIMEOUT_MS, maxSize: MAX_SIZE });
    if (answer.status !== 200) throw new Error(`GIPHY answered ${answer.status}`);
    const { data, pagination } = Answer.parse(JSON.parse(answer.body.toString('utf8')));
    const next = pagination.offset + pagination.count;
    const total = Math.min(pagination.total_count ?? Number.POSITIVE_INFINITY, MAX_OFFSET[kind]);
    return { gifs: data.flatMap(toGif), next: pagination.count > 0 && next < total ? next : null };
  }
}

/** One that lacks what is needed is left out. */
const toGif = (raw: unknown): Gif[] => {
  const item = Item.safeParse(raw);
  if (!item.success) return [];
  const { id, title, images } = item.data;
  // Of a size that can be sent around; the original can have tens of megabytes.
  const { url, width, height } = images.downsized ?? images.original;
  return [{ id, url, preview_url: images.fixed_width_small?.url ?? url, width, height, title }];
};
