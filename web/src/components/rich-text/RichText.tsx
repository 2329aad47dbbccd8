import type { Message } from '@contract/message.js';
import { memo, useEffect, useMemo, useSyncExternalStore } from 'react';
import { cx } from '@/lib/class-names.js';
import { useMe } from '@/lib/live/hooks.js';
import { ensurePeople, usePeople } from '@/lib/people.js';
import { Mention } from './Mention.js';
import { markdownLoaded, onMarkdown } from './markdown-loader.js';
import styles from './rich-text.module.css';
import { hasMarkup, isLarge, isMyName, type Token, tokenize } from './tokens.js';

type Mentions = Pick<Message, 'mentions' | 'mentions_room' | 'mentions_here'>;

const useMentionNames = ({ mentions, mentions_room, mentions_here }: Mentions): ReadonlySet<string> => {
  const people = usePeople(({ byId }) => mentions.map((id) => byId[id]?.username ?? '').join(' '));
  const names = `${people}${mentions_room ? ' room' : ''}${mentions_here ? ' here' : ''}`;
  useEffect(() => ensurePeople(mentions), [mentions]);
  return useMemo(() => new Set(names.split(' ').filter(Boolean)), [names]);
};

const Plain = ({
  text,
  usernames,
  me,
}: {
  text: string;
  usernames: ReadonlySet<string>;
  me: string | undefined;
}) => (
  <p className={styles.plain}>
    {tokenize(text, usernames).map((token, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text have no other identity
      <Piece key={at} token={token} me={me} />
    ))}
  </p>
);

const Piece = ({ token, me }: { token: Token; me: string | undefined }) => {
  if (token.kind === 'text') return token.text;
  if (token.kind === 'mention') return <Mention text={token.text} isMe={isMyName(token.username, me)} />;
  return (
    <a href={token.url} target="_blank" rel="noopener noreferrer nofollow">
      {token.text}
    </a>
  );
};

interface Props {
  message: Message;
}

/** The text of a message: Markdown, mentions and links, never HTML. */
export const RichText = memo(({ message }: Props) => {
  const { content } = message;
  const me = useMe()?.username;
  const usernames = useMentionNames(message);
  const Markdown = useSyncExternalStore(onMarkdown, markdownLoaded);
  const isRich = useMemo(() => hasMarkup(content), [content]);
  return (
    <div className={cx(styles.text, isLarge(content) && styles.large)} dir="auto">
      {isRich && Markdown ? (
        <Markdown content={content} usernames={usernames} me={me} />
      ) : (
        <Plain text={content} usernames={usernames} me={me} />
      )}
    </div>
  );
});
