import type { Message } from '@contract/message.js';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions } from '@/components/ui/Dialog.js';
import { t } from '@/lib/i18n.js';
import styles from './confirm-delete.module.css';

interface Props {
  message: Message;
  onConfirm: () => void;
  onClose: () => void;
}

/** Nothing brings a deleted message back: so it is asked. */
export const ConfirmDelete = ({ message, onConfirm, onClose }: Props) => (
  <Dialog
    title={t('message.delete_title')}
    description={t('message.delete_text')}
    onClose={onClose}
    size="small"
  >
    <blockquote className={styles.quote}>
      <strong>{message.sender.display_name}</strong>
      <p>{message.content}</p>
    </blockquote>
    <DialogActions>
      <Button onClick={onClose}>{t('action.cancel')}</Button>
      <Button
        look="danger"
        onClick={() => {
          onConfirm();
          onClose();
        }}
      >
        {t('action.delete')}
      </Button>
    </DialogActions>
  </Dialog>
);
