import { plainText } from '@contract/markdown.js';
import type { Thread } from '@contract/threads.js';
import { Hash, Lock, MessageCircle, MessagesSquare } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Badge } from '@/components/ui/Badge.js';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { Page } from '@/components/ui/Page.js';
import { cx } from '@/lib/class-names.js';
import { dmName, useDms } from '@/lib/data/dms.js';
import { useRooms } from '@/lib/data/rooms.js';
import { useThreads } from '@/lib/data/threads.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { usePane } from '@/lib/navigation.js';
import { dmPlace, type Place, roomPlace } from '@/lib/places.js';
import { ago, fullTime } from '@/lib/time.js';
import styles from './threads.module.css';

const ThreadPane = lazy(async () => ({
  default: (await import('@/features/conversation/components/ThreadPane.js')).ThreadPane,
}));

const placeOf = ({ parent_message: { room_id, dm_id } }: Thread): Place =>
  room_id === null ? dmPlace(dm_id ?? '') : roomPlace(room_id);

/** All threads that one follows; the one that is open stands beside them. */
export const Threads = () => {
  const { thread: openId } = usePane();
  const { threads, isSuccess, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useThreads();
  const open = threads.find(({ parent_message }) => parent_message.id === openId);
  return (
    <>
      <Page title={t('threads.title')}>
        {isSuccess && threads.length === 0 && (
          <Empty
            icon={<MessagesSquare size={22} />}
            title={t('threads.none')}
            text={t('threads.none_text')}
          />
        )}
        {isError && (
          <Empty icon={<MessagesSquare size={22} />} title={t('threads.failed')}>
            <Button onClick={() => void refetch()}>{t('action.try_again')}</Button>
          </Empty>
        )}
        <ul className={styles.list}>
          {threads.map((thread) => (
            <ThreadCard key={thread.parent_message.id} thread={thread} isOpen={thread === open} />
          ))}
        </ul>
        {hasNextPage && (
          <Button look="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('threads.more')}
          </Button>
        )}
      </Page>
      {open && (
        <Suspense>
          <ThreadPane key={openId} place={placeOf(open)} parentId={open.parent_message.id} />
        </Suspense>
      )}
    </>
  );
};

/** What there is room for. */
const MOST = 300;
const MOST_FACES = 5;

const ThreadCard = ({ thread, isOpen }: { thread: Thread; isOpen: boolean }) => {
  const { openThread } = usePane();
  const { parent_message: parent, participants, unread_count, last_activity_at } = thread;
  return (
    <li>
      <button
        type="button"
        className={cx(styles.card, isOpen && styles.open, unread_count > 0 && styles.unread)}
        aria-current={isOpen || undefined}
        onClick={() => openThread(parent.id)}
      >
        <span className={styles.top}>
          <Where thread={thread} />
          <time title={fullTime(last_activity_at)}>{ago(last_activity_at)}</time>
          <Badge unread={unread_count} mentions={0} />
        </span>
        <span className={styles.said}>
          <strong>{parent.sender.display_name}</strong>{' '}
          <span dir="auto">{parent.deleted ? t('message.deleted') : plainText(parent.content, MOST)}</span>
        </span>
        <span className={styles.foot}>
          <span className={styles.faces}>
            {participants.slice(0, MOST_FACES).map((person) => (
              <Avatar key={person.id} person={person} size={20} />
            ))}
          </span>
          {t('thread.replies', { count: parent.reply_count })}
        </span>
      </button>
    </li>
  );
};

const Where = ({ thread }: { thread: Thread }) => {
  const { room_id, dm_id } = thread.parent_message;
  const me = useMe()?.id;
  const room = useRooms().data?.find(({ id }) => id === room_id);
  const dm = useDms().data?.find(({ id }) => id === dm_id);
  const Icon = dm_id ? MessageCircle : room?.type === 'private' ? Lock : Hash;
  return (
    <span className={styles.where}>
      <Icon size={14} />
      <span dir="auto">{room?.name ?? (dm && dmName(dm, me))}</span>
    </span>
  );
};
