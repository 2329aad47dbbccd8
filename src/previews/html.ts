import { TextDecoder } from 'node:util';
import ogs from 'open-graph-scraper';

export interface PageText {
  title?: string;
  description?: string;
  site?: string;
  image?: string;
}

const PROLOGUE = 2_048;
const charsetIn = /charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;

/** The text of a page: as its header says, its byte order mark, its own first lines, or UTF-8. */
export const decoded = (body: Buffer, contentType: string): string => {
  const told = charsetIn.exec(contentType)?.[1] ?? charsetIn.exec(body.toString('latin1', 0, PROLOGUE))?.[1];
  return decoderFor(markOf(body) ?? told).decode(body);
};

const markOf = (body: Buffer): string | undefined => {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : undefined;
};

const decoderFor = (charset: string | undefined): TextDecoder => {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
};

/** What follows the head is not looked at: it is long, and nothing there speaks of the page. */
const headOf = (html: string): string => {
  const end = html.search(/<\/head\s*>|<body[\s>]/i);
  return end < 0 ? html : html.slice(0, end);
};

/** What a page says of itself: Open Graph, then Twitter cards, then its title and description. */
export const readHtml = async (html: string): Promise<PageText> => {
  const head = headOf(html);
  // Without a text the library would fetch an address instead.
  if (head.trim() === '') return {};
  const { result } = await ogs({
    html: head,
    onlyGetOpenGraphInfo: ['image', 'favicon', 'audioUrl', 'locale', 'logo', 'url', 'date'],
  });
  return {
    title: textIn(result.ogTitle) ?? textIn(result.twitterTitle) ?? textIn(result.dcTitle),
    description: textIn(result.ogDescription) ?? textIn(result.twitterDescription),
    site: textIn(result.ogSiteName),
    image: result.ogImage?.[0]?.url ?? result.twitterImage?.[0]?.url,
  };
};

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
