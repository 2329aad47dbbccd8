/**
 * What a message's text is made of: a closed set of nodes, none of which holds HTML. The parser (`markdown-parser.ts`) makes
 * it and a client renders it. This file needs no parser, so that a page can have it before the parser has come.
 */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'bold' | 'italic' | 'strike' | 'spoiler'; children: Inline[] }
  | { type: 'code'; text: string }
  /** `url` begins with `http:`, `https:` or `mailto:`. There is no link within a link. */
  | { type: 'link'; url: string; children: Inline[] }
  /** `@name`, `@room`, `@here`: `name` as it was written, which may end in the punctuation of a sentence. */
  | { type: 'mention'; name: string }
  /** `:name:`, whether or not there is an emoji of that name. */
  | { type: 'emoji'; name: string };

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'code_block'; language: string | null; text: string }
  | { type: 'quote'; children: Block[] }
  /** `start` is the number of the first item, null in a list without numbers. */
  | { type: 'list'; start: number | null; items: Block[][] };

/** Words that mention everybody in a room. They are never a username. */
const groupWords = ['room', 'here'] as const;
export type GroupWord = (typeof groupWords)[number];

/** A mention is not after a word, a dot or another @: `amy@example.org` mentions nobody. */
const token = /(?<![\w@.-])@([a-z0-9][a-z0-9._-]*)|(?<![\w:]):([a-z0-9_+-]{1,32}):(?![\w:])|\r?\n|\r/gi;
const trailing = /[._-]+$/;

/** Text without markup: mentions, emoji and line breaks, and what is between. */
export const inlinesOf = (text: string): Inline[] => {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    const [written, name, emoji] = match;
    if (match.index > from) found.push({ type: 'text', text: text.slice(from, match.index) });
    if (name !== undefined) found.push({ type: 'mention', name });
    else if (emoji !== undefined) found.push({ type: 'emoji', name: emoji });
    else found.push({ type: 'break' });
    from = match.index + written.length;
  }
  if (from < text.length) found.push({ type: 'text', text: text.slice(from) });
  return found;
};

/**
 * The usernames that a written name can stand for, lower-cased, the longest first: a username can end in a dot, and so
 * can a sentence. The first one that somebody has is meant; what is left of the written name is text.
 */
export const namesIn = (written: string): string[] => {
  const name = written.toLowerCase();
  const bare = name.replace(trailing, '');
  return bare === name ? [name] : [name, bare];
};

export const groupWordIn = (written: string): GroupWord | undefined =>
  groupWords.find((word) => namesIn(written).includes(word));

/** Whether only the parser can tell what the text means. Without any of it `inlinesOf` says the same as the parser. */
const markup = /[\\`*_~|[\]<>]|:\/\/|www\.|[\w+.-]@|^\s|\s$|^(?:[-+]|\d{1,9}[.)])(?:\s|$)/im;
export const hasMarkup = (text: string): boolean => markup.test(text);
