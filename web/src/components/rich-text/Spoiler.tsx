import { type ReactNode, useState } from 'react';
import { t } from '@/lib/i18n.js';
import styles from './rich-text.module.css';

/** Hidden from eyes and from screen readers until it is asked for. */
export const Spoiler = ({ children }: { children: ReactNode }) => {
  const [isShown, setShown] = useState(false);
  if (isShown) return <span className={styles.revealed}>{children}</span>;
  return (
    <button
      type="button"
      className={styles.spoiler}
      aria-label={t('message.spoiler')}
      onClick={() => setShown(true)}
    >
      <span aria-hidden="true" inert>
        {children}
      </span>
    </button>
  );
};
