import { limits } from '../contract/limits.js';
import { linksOf } from '../contract/markdown.js';
import type { LinkPreview } from '../contract/message.js';

/** What a page says of itself, whoever links to it. */
export type Preview = Omit<LinkPreview, 'url'>;

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 400;
const MAX_SITE = 80;

/** Cheap enough to ask of every message. */
export const mayHaveLinks = (content: string): boolean => /https?:\/\/|www\./i.test(content);

export const linksToPreview = (content: string): string[] =>
  mayHaveLinks(content)
    ? linksOf(content)
        .filter((url) => url.length <= limits.url.max)
        .slice(0, limits.linkPreviewsPerMessage)
    : [];

export const samePreviews = (one: LinkPreview[], other: LinkPreview[]): boolean =>
  one.length === other.length && one.every((preview, n) => fieldsOf(preview) === fieldsOf(other[n]));

const fieldsOf = (preview: LinkPreview | undefined): string =>
  JSON.stringify(Object.entries(preview ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

/** One line of text: no control characters, nothing that turns the direction of what stands around it, no tail. */
export const cleaned = (text: string | undefined, max: number): string => {
  const line = (text ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g, '')
    .trim();
  return line.length <= max
    ? line
    : `${line
        .slice(0, max - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')
        .trimEnd()}…`;
};

interface Said {
  title?: string;
  description?: string;
  site?: string;
}

/** The text of a preview. Where a page gives no name for its site, its host does. */
export const textOf = ({ title, description, site }: Said, url: string) => ({
  title: cleaned(title, MAX_TITLE),
  description: cleaned(description, MAX_DESCRIPTION),
  site_name: cleaned(site, MAX_SITE) || new URL(url).hostname.replace(/^www\./, ''),
});

export const withoutImage = { image_url: null, image_width: null, image_height: null };
