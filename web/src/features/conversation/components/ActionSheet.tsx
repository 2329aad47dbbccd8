import type { Message } from '@contract/message.js';
import { useRef } from 'react';
import { Dialog } from '@/components/ui/Dialog.js';
import { t } from '@/lib/i18n.js';
import { actionList, quickEmojis } from './action-list.js';
import styles from './action-sheet.module.css';
import type { RowActions } from './use-row-actions.js';

interface Props {
  message: Message;
  actions: RowActions;
  onClose: () => void;
}

/** What the toolbar offers, for fingers. */
export const ActionSheet = ({ message, actions, onClose }: Props) => {
  // The finger that opened the sheet is still there: where it lifts is no choice.
  const isTouched = useRef(false);
  return (
    <Dialog title={message.sender.display_name} onClose={onClose}>
      <div
        className={styles.sheet}
        onPointerDownCapture={() => {
          isTouched.current = true;
        }}
        onClickCapture={(event) => {
          if (event.detail > 0 && !isTouched.current) event.stopPropagation();
        }}
      >
        {actions.react && (
          <div className={styles.emojis}>
            {quickEmojis.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-label={t('message.react_with', { emoji })}
                onClick={() => {
                  actions.react?.(emoji);
                  onClose();
                }}
              >
                {emoji}
              </button>
            ))}
          </div>
        )}
        {actionList(message, actions).map(({ id, label, Icon, run }) => (
          <button
            key={id}
            type="button"
            className={id === 'delete' ? styles.danger : styles.action}
            onClick={() => {
              onClose();
              run();
            }}
          >
            <Icon size={18} /> {label}
          </button>
        ))}
      </div>
    </Dialog>
  );
};
