import { limits } from '@contract/limits.js';
import type { IncomingWebhook } from '@contract/webhooks.js';
import { useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { Confirm } from '@/components/ui/Confirm.js';
import { TextField } from '@/components/ui/Field.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { Secret } from '@/components/ui/Secret.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import { ago, fullTime } from '@/lib/time.js';
import { useSubmit } from '@/lib/use-submit.js';
import styles from './bots.module.css';
import { createIncoming, deleteHook, rotateIncoming, updateHook, useIncoming } from './webhooks-api.js';

/** Secret URLs that post into the room. */
export const Incoming = ({ roomId }: { roomId: string }) => {
  const hooks = useIncoming(roomId);
  const [name, setName] = useState('');
  const [url, setUrl] = useState<string | null>(null);
  const { isBusy, error, submit } = useSubmit(
    () => createIncoming(roomId, name.trim()),
    (made) => {
      setUrl(made);
      setName('');
    },
  );
  return (
    <section className={styles.group} aria-label={t('hooks.incoming')}>
      <div>
        <h3 className={list.heading}>{t('hooks.incoming')}</h3>
        <p className={styles.intro}>{t('hooks.incoming_text')}</p>
      </div>
      <form className={styles.add} onSubmit={submit}>
        <TextField
          label={t('hooks.name')}
          value={name}
          dir="auto"
          autoComplete="off"
          maxLength={limits.displayName.max}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" isBusy={isBusy} disabled={name.trim() === ''}>
          {t('hooks.create_incoming')}
        </Button>
      </form>
      <Problem error={error ?? hooks.error} />
      {url && (
        <Secret label={t('hooks.url')} secret={url} text={t('hooks.url_once')} onDone={() => setUrl(null)} />
      )}
      <ul className={list.list}>
        {hooks.data?.map((hook) => (
          <Hook key={hook.id} hook={hook} onUrl={setUrl} />
        ))}
      </ul>
    </section>
  );
};

const Hook = ({ hook, onUrl }: { hook: IncomingWebhook; onUrl: (url: string) => void }) => {
  const [asked, setAsked] = useState<'rotate' | 'delete' | null>(null);
  const close = (): void => setAsked(null);
  const turn = (): void => void updateHook(hook, 'incoming', { active: !hook.active }).catch(reportFailure);
  return (
    <li className={cx(list.entry, styles.wraps, !hook.active && list.off)} data-testid="incoming">
      <Avatar person={hook.user} size={28} />
      <div className={list.who}>
        <p className={list.name}>
          <strong>{hook.name}</strong>
          {!hook.active && <span className={cx(list.tag, list.warn)}>{t('bots.is_off')}</span>}
        </p>
        <p className={list.meta} title={fullTime(hook.created_at)}>
          {t('hooks.made', { time: ago(hook.created_at) })}
        </p>
      </div>
      <div className={styles.tools}>
        <Button look="quiet" onClick={turn}>
          {t(hook.active ? 'bots.turn_off' : 'bots.turn_on')}
        </Button>
        <Button look="quiet" onClick={() => setAsked('rotate')}>
          {t('hooks.rotate')}
        </Button>
        <Button look="quiet" onClick={() => setAsked('delete')}>
          {t('action.delete')}
        </Button>
      </div>
      {asked === 'rotate' && (
        <Confirm
          title={t('hooks.rotate_title', { name: hook.name })}
          text={t('hooks.rotate_text')}
          action={t('hooks.rotate')}
          run={async () => onUrl(await rotateIncoming(hook))}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <Confirm
          title={t('hooks.delete_title', { name: hook.name })}
          text={t('hooks.delete_incoming_text')}
          action={t('action.delete')}
          isDanger
          run={() => deleteHook(hook, 'incoming')}
          onClose={close}
        />
      )}
    </li>
  );
};
