import type { Room } from '@contract/rooms.js';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { TextField } from '@/components/ui/Field.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { reportFailure } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';
import { deleteRoom } from '../api.js';
import styles from './rooms.module.css';

/** Nothing brings a room back: its name has to be written. */
export const DeleteRoom = ({ room, onClose }: { room: Room; onClose: () => void }) => {
  const [written, setWritten] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isSure = written.trim() === room.name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isSure) return;
    setBusy(true);
    deleteRoom(room.id).then(
      () => {
        go.home();
        showToast({ text: t('room.deleted_done', { name: room.name }), isError: false });
      },
      (error: unknown) => {
        setBusy(false);
        reportFailure(error);
      },
    );
  };
  return (
    <Dialog
      title={t('room.delete_title', { name: room.name })}
      description={t('room.delete_text')}
      size="small"
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('room.delete_confirm')}
            placeholder={room.name}
            value={written}
            dir="auto"
            autoComplete="off"
            onChange={({ target }) => setWritten(target.value)}
          />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="danger" isBusy={isBusy} disabled={!isSure}>
            {t('room.delete')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
