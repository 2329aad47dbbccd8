import type { Delivery, OutgoingWebhook } from '@contract/webhooks.js';
import { RotateCw } from 'lucide-react';
import { Button } from '@/components/ui/Button.js';
import { More } from '@/components/ui/ListState.js';
import list from '@/components/ui/list.module.css';
import { Problem } from '@/components/ui/Problem.js';
import { cx } from '@/lib/class-names.js';
import { formatNumber, t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import { ago, fullTime } from '@/lib/time.js';
import { useSubmit } from '@/lib/use-submit.js';
import styles from './bots.module.css';
import { redeliver, useDeliveries } from './webhooks-api.js';

const looks = { pending: list.warn, delivered: list.good, failed: list.bad };

/** What a webhook sent in the last days, and what came of it. */
export const Deliveries = ({ hook }: { hook: OutgoingWebhook }) => {
  const deliveries = useDeliveries(hook);
  return (
    <section className={styles.inner} aria-label={t('hooks.deliveries')}>
      <div className={styles.head}>
        <p className={styles.none}>
          {t(deliveries.items.length === 0 && deliveries.isSuccess ? 'hooks.no_deliveries' : 'hooks.week')}
        </p>
        <Button look="quiet" isBusy={deliveries.isRefetching} onClick={() => void deliveries.refetch()}>
          <RotateCw size={15} /> {t('hooks.refresh')}
        </Button>
      </div>
      <Problem error={deliveries.error} />
      <ul>
        {deliveries.items.map((delivery) => (
          <Entry key={delivery.id} hook={hook} delivery={delivery} />
        ))}
      </ul>
      <More query={deliveries} />
    </section>
  );
};

const Entry = ({ hook, delivery }: { hook: OutgoingWebhook; delivery: Delivery }) => {
  const { event, state, attempts, response_status, error, duration_ms, attempted_at } = delivery;
  const again = useSubmit(
    () => redeliver(hook, delivery).catch(reportFailure),
    () => undefined,
  );
  const told = [
    t('hooks.attempts', { count: attempts }),
    response_status !== null && t('hooks.status', { status: String(response_status) }),
    t('hooks.duration', { ms: formatNumber(duration_ms) }),
    error,
  ];
  return (
    <li className={styles.delivery} data-testid="delivery">
      <span className={cx(list.tag, looks[state])}>{t(`hooks.state_${state}`)}</span>
      <div className={styles.deliveryAbout}>
        <p>
          {t(`hooks.event_${event}`)} · <time title={fullTime(attempted_at)}>{ago(attempted_at)}</time>
        </p>
        <p>{told.filter(Boolean).join(' · ')}</p>
      </div>
      <Button look="quiet" isBusy={again.isBusy} onClick={() => again.submit()}>
        {t('hooks.redeliver')}
      </Button>
    </li>
  );
};
