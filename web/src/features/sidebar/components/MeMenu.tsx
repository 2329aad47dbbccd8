import { Menu } from '@base-ui/react/menu';
import type { User } from '@contract/users.js';
import { LogOut, Monitor, Moon, Settings, Sun, UserRoundPen } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import menu from '@/components/ui/menu.module.css';
import { setAppearance, type Theme, useAppearance } from '@/lib/appearance.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { signOut } from '@/lib/session.js';
import { openDialog } from '@/lib/ui-state.js';
import styles from './rail.module.css';

const themes: { id: Theme; Icon: typeof Sun }[] = [
  { id: 'system', Icon: Monitor },
  { id: 'light', Icon: Sun },
  { id: 'dark', Icon: Moon },
];

interface Props {
  me: User;
  trigger: ReactElement;
  children: ReactNode;
}

export const MeMenu = ({ me, trigger, children }: Props) => {
  const theme = useAppearance((state) => state.theme);
  const { state, text, emoji } = me.status;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={trigger}>{children}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner
          className={menu.positioner}
          side="right"
          align="end"
          sideOffset={10}
          collisionPadding={8}
        >
          <Menu.Popup className={menu.popup}>
            <div className={styles.card}>
              <Avatar person={me} size={36} />
              <div>
                <strong>{me.display_name}</strong>
                <p>{[emoji, text].filter(Boolean).join(' ') || t(`presence.${state}`)}</p>
              </div>
            </div>
            <div className={menu.line} />
            <Menu.Item className={menu.item} onClick={() => openDialog({ name: 'profile' })}>
              <UserRoundPen size={16} />
              <span>{t('profile.open')}</span>
            </Menu.Item>
            <Menu.Item className={menu.item} onClick={go.settings}>
              <Settings size={16} />
              <span>{t('settings.open')}</span>
            </Menu.Item>
            <div className={menu.line} />
            <Menu.RadioGroup value={theme} onValueChange={(value: Theme) => setAppearance({ theme: value })}>
              {themes.map(({ id, Icon }) => (
                <Menu.RadioItem key={id} value={id} className={menu.item} closeOnClick={false}>
                  <Icon size={16} />
                  <span>{t(`theme.${id}`)}</span>
                  <Menu.RadioItemIndicator className={styles.check}>✓</Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <div className={menu.line} />
            <Menu.Item className={menu.item} onClick={() => void signOut()}>
              <LogOut size={16} />
              <span>{t('auth.sign_out')}</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
};
