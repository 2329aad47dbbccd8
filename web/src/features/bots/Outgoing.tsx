import type { OutgoingWebhook } from '@contract/webhooks.js';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Confirm } from '@/components/ui/Confirm.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { Secret } from '@/components/ui/Secret.js';
import { cx } from '@/lib/class-names.js';
import { formatList, t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import styles from './bots.module.css';
import { Deliveries } from './Deliveries.js';
import { OutgoingForm } from './OutgoingForm.js';
import { deleteHook, rotateOutgoing, updateHook, useOutgoing } from './webhooks-api.js';

/** Programs elsewhere that are told what happens in the room. */
export const Outgoing = ({ roomId }: { roomId: string }) => {
  const hooks = useOutgoing(roomId);
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <section className={styles.group} aria-label={t('hooks.outgoing')}>
      <div>
        <h3 className={list.heading}>{t('hooks.outgoing')}</h3>
        <p className={styles.intro}>{t('hooks.outgoing_text')}</p>
      </div>
      <div>
        <Button onClick={() => setMaking(true)}>
          <Plus size={15} /> {t('hooks.create_outgoing')}
        </Button>
      </div>
      <Problem error={hooks.error} />
      {secret && (
        <Secret
          label={t('hooks.secret')}
          secret={secret}
          text={t('hooks.secret_once')}
          onDone={() => setSecret(null)}
        />
      )}
      <ul className={list.cards}>
        {hooks.data?.map((hook) => (
          <Hook key={hook.id} hook={hook} onSecret={setSecret} />
        ))}
      </ul>
      {isMaking && <OutgoingForm roomId={roomId} onSecret={setSecret} onClose={() => setMaking(false)} />}
    </section>
  );
};

type Asked = 'edit' | 'rotate' | 'delete' | null;

const Hook = ({ hook, onSecret }: { hook: OutgoingWebhook; onSecret: (secret: string) => void }) => {
  const [asked, setAsked] = useState<Asked>(null);
  const [hasLog, setLog] = useState(false);
  const close = (): void => setAsked(null);
  const turn = (): void => void updateHook(hook, 'outgoing', { active: !hook.active }).catch(reportFailure);
  const name = new URL(hook.url).host;
  return (
    <li className={list.card} data-testid="outgoing">
      <div className={styles.head}>
        <div className={list.who}>
          <code className={styles.url} dir="ltr" title={hook.url}>
            {hook.url}
          </code>
          <p className={styles.events}>{formatList(hook.events.map((event) => t(`hooks.event_${event}`)))}</p>
        </div>
        <span className={cx(list.tag, hook.active ? list.good : list.warn)}>
          {t(hook.active ? 'hooks.is_on' : 'bots.is_off')}
        </span>
      </div>
      {hook.disabled_reason && <p className={styles.note}>{t(`hooks.off_${hook.disabled_reason}`)}</p>}
      <div className={list.actions}>
        <Button aria-expanded={hasLog} onClick={() => setLog(!hasLog)}>
          {t('hooks.deliveries')}
        </Button>
        <Button look="quiet" onClick={() => setAsked('edit')}>
          {t('message.edit')}
        </Button>
        <Button look="quiet" onClick={turn}>
          {t(hook.active ? 'bots.turn_off' : 'bots.turn_on')}
        </Button>
        <Button look="quiet" onClick={() => setAsked('rotate')}>
          {t('hooks.rotate_secret')}
        </Button>
        <Button look="quiet" onClick={() => setAsked('delete')}>
          {t('action.delete')}
        </Button>
      </div>
      {hasLog && <Deliveries hook={hook} />}
      {asked === 'edit' && (
        <OutgoingForm roomId={hook.room_id} hook={hook} onSecret={onSecret} onClose={close} />
      )}
      {asked === 'rotate' && (
        <Confirm
          title={t('hooks.rotate_secret_title', { name })}
          text={t('hooks.rotate_secret_text')}
          action={t('hooks.rotate_secret')}
          run={async () => onSecret(await rotateOutgoing(hook))}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <Confirm
          title={t('hooks.delete_title', { name })}
          text={t('hooks.delete_outgoing_text')}
          action={t('action.delete')}
          isDanger
          run={() => deleteHook(hook, 'outgoing')}
          onClose={close}
        />
      )}
    </li>
  );
};
