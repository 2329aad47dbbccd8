import { Menu } from '@base-ui/react/menu';
import { outranks, type Role, roleAllows } from '@contract/permissions.js';
import type { Member, Room } from '@contract/rooms.js';
import { MoreHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button, IconButton } from '@/components/ui/Button.js';
import menu from '@/components/ui/menu.module.css';
import { cx } from '@/lib/class-names.js';
import { useMembers } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { useFollowPresence, usePresence } from '@/lib/live/presence.js';
import { reportFailure } from '@/lib/problems.js';
import { removeMember, setRole } from '../api.js';
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

const MemberRow = ({ room, member: { user, role } }: { room: Room; member: Member }) => {
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
      {role !== 'member' && <span className={styles.role}>{t(`role.${role}`)}</span>}
      <MemberMenu room={room} userId={user.id} name={user.display_name} role={role} />
    </li>
  );
};

interface MenuProps {
  room: Room;
  userId: string;
  name: string;
  role: Role;
}

const MemberMenu = ({ room, userId, name, role }: MenuProps) => {
  const me = useMe();
  const mine = room.role ?? 'member';
  const canRule = userId !== me?.id && outranks(mine, role) && roleAllows(mine, 'change_role');
  if (!canRule || room.archived) return <span className={styles.noMenu} />;
  const given = order.filter((one) => one !== role && (mine === 'owner' || outranks(mine, one)));
  const give = (next: Role): void => void setRole(room.id, userId, next).catch(reportFailure);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={<IconButton size="small" label={t('room.member_actions', { name })} />}>
        <MoreHorizontal size={16} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu.positioner} align="end" sideOffset={4}>
          <Menu.Popup className={menu.popup}>
            {given.map((next) => (
              <Menu.Item key={next} className={menu.item} onClick={() => give(next)}>
                <span>{t(`role.make_${next}`)}</span>
              </Menu.Item>
            ))}
            <div className={menu.line} />
            <Menu.Item
              className={cx(menu.item, menu.danger)}
              onClick={() => void removeMember(room.id, userId).catch(reportFailure)}
            >
              <span>{t('room.remove_member')}</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
