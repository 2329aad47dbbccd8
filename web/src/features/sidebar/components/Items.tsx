import type { Conversation } from '@contract/dm.js';
import type { Room } from '@contract/rooms.js';
import { Archive, Hash, Lock } from 'lucide-react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Badge } from '@/components/ui/Badge.js';
import { cx } from '@/lib/class-names.js';
import { dmName, othersIn } from '@/lib/data/dms.js';
import { t } from '@/lib/i18n.js';
import { useCounters, useMe } from '@/lib/live/hooks.js';
import { usePresence } from '@/lib/live/presence.js';
import { Link } from '@/lib/router.js';
import styles from './sidebar.module.css';

const useUnread = (id: string) => {
  const counters = useCounters(id);
  return { unread: counters?.unread_count ?? 0, mentions: counters?.mention_count ?? 0 };
};

export const RoomItem = ({ room, isOpen }: { room: Room; isOpen: boolean }) => {
  const { unread, mentions } = useUnread(room.id);
  const Icon = room.archived ? Archive : room.type === 'private' ? Lock : Hash;
  return (
    <li>
      <Link
        to={`/rooms/${room.id}`}
        className={cx(styles.item, isOpen && styles.open, unread + mentions > 0 && styles.unread)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={styles.glyph}>
          <Icon size={16} />
        </span>
        <span className={styles.name} dir="auto">
          {room.name}
        </span>
        <Badge unread={unread} mentions={mentions} />
      </Link>
    </li>
  );
};

export const DmItem = ({ dm, isOpen }: { dm: Conversation; isOpen: boolean }) => {
  const me = useMe()?.id;
  const { unread, mentions } = useUnread(dm.id);
  const others = othersIn(dm, me);
  const [first] = others;
  const isPair = others.length === 1;
  return (
    <li>
      <Link
        to={`/dms/${dm.id}`}
        className={cx(styles.item, isOpen && styles.open, unread + mentions > 0 && styles.unread)}
        aria-current={isOpen ? 'page' : undefined}
      >
        {first && isPair && <Avatar person={first} size={24} showsPresence />}
        {!isPair && (
          <span className={styles.group} aria-hidden="true">
            {others.length}
          </span>
        )}
        <span className={styles.name} dir="auto">
          {dmName(dm, me)}
        </span>
        {first && isPair && <StatusEmoji userId={first.id} />}
        <Badge unread={unread} mentions={mentions} />
      </Link>
    </li>
  );
};

const StatusEmoji = ({ userId }: { userId: string }) => {
  const presence = usePresence(userId);
  if (!presence) return null;
  return (
    <>
      {presence.emoji && <span title={presence.text || undefined}>{presence.emoji}</span>}
      <span className="visually-hidden">{t(`presence.${presence.status}`)}</span>
    </>
  );
};
