import { limits } from './limits.js';
import { parse } from './markdown-parser.js';
import {
  type Block,
  type GroupWord,
  groupWordIn,
  hasMarkup,
  type Inline,
  inlinesOf,
  namesIn,
} from './markdown-tree.js';

const SPOILER = '▒▒▒';

/**
 * One line without markup: for notifications, previews and search. Never longer than `maxLength` nor than the content. A
 * spoiler is hidden unless it is asked for.
 */
export const plainText = (
  content: string,
  maxLength: number = limits.content.max,
  { spoilers = false }: { spoilers?: boolean } = {},
): string => {
  const line = hasMarkup(content) ? textOfBlocks(parse(content), spoilers) : content;
  return cut(line.replace(/\s+/g, ' ').trim(), maxLength);
};

const textOfBlocks = (blocks: readonly Block[], spoilers: boolean): string =>
  blocks.map((block) => textOfBlock(block, spoilers)).join(' ');

const textOfBlock = (block: Block, spoilers: boolean): string => {
  switch (block.type) {
    case 'paragraph':
      return textOf(block.children, spoilers);
    case 'code_block':
      return block.text;
    case 'quote':
      return textOfBlocks(block.children, spoilers);
    case 'list':
      return block.items.map((item) => textOfBlocks(item, spoilers)).join(' ');
  }
};

const textOf = (inlines: readonly Inline[], spoilers: boolean): string =>
  inlines.map((inline) => textOfInline(inline, spoilers)).join('');

const textOfInline = (inline: Inline, spoilers: boolean): string => {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'break':
      return ' ';
    case 'mention':
      return `@${inline.name}`;
    case 'emoji':
      return `:${inline.name}:`;
    case 'spoiler':
      return spoilers ? textOf(inline.children, spoilers) : SPOILER;
    default:
      return textOf(inline.children, spoilers);
  }
};

/** Never within a character that takes two units. */
const cut = (line: string, maxLength: number): string => {
  if (line.length <= maxLength) return line;
  if (maxLength < 1) return '';
  const kept = line.slice(0, maxLength - 1);
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}…`.replace(/\s+…$/, '…');
};

interface FoundMentions {
  /** For each name that was written what it can stand for, the longest first: see `namesIn`. */
  names: string[][];
  words: ReadonlySet<GroupWord>;
}

/** Whom the content may mention, each name once. Code and the texts of links mention nobody. */
export const mentionsOf = (content: string): FoundMentions => {
  const names = new Map<string, string[]>();
  const words = new Set<GroupWord>();
  if (!content.includes('@')) return { names: [], words };
  for (const inline of everyInline(content)) {
    if (inline.type !== 'mention') continue;
    const word = groupWordIn(inline.name);
    if (word) words.add(word);
    else if (names.size < limits.mentionsPerMessage) {
      const candidates = namesIn(inline.name.slice(0, limits.username.max));
      names.set(candidates[0] as string, candidates);
    }
  }
  return { names: [...names.values()], words };
};

/** Web addresses in the content, each once, in the order of the text. None from code, nor from spoilers: they would show. */
export const linksOf = (content: string): string[] => {
  if (!content.includes('://') && !/www\./i.test(content)) return [];
  const urls = new Set<string>();
  for (const inline of everyInline(content, (inline) => inline.type !== 'spoiler'))
    if (inline.type === 'link' && /^https?:/i.test(inline.url)) urls.add(inline.url);
  return [...urls];
};

const everyInline = (content: string, enters: (inline: Inline) => boolean = () => true): Inline[] =>
  hasMarkup(content) ? parse(content).flatMap((block) => inlinesIn(block, enters)) : inlinesOf(content);

const inlinesIn = (block: Block, enters: (inline: Inline) => boolean): Inline[] => {
  switch (block.type) {
    case 'paragraph':
      return block.children.flatMap((inline) => withInner(inline, enters));
    case 'code_block':
      return [];
    case 'quote':
      return block.children.flatMap((child) => inlinesIn(child, enters));
    case 'list':
      return block.items.flat().flatMap((child) => inlinesIn(child, enters));
  }
};

const withInner = (inline: Inline, enters: (inline: Inline) => boolean): Inline[] =>
  'children' in inline && enters(inline)
    ? [inline, ...inline.children.flatMap((child) => withInner(child, enters))]
    : [inline];
