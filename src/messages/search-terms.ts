import type { ContentType } from '../contract/search-query.js';
import { fold, type Segment, segmentsOf } from './folded-text.js';
import type { StoredMessage } from './message.js';

/** Words are cut up as far as this; what stands behind is found by the word's beginning. */
const WORD_LENGTH = 64;
/** A content of 10,000 characters of prose has about 1,500. Beyond, somebody is filling the index. */
const TERMS = 4_000;
const LINK = /https?:\/\/[^\s<>]/i;

type Searchable = Pick<StoredMessage, 'content' | 'attachments' | 'forwarded_from' | 'sender_id'>;

/** What is read of a message besides its content: the names of its files, and what it forwards. */
export const besideContent = ({
  attachments,
  forwarded_from,
}: Pick<Searchable, 'attachments' | 'forwarded_from'>): string[] => [
  ...attachments.map(({ file_name }) => file_name),
  ...(forwarded_from ? [forwarded_from.content] : []),
];

/** `^` stands for the beginning of a word. No letter is one of these marks, so that kinds of terms do not mix. */
const BEGIN = '^';
const END = '$';
export const typeTerm = (type: ContentType): string => `#${type}`;
export const senderTerm = (userId: string): string => `@${userId}`;

/** A character beyond the first 65,536, which a string counts as two. */
const PAIR = /[\ud800-\udfff]/;

const first = (text: string, count: number): string =>
  PAIR.test(text) ? Array.from(text).slice(0, count).join('') : text.slice(0, count);

/** Every stretch of so many characters. */
const slices = (text: string, length: number): string[] => {
  if (PAIR.test(text)) {
    const characters = Array.from(text);
    return characters.slice(length - 1).map((_, at) => characters.slice(at, at + length).join(''));
  }
  const found: string[] = [];
  for (let at = 0; at + length <= text.length; at += 1) found.push(text.slice(at, at + length));
  return found;
};

const lengthOf = (text: string): number => (PAIR.test(text) ? Array.from(text).length : text.length);

/** What is stored of a segment: every three characters of a word; of a script without spaces each one and each two. */
const storedTerms = ({ text, spaced }: Segment): string[] => {
  if (!spaced) return [...Array.from(text), ...slices(text, 2)];
  const terms = slices(BEGIN + first(text, WORD_LENGTH), 3);
  if (text.length <= 4 && lengthOf(text) <= 2) terms.push(`${BEGIN}${text}${END}`);
  return terms;
};

/** How a segment of a query is meant: as a word, as its beginning, or as any part of one. */
export type Fit = 'whole' | 'prefix' | 'part';

/** The terms that a message must have, if the segment is in it. All of that need not mean that it is: the text decides. */
export const askedTerms = ({ text: whole, spaced }: Segment, fit: Fit): string[] => {
  const text = first(whole, WORD_LENGTH);
  const length = lengthOf(text);
  if (!spaced) return length === 1 ? [text] : slices(text, 2);
  if (length === 1 || (length === 2 && fit === 'whole')) return [`${BEGIN}${whole}${END}`];
  return slices(fit === 'part' && length >= 3 ? text : BEGIN + text, 3);
};

const contentTypesOf = ({ content, attachments, forwarded_from }: Searchable): ContentType[] => {
  const types = attachments.map(({ content_type }) => content_type.split('/')[0]);
  return [
    ...(attachments.length === 0 ? (['text'] as const) : (['file'] as const)),
    ...(types.includes('image') ? (['image'] as const) : []),
    ...(types.includes('video') ? (['video'] as const) : []),
    ...([content, forwarded_from?.content ?? ''].some((text) => LINK.test(text)) ? (['link'] as const) : []),
  ];
};

/**
 * Everything that a message is found by, computed here so that it is stored with the message in the same write: an index
 * on it beside the text index, of which a collection has one only, and which knows neither parts of words nor Chinese.
 */
export const searchTerms = (message: Searchable): string[] => {
  const texts = [message.content, ...besideContent(message)];
  const terms = new Set([senderTerm(message.sender_id), ...contentTypesOf(message).map(typeTerm)]);
  for (const segment of texts.flatMap((text) => segmentsOf(fold(text)))) {
    for (const term of storedTerms(segment)) terms.add(term);
    if (terms.size >= TERMS) break;
  }
  return [...terms].slice(0, TERMS);
};
