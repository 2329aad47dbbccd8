import { ArrowLeft, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { IconButton } from './Button.js';
import styles from './pane.module.css';

interface Props {
  title: string;
  onClose: () => void;
  backLabel: string;
  /** Beside the title. */
  tools?: ReactNode;
  /** Over the conversation, where there is room for both. */
  isWide?: boolean;
  children: ReactNode;
}

/** What stands right of the conversation: beside it, over it, or instead of it, as the width allows. */
export const Pane = ({ title, onClose, backLabel, tools, isWide = false, children }: Props) => {
  const id = useId();
  const onKeyDown = ({ key, defaultPrevented }: KeyboardEvent): void => {
    if (key === 'Escape' && !defaultPrevented) onClose();
  };
  return (
    <aside className={cx(styles.pane, isWide && styles.wide)} aria-labelledby={id} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <IconButton label={backLabel} className={styles.back} onClick={onClose}>
          <ArrowLeft size={20} />
        </IconButton>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {tools}
        <IconButton label={t('action.close')} className={styles.close} onClick={onClose}>
          <X size={18} />
        </IconButton>
      </header>
      {children}
    </aside>
  );
};
