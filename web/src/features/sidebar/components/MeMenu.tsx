import { Menu } from '@base-ui/react/menu';
import type { User } from '@contract/users.js';
import { LogOut, Monitor, Moon, Sun, UserRoundPen } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import menu from '@/components/ui/menu.module.css';
import { t } from '@/lib/i18n.js';
import { signOut } from '@/lib/session.js';
import { setTheme, type Theme, useTheme } from '@/lib/theme.js';
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
  const theme = useTheme((state) => state.theme);
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
            <div className={menu.line} />
            <Menu.RadioGroup value={theme} onValueChange={(value: Theme) => setTheme(value)}>
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
