import { Menu } from '@base-ui/react/menu';
import type { Conversation } from '@contract/dm.js';
import {
  BellOff,
  BellRing,
  Eraser,
  type LucideIcon,
  MoreHorizontal,
  UserRoundCheck,
  UserRoundX,
} from 'lucide-react';
import { IconButton } from '@/components/ui/Button.js';
import menu from '@/components/ui/menu.module.css';
import { openDm } from '@/features/people/api.js';
import { api } from '@/lib/api.js';
import { setBlocked, useIsBlocked } from '@/lib/data/blocked.js';
import { othersIn } from '@/lib/data/dms.js';
import { changeConversationPreference, FOR_GOOD, useConversationPreference } from '@/lib/data/preferences.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { go } from '@/lib/navigation.js';
import { dmPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';

const hide = ({ id, participants }: Conversation): void => {
  go.home();
  const undo = () => openDm(participants.map((one) => one.id)).then(() => go.to(dmPlace(id)), reportFailure);
  api.hideDm({ dm_id: id }).then(
    () =>
      showToast({
        text: t('dm.hidden'),
        isError: false,
        action: { label: t('action.undo'), run: () => void undo() },
      }),
    reportFailure,
  );
};

/** What may be done with a conversation, beside writing in it. */
export default ({ dm, name }: { dm: Conversation; name: string }) => {
  const me = useMe()?.id;
  const [other, ...more] = othersIn(dm, me);
  const isBlocked = useIsBlocked(other?.id ?? '');
  const { isMuted } = useConversationPreference(dmPlace(dm.id));
  const isPair = other !== undefined && more.length === 0 && other.id !== me;
  const mute = (): void =>
    changeConversationPreference(dmPlace(dm.id), { muted_until: isMuted ? null : FOR_GOOD });
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={<IconButton label={t('room.member_actions', { name })} />}>
        <MoreHorizontal size={18} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu.positioner} align="end" sideOffset={4}>
          <Menu.Popup className={menu.popup}>
            <Item
              Icon={isMuted ? BellRing : BellOff}
              label={t(isMuted ? 'member.unmute' : 'member.mute')}
              run={mute}
            />
            <Item Icon={Eraser} label={t('dm.hide')} run={() => hide(dm)} />
            {isPair && (
              <Item
                Icon={isBlocked ? UserRoundCheck : UserRoundX}
                label={isBlocked ? t('blocked.unblock') : t('blocked.block', { name })}
                run={() => setBlocked(other, !isBlocked)}
              />
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};

const Item = ({ Icon, label, run }: { Icon: LucideIcon; label: string; run: () => void }) => (
  <Menu.Item className={menu.item} onClick={run}>
    <Icon size={16} />
    <span>{label}</span>
  </Menu.Item>
);
