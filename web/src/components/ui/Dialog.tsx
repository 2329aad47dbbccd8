import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { IconButton } from './Button.js';
import styles from './dialog.module.css';

interface Props {
  title: string;
  description?: string;
  onClose: () => void;
  size?: 'normal' | 'small' | 'large';
  children: ReactNode;
}

/** The focus goes back to where it came from, unless what was done here has already led it elsewhere. */
const useFocusBack = (): void => {
  const [from] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body || !(from instanceof HTMLElement)) return;
        from.focus({ preventScroll: true });
      });
    },
    [from],
  );
};

/** Rendered while it is open. */
export const Dialog = ({ title, description, onClose, size = 'normal', children }: Props) => {
  useFocusBack();
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} forceRender />
        <Base.Popup className={cx(styles.dialog, styles[size])} finalFocus={false}>
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<IconButton label={t('action.close')} />}>
              <X size={18} />
            </Base.Close>
          </header>
          {description && <Base.Description className={styles.description}>{description}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};

export const DialogBody = ({ children }: { children: ReactNode }) => (
  <div className={styles.body}>{children}</div>
);
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className={styles.actions}>{children}</div>
);
