import type { SearchResult } from '@contract/search.js';
import { Forward, Hash, Lock, MessageCircle, Paperclip } from 'lucide-react';
import { Avatar } from '@/components/ui/Avatar.js';
import { useMe } from '@/lib/live/hooks.js';
import { linkTo } from '@/lib/navigation.js';
import { Link } from '@/lib/router.js';
import { ago, fullTime } from '@/lib/time.js';
import { excerptOf } from '../excerpt.js';
import styles from './search.module.css';

/** A message that was found: it leads to where it was said. */
export const Result = ({
  result: { message, highlights, file_highlights, forward_highlights, room, conversation },
}: {
  result: SearchResult;
}) => {
  const me = useMe()?.id;
  const Icon = conversation ? MessageCircle : room?.type === 'private' ? Lock : Hash;
  const place =
    room?.name ??
    conversation?.participants
      .filter(({ id }) => id !== me)
      .map(({ display_name }) => display_name)
      .join(', ');
  return (
    <li>
      <Link to={linkTo(message)} className={styles.result} data-testid="result">
        <Avatar person={message.sender} />
        <span className={styles.found}>
          <span className={styles.top}>
            <strong>{message.sender.display_name}</strong>
            <span className={styles.place}>
              <Icon size={13} /> <span dir="auto">{place}</span>
            </span>
            <time dateTime={message.created_at} title={fullTime(message.created_at)}>
              {ago(message.created_at)}
            </time>
          </span>
          {message.content !== '' && (
            <span className={styles.text} dir="auto">
              <Marked text={message.content} hits={highlights} />
            </span>
          )}
          {message.forwarded_from && !message.forwarded_from.deleted && (
            <span className={styles.file} dir="auto">
              <Forward size={13} />
              <Marked text={message.forwarded_from.content} hits={forward_highlights} />
            </span>
          )}
          {message.attachments.map((file) => (
            <span key={file.id} className={styles.file}>
              <Paperclip size={13} />
              <Marked
                text={file.file_name}
                hits={file_highlights.filter(({ file_id }) => file_id === file.id)}
              />
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
};

const Marked = ({ text, hits }: { text: string; hits: SearchResult['highlights'] }) => (
  <>
    {excerptOf(text, hits).map((piece, at) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
      piece.isHit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
    )}
  </>
);
