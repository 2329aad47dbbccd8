import { limits } from '@contract/limits.js';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { TextField } from '@/components/ui/Field.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { t } from '@/lib/i18n.js';
import { fieldProblem } from '@/lib/problems.js';
import { useSubmit } from '@/lib/use-submit.js';
import { createBot } from './api.js';

export const CreateBot = ({ onClose }: { onClose: () => void }) => {
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const { isBusy, error, submit } = useSubmit(
    () => createBot({ username: username.trim(), display_name: name.trim() }),
    onClose,
  );
  const ofUsername = fieldProblem(error, 'username');
  const ofName = fieldProblem(error, 'display_name');
  return (
    <Dialog title={t('bots.create')} description={t('bots.create_text')} size="small" onClose={onClose}>
      <form className={list.form} onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('bots.name')}
            value={name}
            required
            dir="auto"
            autoComplete="off"
            maxLength={limits.displayName.max}
            problem={ofName}
            onChange={({ target }) => setName(target.value)}
          />
          <TextField
            label={t('bots.username')}
            hint={t('bots.username_hint')}
            value={username}
            required
            dir="ltr"
            autoComplete="off"
            minLength={limits.username.min}
            maxLength={limits.username.max}
            problem={ofUsername}
            onChange={({ target }) => setUsername(target.value)}
          />
          {!ofUsername && !ofName && <Problem error={error} />}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            {t('bots.create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
