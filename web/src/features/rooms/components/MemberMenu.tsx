import { Menu } from '@base-ui/react/menu';
import { outranks, type Role, roleAllows, roles } from '@contract/permissions.js';
import type { Member, Room } from '@contract/rooms.js';
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/Button.js';
import { Dialog, DialogActions } from '@/components/ui/Dialog.js';
import menu from '@/components/ui/menu.module.css';
import { openDm } from '@/features/people/api.js';
import { cx } from '@/lib/class-names.js';
import { setBlocked, useIsBlocked } from '@/lib/data/blocked.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { dmPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { useUntil } from '@/lib/use-until.js';
import { removeMember, setRole, unmuteMember } from '../api.js';
import { Sanction } from './Sanction.js';

type Open = 'mute' | 'ban' | 'owner' | null;

/** What may be done with another member, by everybody and by those above them. */
export const MemberMenu = ({ room, member }: { room: Room; member: Member }) => {
  const { user, role, muted_until } = member;
  const isBlocked = useIsBlocked(user.id);
  const isMuted = useUntil(muted_until);
  const [open, setOpen] = useState<Open>(null);
  const mine = room.role ?? 'member';
  const name = user.display_name;
  const isAbove = outranks(mine, role);
  const may = (action: Parameters<typeof roleAllows>[1]): boolean => isAbove && roleAllows(mine, action);
  const given = roles.filter((one) => one !== role && (mine === 'owner' || outranks(mine, one)));
  const give = (next: Role): void =>
    next === 'owner' ? setOpen('owner') : void setRole(room.id, user.id, next).catch(reportFailure);
  const write = (): void => void openDm([user.id]).then(({ id }) => go.to(dmPlace(id)), reportFailure);
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger render={<IconButton size="small" label={t('room.member_actions', { name })} />}>
          <MoreHorizontal size={16} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={menu.positioner} align="end" sideOffset={4}>
            <Menu.Popup className={menu.popup}>
              <Item label={t('member.message')} run={write} />
              {may('change_role') && !room.archived && (
                <>
                  <div className={menu.line} />
                  {given.map((next) => (
                    <Item key={next} label={t(`role.make_${next}`)} run={() => give(next)} />
                  ))}
                </>
              )}
              <div className={menu.line} />
              {may('mute_member') && !room.archived && !isMuted && (
                <Item label={t('member.mute')} run={() => setOpen('mute')} />
              )}
              {may('mute_member') && !room.archived && isMuted && (
                <Item label={t('member.unmute')} run={() => unmuteMember(room.id, user.id)} />
              )}
              {may('remove_member') && (
                <Item
                  isDanger
                  label={t('room.remove_member')}
                  run={() => void removeMember(room.id, user.id).catch(reportFailure)}
                />
              )}
              {may('ban') && <Item isDanger label={t('member.ban')} run={() => setOpen('ban')} />}
              <Item
                label={isBlocked ? t('blocked.unblock') : t('blocked.block', { name })}
                run={() => setBlocked(user, !isBlocked)}
              />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {(open === 'mute' || open === 'ban') && (
        <Sanction kind={open} roomId={room.id} user={user} onClose={() => setOpen(null)} />
      )}
      {open === 'owner' && (
        <Dialog
          title={t('room.transfer_title', { name })}
          description={t('room.transfer_text')}
          size="small"
          onClose={() => setOpen(null)}
        >
          <DialogActions>
            <Button onClick={() => setOpen(null)}>{t('action.cancel')}</Button>
            <Button
              look="danger"
              onClick={() => {
                setOpen(null);
                void setRole(room.id, user.id, 'owner').catch(reportFailure);
              }}
            >
              {t('role.make_owner')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
};

interface ItemProps {
  label: string;
  run: () => void;
  isDanger?: boolean;
}

const Item = ({ label, run, isDanger = false }: ItemProps) => (
  <Menu.Item className={cx(menu.item, isDanger && menu.danger)} onClick={run}>
    <span>{label}</span>
  </Menu.Item>
);
