import type { NotifyLevel, Preferences } from '@contract/preferences.js';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Choice, Switch, TextField } from '@/components/ui/Field.js';
import { changePreferences, usePreferences } from '@/lib/data/preferences.js';
import { t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import { type PushState, pushState, turnPushOff, turnPushOn } from '@/lib/push.js';
import styles from './sections.module.css';

const switches = ['direct_messages', 'thread_replies', 'reactions'] as const;

export const NotificationsSection = () => {
  const { data: preferences } = usePreferences();
  if (!preferences) return null;
  return (
    <div className={styles.fields}>
      <Choice<NotifyLevel>
        label={t('notify.level')}
        value={preferences.notify}
        onChange={(notify) => changePreferences({ notify })}
        options={[
          { value: 'all', label: t('notify.all') },
          { value: 'mentions', label: t('notify.mentions') },
          { value: 'none', label: t('notify.none') },
        ]}
      />
      {switches.map((name) => (
        <Switch
          key={name}
          label={t(`notify.${name}`)}
          isOn={preferences[name]}
          onChange={(isOn) => changePreferences({ [name]: isOn })}
        />
      ))}
      <Keywords preferences={preferences} />
      <QuietHours preferences={preferences} />
      <Push preferences={preferences} />
      <Switch
        label={t('notify.receipts')}
        hint={t('notify.receipts_hint')}
        isOn={preferences.receipts}
        onChange={(receipts) => changePreferences({ receipts })}
      />
    </div>
  );
};

const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,،，]/u)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

const Keywords = ({ preferences: { keywords } }: { preferences: Preferences }) => {
  const [text, setText] = useState(keywords.join(', '));
  const words = wordsOf(text);
  const isChanged = words.join() !== keywords.join();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    changePreferences({ keywords: words });
  };
  return (
    <form className={styles.row} onSubmit={save}>
      <TextField
        label={t('notify.keywords')}
        hint={t('notify.keywords_hint')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {isChanged && <Button type="submit">{t('action.save')}</Button>}
    </form>
  );
};

const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const QuietHours = ({ preferences: { quiet_hours: hours } }: { preferences: Preferences }) => (
  <div>
    <Switch
      label={t('notify.quiet')}
      hint={t('notify.quiet_hint')}
      isOn={hours !== null}
      onChange={(isOn) =>
        changePreferences({ quiet_hours: isOn ? { from: '22:00', to: '07:00', time_zone } : null })
      }
    />
    {hours && (
      <div className={styles.times}>
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            <span className={styles.hint}>{t(`notify.quiet_${end}`)}</span>
            <input
              type="time"
              required
              value={hours[end]}
              onChange={({ target }) =>
                target.value !== '' &&
                changePreferences({ quiet_hours: { ...hours, [end]: target.value, time_zone } })
              }
            />
          </label>
        ))}
      </div>
    )}
  </div>
);

const Push = ({ preferences: { push_content } }: { preferences: Preferences }) => {
  const [state, setState] = useState<PushState | undefined>();
  useEffect(() => void pushState().then(setState), []);
  if (state === undefined) return null;
  const turn = (isOn: boolean): void =>
    void (isOn ? turnPushOn() : turnPushOff()).then(setState, reportFailure);
  return (
    <>
      <Switch
        label={t('notify.push')}
        hint={
          state === 'denied' || state === 'unsupported' ? t(`notify.push_${state}`) : t('notify.push_hint')
        }
        isOn={state === 'on'}
        isDisabled={state === 'denied' || state === 'unsupported'}
        onChange={turn}
      />
      {state === 'on' && (
        <Switch
          label={t('notify.push_content')}
          isOn={push_content}
          onChange={(isOn) => changePreferences({ push_content: isOn })}
        />
      )}
    </>
  );
};
