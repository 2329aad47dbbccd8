import { TextDecoder } from 'node:util';
import ogs from 'open-graph-scraper';

export interface PageText {
  title?: string;
  description?: string;
  site?: string;
  image?: string;
}

const PROLOGUE = 2_048;
/** Of these no more is wanted than what the page says in Open Graph. */
const graphOnly = ['image', 'favicon', 'audioUrl', 'locale', 'logo', 'url', 'date'] as const;
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

/** What is looked for, and what is jumped over: nothing in a comment or a script speaks of the page. */
const landmark = /<!--|<(script|style|title|meta|body)(?=[\s/>])|<(\/head)/gi;
const metaTag = /^<meta(?:[^"'>]|"[^"]*"|'[^']*')*>/i;
const MAX_TITLE = 2_000;
const MAX_TAG = 16_000;
const MAX_METAS = 200;

/**
 * The title and the meta elements, and nothing else of the page. It goes once from left to right: a parser of whole
 * documents takes seconds over a page of a few hundred kilobytes that was made to be slow.
 */
const headOf = (html: string): string => {
  const kept: string[] = [];
  let titled = false;
  let metas = 0;
  landmark.lastIndex = 0;
  for (let found = landmark.exec(html); found; found = landmark.exec(html)) {
    const name = (found[1] ?? found[2])?.toLowerCase();
    if (name === 'body' || name === '/head') break;
    if (name === 'meta') {
      metas += 1;
      if (metas > MAX_METAS) break;
      const tag = metaTag.exec(html.slice(found.index, found.index + MAX_TAG))?.[0];
      if (tag) kept.push(tag);
      continue;
    }
    const end = endOf(html, landmark.lastIndex, name);
    if (name === 'title' && !titled) {
      kept.push(html.slice(found.index, Math.min(end, found.index + MAX_TITLE)), '</title>');
      titled = true;
    }
    landmark.lastIndex = end;
  }
  return kept.join('');
};

/** Where a comment, or an element without markup in it, is over. */
const endOf = (html: string, from: number, name: string | undefined): number => {
  const closing = new RegExp(name === undefined ? '-->' : `</${name}`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
};

/** What a page says of itself: Open Graph, then Twitter cards, then its title and description. */
export const readHtml = async (html: string): Promise<PageText> => {
  const head = headOf(html);
  // Without a text the library would fetch an address instead.
  if (head === '') return {};
  const { result } = await ogs({ html: `<head>${head}</head>`, onlyGetOpenGraphInfo: [...graphOnly] });
  return {
    title: textIn(result.ogTitle) ?? textIn(result.twitterTitle),
    description: textIn(result.ogDescription) ?? textIn(result.twitterDescription),
    site: textIn(result.ogSiteName),
    image: result.ogImage?.[0]?.url ?? result.twitterImage?.[0]?.url,
  };
};

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
