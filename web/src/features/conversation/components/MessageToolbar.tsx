import { Menu } from '@base-ui/react/menu';
import type { Message } from '@contract/message.js';
import { MessageSquareReply, MoreHorizontal, Pencil, SmilePlus } from 'lucide-react';
import { IconButton } from '@/components/ui/Button.js';
import { EmojiButton } from '@/components/ui/EmojiButton.js';
import menu from '@/components/ui/menu.module.css';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { keyName } from '@/lib/shortcuts.js';
import { actionList, quickEmojis } from './action-list.js';
import styles from './message-toolbar.module.css';
import type { RowActions } from './use-row-actions.js';

interface Props {
  message: Message;
  actions: RowActions;
  open: 'picker' | 'menu' | null;
  onOpen: (what: 'picker' | 'menu', isOpen: boolean) => void;
}

export const MessageToolbar = ({ message, actions, open, onOpen }: Props) => {
  const { react, reply, edit } = actions;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('message.actions')}>
      {react &&
        quickEmojis.slice(0, 3).map((emoji) => (
          <IconButton
            key={emoji}
            size="small"
            label={t('message.react_with', { emoji })}
            className={styles.quick}
            onClick={() => react(emoji)}
          >
            {emoji}
          </IconButton>
        ))}
      {react && (
        <EmojiButton
          label={t('message.react')}
          isOpen={open === 'picker'}
          onOpen={(isOpen) => onOpen('picker', isOpen)}
          onPick={react}
        >
          <SmilePlus size={17} />
        </EmojiButton>
      )}
      {reply && (
        <IconButton size="small" label={t('message.reply')} onClick={reply}>
          <MessageSquareReply size={17} />
        </IconButton>
      )}
      {edit && (
        <IconButton size="small" label={t('message.edit')} onClick={edit}>
          <Pencil size={16} />
        </IconButton>
      )}
      <Menu.Root open={open === 'menu'} onOpenChange={(isOpen) => onOpen('menu', isOpen)} modal={false}>
        <Menu.Trigger render={<IconButton size="small" label={t('message.more')} />}>
          <MoreHorizontal size={17} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={menu.positioner} side="bottom" align="end" sideOffset={4}>
            <Menu.Popup className={menu.popup}>
              {actionList(message, actions).map(({ id, label, Icon, key, run }) => (
                <Menu.Item key={id} className={cx(menu.item, id === 'delete' && menu.danger)} onClick={run}>
                  <Icon size={16} />
                  <span>{label}</span>
                  <kbd className={menu.key}>{keyName(key)}</kbd>
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
};
