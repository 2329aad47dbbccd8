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

const slices = (characters: string[], length: number): string[] =>
  characters.length < length
    ? []
    : characters
        .slice(0, characters.length - length + 1)
        .map((_, at) => characters.slice(at, at + length).join(''));

/** What is stored of a segment: every three characters of a word; of a script without spaces each one and each two. */
const storedTerms = ({ text, spaced }: Segment): string[] => {
  const characters = Array.from(text);
  if (!spaced) return [...characters, ...slices(characters, 2)];
  const short = characters.length <= 2 ? [`${BEGIN}${text}${END}`] : [];
  return [...short, ...slices([BEGIN, ...characters.slice(0, WORD_LENGTH)], 3)];
};

/** How a segment of a query is meant: as a word, as its beginning, or as any part of one. */
export type Fit = 'whole' | 'prefix' | 'part';

/** The terms that a message must have, if the segment is in it. All of that need not mean that it is: the text decides. */
export const askedTerms = ({ text, spaced }: Segment, fit: Fit): string[] => {
  const characters = Array.from(text).slice(0, WORD_LENGTH);
  if (!spaced) return characters.length === 1 ? characters : slices(characters, 2);
  if (characters.length === 1 || (characters.length === 2 && fit === 'whole'))
    return [`${BEGIN}${text}${END}`];
  const open = fit === 'part' && characters.length >= 3;
  return slices(open ? characters : [BEGIN, ...characters], 3);
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
