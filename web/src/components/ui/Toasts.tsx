import { X } from 'lucide-react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { dismissToast, useUi } from '@/lib/ui-state.js';
import { IconButton } from './Button.js';
import styles from './toasts.module.css';

export const Toasts = () => {
  const toasts = useUi((state) => state.toasts);
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map(({ id, text, isError, action }) => (
        <div key={id} className={cx(styles.toast, isError && styles.error)}>
          <span>{text}</span>
          {action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                action.run();
                dismissToast(id);
              }}
            >
              {action.label}
            </button>
          )}
          <IconButton label={t('action.dismiss')} size="small" onClick={() => dismissToast(id)}>
            <X size={16} />
          </IconButton>
        </div>
      ))}
    </div>
  );
};
