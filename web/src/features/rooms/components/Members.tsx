import type { Role } from '@contract/permissions.js';
import type { Member, Room } from '@contract/rooms.js';
import { MessageSquareOff } from 'lucide-react';
import { useMemo } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { useMembers } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { useFollowPresence, usePresence } from '@/lib/live/presence.js';
import { fullTime } from '@/lib/time.js';
import { useUntil } from '@/lib/use-until.js';
import { hasEnd } from '../durations.js';
import { MemberMenu } from './MemberMenu.js';
import styles from './room-details.module.css';

const order: Role[] = ['owner', 'admin', 'moderator', 'member'];
const MOST_FOLLOWED = 200;

export const Members = ({ room }: { room: Room }) => {
  const members = useMembers(room.id);
  const sorted = useMemo(
    () =>
      [...(members.data ?? [])].sort(
        (a, b) =>
          order.indexOf(a.role) - order.indexOf(b.role) ||
          a.user.display_name.localeCompare(b.user.display_name),
      ),
    [members.data],
  );
  useFollowPresence(useMemo(() => sorted.slice(0, MOST_FOLLOWED).map(({ user }) => user.id), [sorted]));
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {t('room.members_title')} <span>{room.member_count}</span>
      </h3>
      {members.isError && (
        <div className={styles.none}>
          <p>{t('room.members_failed')}</p>
          <Button onClick={() => void members.refetch()}>{t('action.try_again')}</Button>
        </div>
      )}
      <ul>
        {sorted.map((member) => (
          <MemberRow key={member.user.id} room={room} member={member} />
        ))}
      </ul>
    </section>
  );
};

const mutedText = (until: string): string =>
  hasEnd(until) ? t('member.muted_until', { time: fullTime(until) }) : t('member.muted');

const MemberRow = ({ room, member }: { room: Room; member: Member }) => {
  const { user, role, muted_until } = member;
  const isMuted = useUntil(muted_until);
  const me = useMe();
  const presence = usePresence(user.id);
  const words = [presence?.emoji, presence?.text].filter(Boolean).join(' ');
  return (
    <li className={styles.member}>
      <Avatar person={user} size={28} showsPresence />
      <div className={styles.who}>
        <span className={styles.memberName}>
          {user.display_name}
          {user.id === me?.id && <span className={styles.you}>{t('people.you_mark')}</span>}
        </span>
        {words && <span className={styles.words}>{words}</span>}
        <span className="visually-hidden">{t(`presence.${presence?.status ?? 'offline'}`)}</span>
      </div>
      {isMuted && muted_until && (
        <span
          className={styles.muted}
          role="img"
          aria-label={mutedText(muted_until)}
          title={mutedText(muted_until)}
        >
          <MessageSquareOff size={14} />
        </span>
      )}
      {role !== 'member' && <span className={styles.role}>{t(`role.${role}`)}</span>}
      {user.id === me?.id ? <span className={styles.noMenu} /> : <MemberMenu room={room} member={member} />}
    </li>
  );
};
