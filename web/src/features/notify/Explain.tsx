import type { Message } from '@contract/message.js';
import type { NotificationReason, NotificationRule } from '@contract/notifications.js';
import { useQuery } from '@tanstack/react-query';
import { Bell, BellOff, Check, Minus, X } from 'lucide-react';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogActions, DialogBody } from '@/components/ui/Dialog.js';
import { Problem } from '@/components/ui/Problem.js';
import { api } from '@/lib/api.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { Link } from '@/lib/router.js';
import { fullTime } from '@/lib/time.js';
import styles from './explain.module.css';

interface Answer {
  notified: boolean;
  reason: NotificationReason;
  decided_at: string | null;
  withdrawn: boolean;
  rules: NotificationRule[];
}

const marks = { passed: Check, stopped: X, not_asked: Minus };

/** Why a message did or did not notify: what decided it, and what was asked before. */
export const Explain = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const answer = useQuery({
    queryKey: ['explain', message.id],
    queryFn: () => api.explainNotification({ message_id: message.id }),
    staleTime: 0,
  });
  return (
    <Dialog title={t('explain.title')} onClose={onClose}>
      <DialogBody>
        <Problem error={answer.error} />
        {answer.data && <Reasons {...answer.data} />}
      </DialogBody>
      <DialogActions>
        <Link to="/settings/notifications" className={styles.settings} onClick={onClose}>
          {t('explain.settings')}
        </Link>
        <Button look="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
};

const Reasons = ({ notified, reason, decided_at, withdrawn, rules }: Answer) => {
  const Icon = notified ? Bell : BellOff;
  const rest = rules.filter(({ outcome }) => outcome === 'not_asked');
  return (
    <>
      <div className={styles.verdict}>
        <span className={styles.icon}>
          <Icon size={20} />
        </span>
        <div>
          <p className={styles.why}>{t(`explain.because_${reason}`)}</p>
          <p className={styles.when}>
            {decided_at ? t('explain.decided', { time: fullTime(decided_at) }) : t('explain.now')}
            {withdrawn && ` ${t('explain.withdrawn')}`}
          </p>
        </div>
      </div>
      <h3 className={styles.heading}>{t('explain.rules')}</h3>
      <Rules rules={rules.filter(({ outcome }) => outcome !== 'not_asked')} />
      {rest.length > 0 && (
        <details className={styles.rest}>
          <summary>{t('explain.rest')}</summary>
          <Rules rules={rest} />
        </details>
      )}
    </>
  );
};

const Rules = ({ rules }: { rules: NotificationRule[] }) => (
  <ol className={styles.rules}>
    {rules.map(({ rule, outcome }) => {
      const Mark = marks[outcome];
      return (
        <li key={rule} className={cx(styles.rule, styles[outcome])}>
          <Mark size={15} />
          <span>{t(`explain.rule_${rule}`)}</span>
          <span className={styles.outcome}>{t(`explain.${outcome}`)}</span>
        </li>
      );
    })}
  </ol>
);
