import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../common/metrics/metrics.js';
import { GuardedFetch, type OutboundAnswer, OutboundError } from '../common/net/guarded-fetch.js';
import { Config } from '../config/config.js';
import { decoded, readHtml } from './html.js';
import { PageRepository } from './page.repository.js';
import { PreviewImages, type PreviewShape } from './preview-images.js';
import { type Preview, textOf, withoutImage } from './previews.rules.js';

const PAGE = { timeoutMs: 8_000, maxSize: 1_000_000, maxRedirects: 5, tooLong: 'cut' } as const;
const IMAGE = { timeoutMs: 8_000, maxSize: 8_000_000, maxRedirects: 3 } as const;
const GOOD_MS = 24 * 3_600_000;
/** A page that is down now is perhaps up again soon. */
const BAD_MS = 10 * 60_000;

const isHtml = /^\s*(text\/html|application\/xhtml\+xml)\s*(;|$)/i;
const isPicture = /^\s*image\/(png|jpeg|gif|webp|avif)\s*(;|$)/i;

type Image = Pick<Preview, 'image_url' | 'image_width' | 'image_height'>;

/** Reads what links point at. Whatever is wrong with a page, its answer is `null`: no preview. */
@Injectable()
export class PreviewReader {
  private readonly log = new Logger(PreviewReader.name);
  private readonly underWay = new Map<string, Promise<Preview | null>>();

  constructor(
    private readonly net: GuardedFetch,
    private readonly pages: PageRepository,
    private readonly images: PreviewImages,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  /** Many who send one link at once make one request. */
  async read(link: string): Promise<Preview | null> {
    const url = link.replace(/#.*$/s, '');
    const known = await this.pages.find(url);
    if (known !== undefined) return known;
    const reading = this.underWay.get(url) ?? this.fetchAndKeep(url);
    this.underWay.set(url, reading);
    return reading.finally(() => this.underWay.delete(url));
  }

  private async fetchAndKeep(url: string): Promise<Preview | null> {
    const preview = await this.fetch(url).then(
      (found) => this.measured(found ? 'found' : 'none', found),
      (error: unknown) => this.measured('failed', this.nothing(error)),
    );
    await this.pages.keep(url, preview, new Date(Date.now() + (preview ? GOOD_MS : BAD_MS)));
    return preview;
  }

  private measured(outcome: string, preview: Preview | null): Preview | null {
    this.metrics.previews.inc({ outcome });
    return preview;
  }

  private async fetch(url: string): Promise<Preview | null> {
    const answer = await this.net.fetch(url, { ...PAGE, headers: this.headers('text/html,image/*;q=0.8') });
    if (answer.status !== 200) return null;
    const type = answer.headers['content-type'] ?? '';
    if (isPicture.test(type)) return this.picture(url, answer);
    return isHtml.test(type) ? this.page(answer, type) : null;
  }

  private async page(answer: OutboundAnswer, type: string): Promise<Preview | null> {
    const said = await readHtml(decoded(answer.body, type));
    const image = await this.imageOf(said.image, answer.url);
    const text = textOf(said, answer.url);
    return text.title === '' && image.image_url === null ? null : { ...text, ...image };
  }

  /** The link is a picture itself, like those that a provider of GIFs gives. */
  private async picture(url: string, answer: OutboundAnswer): Promise<Preview | null> {
    const image = await this.image(url, 'animation');
    return image.image_url === null ? null : { ...textOf({}, answer.url), ...image };
  }

  private async imageOf(address: string | undefined, base: string): Promise<Image> {
    if (address === undefined || !URL.canParse(address, base)) return withoutImage;
    return this.image(new URL(address, base).href, 'preview').catch((error: unknown) => {
      this.nothing(error);
      return withoutImage;
    });
  }

  private async image(url: string, shape: PreviewShape): Promise<Image> {
    const answer = await this.net.fetch(url, { ...IMAGE, headers: this.headers('image/*') });
    const type = answer.headers['content-type'] ?? '';
    return answer.status === 200 && isPicture.test(type)
      ? this.images.keep(answer.body, shape)
      : withoutImage;
  }

  private headers(accept: string): Record<string, string> {
    return { accept, 'user-agent': `Mozilla/5.0 (compatible; Parley; +${this.config.publicUrl})` };
  }

  private nothing(error: unknown): null {
    // Not the address: somebody wrote it.
    if (error instanceof OutboundError) this.log.debug(`no preview of a page: ${error.message}`);
    else this.log.warn({ err: error });
    return null;
  }
}
