import { limits } from '@contract/limits.js';
import type { UserSummary } from '@contract/users.js';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { SelectField, TextField } from '@/components/ui/Field.js';
import { t } from '@/lib/i18n.js';
import { explain } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';
import { banUser, liftBan, muteMember, unmuteMember } from '../api.js';
import { durationName, sanctions } from '../durations.js';
import styles from './rooms.module.css';

interface Props {
  kind: 'mute' | 'ban';
  roomId: string;
  user: UserSummary;
  onClose: () => void;
}

const NO_END = 0;

/** To mute or to ban somebody: for how long, and why. */
export const Sanction = ({ kind, roomId, user, onClose }: Props) => {
  const name = user.display_name;
  const [time, setTime] = useState<number>(sanctions[kind === 'mute' ? 1 : 2] ?? NO_END);
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const terms = { reason: reason.trim(), time: time === NO_END ? null : time };
    const done = kind === 'mute' ? muteMember(roomId, user.id, terms) : banUser(roomId, user.id, terms);
    const undo = () => (kind === 'mute' ? unmuteMember(roomId, user.id) : liftBan(roomId, user.id));
    done.then(
      () => {
        onClose();
        showToast({
          text: t(kind === 'mute' ? 'member.muted_done' : 'member.banned_done', { name }),
          isError: false,
          action: { label: t('action.undo'), run: undo },
        });
      },
      (failure: unknown) => {
        setError(failure);
        setBusy(false);
      },
    );
  };
  return (
    <Dialog
      title={t(kind === 'mute' ? 'member.mute_title' : 'member.ban_title', { name })}
      description={t(kind === 'mute' ? 'member.mute_text' : 'member.ban_text')}
      size="small"
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={submit}>
        <DialogBody>
          <SelectField
            label={t('member.how_long')}
            value={time}
            onChange={({ target }) => setTime(Number(target.value))}
          >
            {sanctions.map((ms) => (
              <option key={ms} value={ms}>
                {durationName(ms)}
              </option>
            ))}
            <option value={NO_END}>{t('member.no_end')}</option>
          </SelectField>
          <TextField
            label={t('member.reason')}
            value={reason}
            dir="auto"
            maxLength={limits.sanctionReason.max}
            onChange={({ target }) => setReason(target.value)}
          />
          {error !== null && (
            <p className={styles.problem} role="alert">
              {explain(error)}
            </p>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look={kind === 'ban' ? 'danger' : 'primary'} isBusy={isBusy}>
            {t(kind === 'mute' ? 'member.mute' : 'member.ban')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
