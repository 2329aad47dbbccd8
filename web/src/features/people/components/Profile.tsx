import { limits } from '@contract/limits.js';
import type { Status, User } from '@contract/users.js';
import { SmilePlus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button, IconButton } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { EmojiButton } from '@/components/ui/EmojiButton.js';
import { Choice, SelectField, TextField } from '@/components/ui/Field.js';
import { PresenceDot } from '@/components/ui/PresenceDot.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { explain } from '@/lib/problems.js';
import { Link } from '@/lib/router.js';
import { fullTime } from '@/lib/time.js';
import { saveProfile, saveStatus } from '../api.js';
import { expiryOf, type Until } from '../status.js';
import styles from './profile.module.css';

type State = Status['state'];
/** Offline is what one is without a connection; who wants to look so chooses invisible. */
const states: State[] = ['online', 'away', 'busy', 'invisible'];
const untils: Until[] = ['never', 'hour', 'four', 'today', 'week'];

export const Profile = ({ onClose }: { onClose: () => void }) => {
  const me = useMe();
  return me && <ProfileForm me={me} onClose={onClose} />;
};

const ProfileForm = ({ me, onClose }: { me: User; onClose: () => void }) => {
  const [name, setName] = useState(me.display_name);
  const [state, setState] = useState<State>(me.status.state === 'offline' ? 'online' : me.status.state);
  const [text, setText] = useState(me.status.text);
  const [emoji, setEmoji] = useState(me.status.emoji);
  const [until, setUntil] = useState<Until>(me.status.expires_at === null ? 'never' : 'keep');
  const [isPicking, setPicking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const hasWords = text.trim() !== '' || emoji !== '';

  const save = async (): Promise<void> => {
    if (name.trim() !== me.display_name) await saveProfile(name.trim());
    const expires_at = hasWords ? expiryOf(until, new Date(), me.status.expires_at) : null;
    await saveStatus({ state, text: text.trim(), emoji, expires_at });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    save().then(onClose, (error: unknown) => {
      setProblem(explain(error));
      setBusy(false);
    });
  };

  return (
    <Dialog title={t('profile.title')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <DialogBody>
          <div className={styles.person}>
            <Avatar person={{ ...me, display_name: name || me.username }} size={48} />
            <div>
              <strong>
                <bdi>@{me.username}</bdi>
              </strong>
              {me.email && <p className={styles.muted}>{me.email}</p>}
              <Link to="/settings/account" className={styles.account} onClick={onClose}>
                {t('profile.account')}
              </Link>
            </div>
          </div>
          <TextField
            label={t('auth.display_name')}
            value={name}
            required
            maxLength={limits.displayName.max}
            onChange={({ target }) => setName(target.value)}
          />
          <Choice<State>
            label={t('profile.state')}
            value={state}
            onChange={setState}
            options={states.map((value) => ({
              value,
              label: (
                <>
                  <PresenceDot state={value} /> {t(`presence.${value}`)}
                </>
              ),
            }))}
          />
          <div className={styles.status}>
            <EmojiButton
              label={t('profile.emoji')}
              size="normal"
              className={styles.emoji}
              isOpen={isPicking}
              onOpen={setPicking}
              onPick={setEmoji}
            >
              {emoji || <SmilePlus size={18} />}
            </EmojiButton>
            <TextField
              label={t('profile.status')}
              placeholder={t('profile.status_hint')}
              value={text}
              maxLength={limits.statusText.max}
              onChange={({ target }) => setText(target.value)}
            />
            {hasWords && (
              <IconButton
                label={t('profile.clear')}
                className={styles.clear}
                onClick={() => {
                  setText('');
                  setEmoji('');
                }}
              >
                <X size={16} />
              </IconButton>
            )}
          </div>
          {hasWords && (
            <SelectField
              label={t('profile.until')}
              value={until}
              onChange={({ target }) => setUntil(target.value as Until)}
            >
              {until === 'keep' && me.status.expires_at && (
                <option value="keep">{fullTime(me.status.expires_at)}</option>
              )}
              {untils.map((value) => (
                <option key={value} value={value}>
                  {t(`until.${value as Exclude<Until, 'keep'>}`)}
                </option>
              ))}
            </SelectField>
          )}
          {problem && (
            <p className={styles.problem} role="alert">
              {problem}
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
    </Dialog>
  );
};
