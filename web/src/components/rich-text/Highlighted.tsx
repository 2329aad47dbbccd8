import type { RootContent } from 'hast';
import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { highlight } from './highlight.js';

/** Longer code is shown as it is: it would hold up the page. */
const MOST = 20_000;

interface Props {
  language: string;
  code: string;
}

/** Code with its words in colours, from a tree to elements: no HTML here either. */
export const Highlighted = memo(({ language, code }: Props) => {
  const tree = useMemo(
    () => (code.length > MOST ? undefined : highlight(language.toLowerCase(), code)),
    [language, code],
  );
  return tree ? paint(tree.children) : code;
});

const paint = (nodes: readonly RootContent[]): ReactNode =>
  nodes.map((node, at) => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element') return null;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the words of a code have no other identity
      <Fragment key={at}>
        <span className={[node.properties.className].flat().join(' ')}>{paint(node.children)}</span>
      </Fragment>
    );
  });
