import type * as mdast from 'mdast';
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { limits } from './limits.js';
import { type Block, hasMarkup, type Inline, inlinesOf } from './markdown-tree.js';

/**
 * What nobody means in a chat stays as it was written: HTML and its entities, headings, which would shout, lines of dashes,
 * code by four spaces, and definitions, which would vanish.
 */
const unused = [
  'htmlFlow',
  'htmlText',
  'characterReference',
  'headingAtx',
  'setextUnderline',
  'thematicBreak',
  'codeIndented',
  'definition',
];

/** Stands before a character that was escaped, until spoilers, mentions and emoji are found. No parsed text holds it. */
const ESCAPED = '\u0000';
const escapes: Extension = {
  exit: {
    characterEscapeValue(token) {
      const text = this.stack.pop() as mdast.Text;
      text.value += ESCAPED + this.sliceSerialize(token);
    },
  },
};

const options = {
  extensions: [gfmStrikethrough(), gfmAutolinkLiteral(), { disable: { null: unused } }],
  mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmAutolinkLiteralFromMarkdown(), escapes],
};

/** Deeper than this, what is nested keeps its text and loses its form. */
const MAX_DEPTH = 12;
/** Emphasis costs the square of its marks, quotes and lists in one line the square of their depth: nobody writes so many. */
const MAX_MARKS = 1_000;
const tooDeep = new RegExp(`^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_DEPTH + 1}}`, 'm');
const fences = /```[\s\S]*?(?:```|$)/g;
const marks = /[*_~[\]]/g;

const isTooMuch = (content: string): boolean =>
  content.length > limits.content.max ||
  tooDeep.test(content) ||
  (content.replace(fences, '').match(marks)?.length ?? 0) > MAX_MARKS;

/** The text as a tree. Never throws, whatever it is given; what cannot be read at a reasonable cost is one paragraph. */
export const parse = (content: string): Block[] => {
  if (!hasMarkup(content) || isTooMuch(content))
    return content === '' ? [] : [{ type: 'paragraph', children: inlinesOf(content) }];
  return blocksOf(fromMarkdown(content, options).children, { source: content, depth: 0, inLink: false });
};

interface Context {
  source: string;
  depth: number;
  inLink: boolean;
}

const deeper = (context: Context): Context => ({ ...context, depth: context.depth + 1 });

const blocksOf = (nodes: readonly mdast.RootContent[], context: Context): Block[] =>
  nodes.flatMap((node) => blockOf(node, context));

const blockOf = (node: mdast.RootContent, context: Context): Block[] => {
  const inner = deeper(context);
  const flat = inner.depth > MAX_DEPTH;
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: inlinesIn(node.children, context) }];
    case 'code':
      return [{ type: 'code_block', language: languageOf(node.lang), text: node.value }];
    case 'blockquote': {
      const children = blocksOf(node.children, inner);
      return flat ? children : [{ type: 'quote', children }];
    }
    case 'list': {
      const items = node.children.map((item) => blocksOf(item.children, inner));
      return flat ? items.flat() : [{ type: 'list', start: node.ordered ? (node.start ?? 1) : null, items }];
    }
    default:
      return []; // The parser makes no others of what is in use.
  }
};

const languageOf = (written: string | null | undefined): string | null =>
  /^[\w+#.-]{1,32}$/.test(written ?? '') ? (written as string) : null;

/** A mark of a spoiler, and whether one can begin or end there: `a || b` has none. */
interface Mark {
  type: 'mark';
  opens: boolean;
  closes: boolean;
}
/** Text in which mentions and emoji are still to be found; what is `text` already was escaped. */
type Piece = Inline | Mark | { type: 'raw'; text: string };

const inlinesIn = (nodes: readonly mdast.PhrasingContent[], context: Context): Inline[] => {
  const last = nodes.length - 1;
  const pieces = nodes.flatMap((node, at): Piece[] =>
    node.type === 'text' ? piecesOf(node.value, at > 0, at < last) : inlineOf(node, context),
  );
  return joined(withSpoilers(pieces, context));
};

const inlineOf = (node: mdast.PhrasingContent, context: Context): Piece[] => {
  switch (node.type) {
    case 'break':
      return [{ type: 'break' }];
    case 'inlineCode':
      return [{ type: 'code', text: node.value }];
    case 'emphasis':
      return wrapped('italic', node.children, context);
    case 'strong':
      return wrapped('bold', node.children, context);
    case 'delete':
      return wrapped('strike', node.children, context);
    case 'link':
      return linkOf(node, node.children, context);
    case 'image': // Loading it would tell its host who reads.
      return linkOf(node, node.alt ? [{ type: 'text', value: node.alt }] : [], context);
    default:
      return [];
  }
};

const wrapped = (
  type: 'bold' | 'italic' | 'strike',
  nodes: readonly mdast.PhrasingContent[],
  context: Context,
): Inline[] => {
  const children = inlinesIn(nodes, deeper(context));
  return context.depth >= MAX_DEPTH ? children : [{ type, children }];
};

const linkOf = (
  node: mdast.Link | mdast.Image,
  nodes: readonly mdast.PhrasingContent[],
  context: Context,
): Piece[] => {
  const url = safeUrl(node.url);
  if (url === undefined) return asWritten(node, context);
  const children = inlinesIn(nodes, { ...deeper(context), inLink: true });
  if (context.inLink) return children;
  return [{ type: 'link', url, children: children.length > 0 ? children : [{ type: 'text', text: url }] }];
};

/** What leads nowhere is no link: `list[0](x)` is not to lose half of what was written. */
const asWritten = ({ position }: mdast.Link | mdast.Image, { source }: Context): Piece[] => [
  { type: 'raw', text: source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0) },
];

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Where a link may lead; anything else, `javascript:` above all, is no link. */
const safeUrl = (written: string): string | undefined => {
  const url = written.replaceAll(ESCAPED, '').trim();
  const scheme = /^[a-z]+:/i.exec(url)?.[0].toLowerCase() ?? '';
  const safe = schemes.has(scheme) && url.length <= limits.url.max && URL.canParse(url);
  return safe ? url : undefined;
};

const piecesOf = (value: string, hasBefore: boolean, hasAfter: boolean): Piece[] => {
  const [first = '', ...rest] = value.split(ESCAPED);
  const pieces = marksIn(first, hasBefore, rest.length > 0 || hasAfter);
  rest.forEach((part, at) => {
    pieces.push({ type: 'text', text: part.slice(0, 1) });
    pieces.push(...marksIn(part.slice(1), true, at < rest.length - 1 || hasAfter));
  });
  return pieces;
};

const spoilerMark = /\|\|/g;

const marksIn = (text: string, hasBefore: boolean, hasAfter: boolean): Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  const isInk = (at: number, beyond: boolean): boolean =>
    at < 0 || at >= text.length ? beyond : /\S/.test(text.charAt(at));
  for (const { index } of text.matchAll(spoilerMark)) {
    if (index > from) pieces.push({ type: 'raw', text: text.slice(from, index) });
    pieces.push({ type: 'mark', opens: isInk(index + 2, hasAfter), closes: isInk(index - 1, hasBefore) });
    from = index + 2;
  }
  if (from < text.length) pieces.push({ type: 'raw', text: text.slice(from) });
  return pieces;
};

/** A spoiler lies between two marks that have the same parent; a mark that has no other is text. */
const withSpoilers = (pieces: readonly Piece[], context: Context): Inline[] => {
  const done: Inline[] = [];
  let hidden: Inline[] | undefined;
  for (const piece of pieces) {
    const target = hidden ?? done;
    if (piece.type === 'raw') target.push(...searched(piece.text, context));
    else if (piece.type !== 'mark') target.push(piece);
    else if (hidden && hidden.length > 0 && piece.closes) {
      done.push({ type: 'spoiler', children: joined(hidden) });
      hidden = undefined;
    } else if (!hidden && piece.opens) hidden = [];
    else target.push({ type: 'text', text: '||' });
  }
  return hidden ? [...done, { type: 'text', text: '||' }, ...hidden] : done;
};

/** Who is named in a link is not called: it is the link's text. */
const searched = (text: string, { inLink }: Context): Inline[] =>
  inlinesOf(text).map((inline) =>
    inline.type === 'mention' && inLink ? { type: 'text', text: `@${inline.name}` } : inline,
  );

const joined = (inlines: readonly Inline[]): Inline[] => {
  const done: Inline[] = [];
  for (const inline of inlines) {
    const last = done.at(-1);
    if (inline.type === 'text' && last?.type === 'text')
      done[done.length - 1] = { type: 'text', text: last.text + inline.text };
    else done.push(inline);
  }
  return done;
};
