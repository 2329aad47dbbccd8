import type { Nodes, Parents } from 'mdast';
import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { Mention } from './Mention.js';
import { parse, safeUrl } from './parse.js';
import { isMyName, tokenize } from './tokens.js';

interface Names {
  usernames: ReadonlySet<string>;
  me: string | undefined;
}

interface Props extends Names {
  content: string;
}

/** Markdown straight from its syntax tree to elements: there is no HTML anywhere on the way. */
export const Markdown = memo(({ content, usernames, me }: Props) => {
  const tree = useMemo(() => parse(content), [content]);
  return children(tree, { usernames, me });
});

const children = (node: Parents, names: Names): ReactNode =>
  node.children.map((child, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a text have no other identity
    <Fragment key={at}>{render(child, names)}</Fragment>
  ));

const link = (url: string, text: ReactNode): ReactNode => {
  const href = safeUrl(url);
  if (href === undefined) return text;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
};

/** A line that ends is a line that ends: in a chat nobody means a space. */
const lines = (text: string): ReactNode =>
  text.split('\n').map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={at}>
      {at > 0 && <br />}
      {line}
    </Fragment>
  ));

const prose = (text: string, { usernames, me }: Names): ReactNode =>
  tokenize(text, usernames).map((token, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={at}>
      {token.kind === 'mention' ? (
        <Mention text={token.text} isMe={isMyName(token.username, me)} />
      ) : token.kind === 'link' ? (
        link(token.url, token.text)
      ) : (
        lines(token.text)
      )}
    </Fragment>
  ));

const nobody: Names = { usernames: new Set(), me: undefined };

const render = (node: Nodes, names: Names): ReactNode => {
  switch (node.type) {
    case 'text':
      return prose(node.value, names);
    case 'paragraph':
      return <p>{children(node, names)}</p>;
    case 'heading': // It would shout.
      return <p data-heading="">{children(node, names)}</p>;
    case 'emphasis':
      return <em>{children(node, names)}</em>;
    case 'strong':
      return <strong>{children(node, names)}</strong>;
    case 'delete':
      return <del>{children(node, names)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{children(node, names)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1}>{children(node, names)}</ol>
      ) : (
        <ul>{children(node, names)}</ul>
      );
    case 'listItem':
      return <li>{children(node, names)}</li>;
    case 'link':
      return link(node.url, children(node, nobody));
    case 'image': // Loading it would tell its host who reads.
      return link(node.url, node.alt || node.url);
    case 'thematicBreak':
      return <hr />;
    case 'break':
      return <br />;
    case 'table':
      return (
        <div data-scroll="">
          <table>
            <tbody>{children(node, names)}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr>{children(node, names)}</tr>;
    case 'tableCell':
      return <td>{children(node, names)}</td>;
    default:
      return 'value' in node ? node.value : null;
  }
};
