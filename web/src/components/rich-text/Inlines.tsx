import type { Inline } from '@contract/markdown-tree.js';
import { Fragment, type ReactNode } from 'react';
import { EmojiImage } from '@/features/emojis/EmojiImage.js';
import { Mention } from './Mention.js';
import { isMyName, type Names, splitName } from './names.js';
import { RoomText } from './RoomText.js';
import { mayNameRooms } from './room-links.js';
import { Spoiler } from './Spoiler.js';

/** A line of text, straight from its tree to elements: there is no HTML anywhere on the way. */
export const Inlines = ({ nodes, names }: { nodes: readonly Inline[]; names: Names }) =>
  nodes.map((node, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the nodes of a text have no other identity
    <Fragment key={at}>{render(node, names)}</Fragment>
  ));

const render = (node: Inline, names: Names): ReactNode => {
  switch (node.type) {
    case 'text':
      return mayNameRooms(node.text) && !names.inLink ? <RoomText text={node.text} /> : node.text;
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{inner(node.children, names)}</strong>;
    case 'italic':
      return <em>{inner(node.children, names)}</em>;
    case 'strike':
      return <del>{inner(node.children, names)}</del>;
    case 'code':
      return <code>{node.text}</code>;
    case 'spoiler':
      return <Spoiler>{inner(node.children, names)}</Spoiler>;
    case 'link':
      return (
        <a href={node.url} target="_blank" rel="noopener noreferrer nofollow">
          {inner(node.children, { ...names, inLink: true })}
        </a>
      );
    case 'mention':
      return mention(node.name, names);
    case 'emoji':
      return <EmojiImage name={node.name} />;
  }
};

const inner = (nodes: readonly Inline[], names: Names): ReactNode => <Inlines nodes={nodes} names={names} />;

const mention = (written: string, { usernames, me }: Names): ReactNode => {
  const name = splitName(written, usernames);
  if (!name) return `@${written}`;
  return (
    <>
      <Mention text={`@${written.slice(0, name.username.length)}`} isMe={isMyName(name.username, me)} />
      {name.rest}
    </>
  );
};
