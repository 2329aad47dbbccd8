import { limits } from '@contract/limits.js';
import type { RoomType } from '@contract/rooms.js';
import { Hash, Lock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { Choice, TextArea, TextField } from '@/components/ui/Field.js';
import { t } from '@/lib/i18n.js';
import { explain, fieldProblem } from '@/lib/problems.js';
import styles from './rooms.module.css';

export interface RoomValues {
  name: string;
  description: string;
  type: RoomType;
}

interface Props {
  title: string;
  submitLabel: string;
  initial: RoomValues;
  /** A room keeps the type that it was made with. */
  canChooseType: boolean;
  onSubmit: (values: RoomValues) => Promise<void>;
  onClose: () => void;
}

export const RoomForm = ({ title, submitLabel, initial, canChooseType, onSubmit, onClose }: Props) => {
  const [values, setValues] = useState(initial);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<RoomValues>): void => setValues((known) => ({ ...known, ...change }));
  const isFieldProblem = fieldProblem(error, 'name') ?? fieldProblem(error, 'description');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    onSubmit({ ...values, name: values.name.trim(), description: values.description.trim() }).catch(
      (failure: unknown) => {
        setError(failure);
        setBusy(false);
      },
    );
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('room.name')}
            value={values.name}
            required
            autoFocus
            autoComplete="off"
            maxLength={limits.roomName.max}
            problem={fieldProblem(error, 'name')}
            onChange={({ target }) => set({ name: target.value })}
          />
          <TextArea
            label={t('room.description')}
            value={values.description}
            rows={3}
            maxLength={limits.roomDescription.max}
            problem={fieldProblem(error, 'description')}
            onChange={({ target }) => set({ description: target.value })}
          />
          {canChooseType && (
            <Choice<RoomType>
              label={t('room.who')}
              value={values.type}
              onChange={(type) => set({ type })}
              options={[
                {
                  value: 'public',
                  label: (
                    <>
                      <Hash size={15} /> {t('room.public')}
                    </>
                  ),
                  hint: t('room.public_hint'),
                },
                {
                  value: 'private',
                  label: (
                    <>
                      <Lock size={15} /> {t('room.private')}
                    </>
                  ),
                  hint: t('room.private_hint'),
                },
              ]}
            />
          )}
          {error !== null && !isFieldProblem && (
            <p className={styles.problem} role="alert">
              {explain(error)}
            </p>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" isBusy={isBusy} disabled={values.name.trim() === ''}>
            {submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
