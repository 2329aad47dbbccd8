import { parse } from '@contract/markdown-parser.js';
import type { Block } from '@contract/markdown-tree.js';
import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { CodeBlock } from './CodeBlock.js';
import { Inlines } from './Inlines.js';
import type { Names } from './names.js';

interface Props extends Names {
  content: string;
}

/** The blocks of a text, as the server reads it too. Comes with the parser, which is why it is loaded apart. */
export const Markdown = memo(({ content, usernames, me }: Props) => {
  const blocks = useMemo(() => parse(content), [content]);
  return renderAll(blocks, { usernames, me });
});

const renderAll = (blocks: readonly Block[], names: Names): ReactNode =>
  blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text have no other identity
    <Fragment key={at}>{render(block, names)}</Fragment>
  ));

const render = (block: Block, names: Names): ReactNode => {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.children} names={names} />
        </p>
      );
    case 'code_block':
      return <CodeBlock language={block.language} code={block.text} />;
    case 'quote':
      return <blockquote>{renderAll(block.children, names)}</blockquote>;
    case 'list':
      return block.start === null ? (
        <ul>{items(block.items, names)}</ul>
      ) : (
        <ol start={block.start}>{items(block.items, names)}</ol>
      );
  }
};

const items = (all: readonly Block[][], names: Names): ReactNode =>
  all.map((item, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <li key={at}>{renderAll(item, names)}</li>
  ));
