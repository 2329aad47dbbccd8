import type { Bot } from '@contract/bots.js';
import { limits } from '@contract/limits.js';
import { type TokenScope, tokenScopes } from '@contract/scopes.js';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Checks } from '@/components/ui/Checks.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { SelectField, TextField } from '@/components/ui/Field.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { DAY_MS, durationName } from '@/features/rooms/durations.js';
import { t } from '@/lib/i18n.js';
import { useSubmit } from '@/lib/use-submit.js';
import { createToken } from './api.js';

interface Props {
  bot: Bot;
  onMade: (secret: string) => void;
  onClose: () => void;
}

const times = [7, 30, 90, 365].map((days) => days * DAY_MS);
const NO_END = 0;

export const NewTokenForm = ({ bot, onMade, onClose }: Props) => {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<TokenScope[]>([...tokenScopes]);
  const [time, setTime] = useState(NO_END);
  const { isBusy, error, submit } = useSubmit(
    () =>
      createToken(bot.id, {
        name: name.trim(),
        scopes,
        ...(time !== NO_END && { expires_at: new Date(Date.now() + time).toISOString() }),
      }),
    (secret) => {
      onMade(secret);
      onClose();
    },
  );
  return (
    <Dialog title={t('bots.new_token_for', { name: bot.display_name })} size="small" onClose={onClose}>
      <form className={list.form} onSubmit={submit}>
        <DialogBody>
          <TextField
            label={t('bots.token_name')}
            hint={t('bots.token_name_hint')}
            value={name}
            required
            dir="auto"
            autoComplete="off"
            maxLength={limits.tokenName.max}
            onChange={({ target }) => setName(target.value)}
          />
          <Checks<TokenScope>
            label={t('bots.scopes')}
            chosen={scopes}
            onChange={setScopes}
            options={tokenScopes.map((value) => ({
              value,
              label: t(`bots.scope_${value}`),
              hint: t(`bots.scope_${value}_hint`),
            }))}
          />
          <SelectField
            label={t('invite.expires')}
            value={time}
            onChange={({ target }) => setTime(Number(target.value))}
          >
            {times.map((ms) => (
              <option key={ms} value={ms}>
                {durationName(ms)}
              </option>
            ))}
            <option value={NO_END}>{t('invite.never')}</option>
          </SelectField>
          <Problem error={error} />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            isBusy={isBusy}
            disabled={scopes.length === 0 || name.trim() === ''}
          >
            {t('bots.make_token')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
