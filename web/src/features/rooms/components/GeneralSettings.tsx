import { limits } from '@contract/limits.js';
import type { Room } from '@contract/rooms.js';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { Choice, SelectField, TextArea, TextField } from '@/components/ui/Field.js';
import { PictureButton } from '@/features/pictures/PictureButton.js';
import { t } from '@/lib/i18n.js';
import { explain, fieldProblem } from '@/lib/problems.js';
import { updateRoom } from '../api.js';
import { DAY_MS, durationName, retentionDays, slowModes } from '../durations.js';
import styles from './rooms.module.css';

type Writing = 'all' | 'moderators';

/** Name, cover, who may write how often, and how long messages are kept. */
export const GeneralSettings = ({ room, onClose }: { room: Room; onClose: () => void }) => {
  const [name, setName] = useState(room.name);
  const [description, setDescription] = useState(room.description);
  const [writing, setWriting] = useState<Writing>(room.read_only ? 'moderators' : 'all');
  const [slow, setSlow] = useState(room.slow_mode_ms);
  const [kept, setKept] = useState(room.retention_days);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isFieldProblem = fieldProblem(error, 'name') ?? fieldProblem(error, 'description');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    updateRoom(room.id, {
      name: name.trim(),
      description: description.trim(),
      read_only: writing === 'moderators',
      slow_mode_ms: slow,
      retention_days: kept,
    }).then(onClose, (failure: unknown) => {
      setError(failure);
      setBusy(false);
    });
  };
  // One that was set by another client is kept.
  const times = slowModes.includes(slow) ? slowModes : [...slowModes, slow].sort((a, b) => a - b);
  const days =
    kept === null || retentionDays.includes(kept)
      ? retentionDays
      : [...retentionDays, kept].sort((a, b) => a - b);
  return (
    <form className={styles.form} onSubmit={submit}>
      <DialogBody>
        <TextField
          label={t('room.name')}
          value={name}
          required
          dir="auto"
          autoComplete="off"
          maxLength={limits.roomName.max}
          problem={fieldProblem(error, 'name')}
          onChange={({ target }) => setName(target.value)}
        />
        <TextArea
          label={t('room.description')}
          value={description}
          rows={3}
          dir="auto"
          maxLength={limits.roomDescription.max}
          problem={fieldProblem(error, 'description')}
          onChange={({ target }) => setDescription(target.value)}
        />
        <div>
          <PictureButton
            label={t('picture.cover')}
            aspect={3}
            width={1200}
            onDone={async ({ id }) => {
              await updateRoom(room.id, { cover_file_id: id });
            }}
          />
        </div>
        <Choice<Writing>
          label={t('room.writing')}
          value={writing}
          onChange={setWriting}
          options={[
            { value: 'all', label: t('room.writing_all') },
            { value: 'moderators', label: t('room.writing_moderators') },
          ]}
        />
        <SelectField
          label={t('room.slow_mode')}
          hint={t('room.slow_hint')}
          value={slow}
          onChange={({ target }) => setSlow(Number(target.value))}
        >
          {times.map((ms) => (
            <option key={ms} value={ms}>
              {ms === 0 ? t('room.slow_off') : durationName(ms)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('room.retention')}
          hint={t('room.retention_hint')}
          value={kept ?? ''}
          onChange={({ target }) => setKept(target.value === '' ? null : Number(target.value))}
        >
          <option value="">{t('room.retention_off')}</option>
          {days.map((count) => (
            <option key={count} value={count}>
              {durationName(count * DAY_MS)}
            </option>
          ))}
        </SelectField>
        {error !== null && !isFieldProblem && (
          <p className={styles.problem} role="alert">
            {explain(error)}
          </p>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={name.trim() === ''}>
          {t('action.save')}
        </Button>
      </DialogActions>
    </form>
  );
};
