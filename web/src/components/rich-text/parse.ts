import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

/**
 * What nobody means in a chat: HTML is text, a line of dashes below a line makes no heading, four spaces make no code,
 * and a definition must not vanish.
 */
const plain = {
  disable: { null: ['htmlFlow', 'htmlText', 'setextUnderline', 'codeIndented', 'definition'] },
};

export const parse = (content: string): Root =>
  fromMarkdown(content, {
    extensions: [gfmStrikethrough(), gfmAutolinkLiteral(), gfmTable(), plain],
    mdastExtensions: [
      gfmStrikethroughFromMarkdown(),
      gfmAutolinkLiteralFromMarkdown(),
      gfmTableFromMarkdown(),
    ],
  });

const safe = /^(?:https?:|mailto:)/i;

/** Where a link may lead; anything else, `javascript:` above all, is no link. */
export const safeUrl = (url: string): string | undefined => (safe.test(url.trim()) ? url.trim() : undefined);
