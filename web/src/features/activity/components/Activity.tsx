import type { Notification } from '@contract/notifications.js';
import { Bell, CheckCheck, Hash, Lock } from 'lucide-react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { Page } from '@/components/ui/Page.js';
import { cx } from '@/lib/class-names.js';
import { readNotifications, useNotifications } from '@/lib/data/notifications.js';
import { useRooms } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { linkTo } from '@/lib/navigation.js';
import { reportFailure } from '@/lib/problems.js';
import { Link } from '@/lib/router.js';
import { ago, fullTime } from '@/lib/time.js';
import styles from './activity.module.css';

/** Everything that called for one's attention, on whichever device it was seen. */
export const Activity = () => {
  const query = useNotifications();
  const { notifications, unread } = query;
  const readAll = unread > 0 && (
    <Button look="quiet" onClick={() => void readNotifications({ all: true }).catch(reportFailure)}>
      <CheckCheck size={16} /> {t('activity.read_all')}
    </Button>
  );
  return (
    <Page title={t('activity.title')} head={readAll}>
      {query.isSuccess && notifications.length === 0 && (
        <Empty icon={<Bell size={22} />} title={t('activity.none')} text={t('activity.none_text')} />
      )}
      {query.isError && (
        <Empty icon={<Bell size={22} />} title={t('activity.failed')}>
          <Button onClick={() => void query.refetch()}>{t('action.try_again')}</Button>
        </Empty>
      )}
      <ul className={styles.list}>
        {notifications.map((notification) => (
          <Entry key={notification.id} notification={notification} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('activity.more')}
        </Button>
      )}
    </Page>
  );
};

const target = ({ message_id, parent_id, room_id, dm_id }: Notification): string =>
  message_id === null
    ? `/rooms/${room_id}`
    : linkTo({ id: message_id, parent_id, room_id, dm_id, also_in_room: false });

const Entry = ({ notification }: { notification: Notification }) => {
  const { id, kind, actor, emoji, excerpt, read_at, room_id, created_at } = notification;
  const room = useRooms().data?.find((one) => one.id === room_id);
  const isNew = read_at === null;
  return (
    <li>
      <Link
        to={target(notification)}
        className={cx(styles.entry, isNew && styles.new)}
        data-testid="notification"
        onClick={() => isNew && void readNotifications({ ids: [id] }).catch(() => undefined)}
      >
        <Avatar person={actor} />
        <span className={styles.words}>
          <span className={styles.top}>
            <span>
              {t(`activity.${kind}`, {
                name: actor.display_name,
                emoji: emoji ?? '',
                room: room?.name ?? excerpt,
              })}
            </span>
            <span className={styles.meta}>
              {room && kind !== 'message' && kind !== 'room_added' && (
                <span className={styles.where}>
                  {room.type === 'private' ? <Lock size={13} /> : <Hash size={13} />}
                  <span dir="auto">{room.name}</span>
                </span>
              )}
              <time dateTime={created_at} title={fullTime(created_at)}>
                {ago(created_at)}
              </time>
            </span>
          </span>
          {kind !== 'room_added' && kind !== 'missed_call' && (
            <span className={styles.excerpt} dir="auto">
              {excerpt}
            </span>
          )}
        </span>
        {isNew && <span className={styles.dot} role="img" aria-label={t('activity.unread')} />}
      </Link>
    </li>
  );
};
