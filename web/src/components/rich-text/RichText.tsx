import { hasMarkup, inlinesOf } from '@contract/markdown-tree.js';
import type { Message } from '@contract/message.js';
import { memo, useEffect, useMemo, useSyncExternalStore } from 'react';
import { cx } from '@/lib/class-names.js';
import { useMe } from '@/lib/live/hooks.js';
import { ensurePeople, usePeople } from '@/lib/people.js';
import { Inlines } from './Inlines.js';
import { isLarge } from './large.js';
import { markdownLoaded, onMarkdown } from './markdown-loader.js';
import styles from './rich-text.module.css';

type Mentions = Pick<Message, 'mentions' | 'mentions_room' | 'mentions_here'>;

const useMentionNames = ({ mentions, mentions_room, mentions_here }: Mentions): ReadonlySet<string> => {
  const people = usePeople(({ byId }) => mentions.map((id) => byId[id]?.username ?? '').join(' '));
  const names = `${people}${mentions_room ? ' room' : ''}${mentions_here ? ' here' : ''}`;
  useEffect(() => ensurePeople(mentions), [mentions]);
  return useMemo(() => new Set(names.split(' ').filter(Boolean)), [names]);
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
        <p className={styles.plain}>
          <Inlines nodes={inlinesOf(content)} names={{ usernames, me }} />
        </p>
      )}
    </div>
  );
});
