import type { Report, ReportAction } from '@contract/reports.js';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import list from '@/components/ui/list.module.css';
import { cx } from '@/lib/class-names.js';
import { useRoom } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { linkTo } from '@/lib/navigation.js';
import { reportFailure } from '@/lib/problems.js';
import { Link } from '@/lib/router.js';
import { ago, fullTime } from '@/lib/time.js';
import { closeDialog } from '@/lib/ui-state.js';
import { resolveReport } from './api.js';
import { Context } from './Context.js';
import { Decide } from './Decide.js';
import { Quote } from './Quote.js';
import styles from './reports.module.css';
import { verdictsFor } from './verdicts.js';

export const ReportCard = ({ report }: { report: Report }) => {
  const { message, reporter, reason, note, created_at } = report;
  const [hasContext, setContext] = useState(false);
  const isReply = message.parent_id !== null && !message.also_in_room;
  return (
    <li className={list.card} data-testid="report">
      {hasContext ? <Context message={message} /> : <Quote message={message} />}
      <div className={styles.why}>
        <p>
          <span className={cx(list.tag, list.warn)}>{t(`report.reason.${reason}`)}</span>{' '}
          {t('report.by', { name: reporter.display_name })}{' '}
          <time title={fullTime(created_at)}>{ago(created_at)}</time>
        </p>
        {note && (
          <blockquote className={styles.note} dir="auto">
            {note}
          </blockquote>
        )}
      </div>
      {report.state === 'open' ? <Verdicts report={report} /> : <Outcome report={report} />}
      {report.room_id && (
        <div className={styles.links}>
          {!isReply && (
            <button type="button" aria-expanded={hasContext} onClick={() => setContext(!hasContext)}>
              {t(hasContext ? 'report.hide_context' : 'report.context')}
            </button>
          )}
          <Link to={linkTo(message)} onClick={closeDialog}>
            {t('report.go')}
          </Link>
        </div>
      )}
    </li>
  );
};

const Verdicts = ({ report }: { report: Report }) => {
  const me = useMe();
  const { room } = useRoom(report.room_id ?? undefined);
  const [deciding, setDeciding] = useState<ReportAction | null>(null);
  const dismiss = (): void => void resolveReport(report.id, { action: 'dismissed' }).catch(reportFailure);
  return (
    <div className={list.actions}>
      <Button onClick={dismiss}>{t('report.do_dismissed')}</Button>
      {verdictsFor(report, room?.role ?? null, me?.id).map((action) => (
        <Button key={action} onClick={() => setDeciding(action)}>
          {t(`report.do_${action}`)}
        </Button>
      ))}
      {deciding && <Decide report={report} action={deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
};

const Outcome = ({ report: { action, resolved_by, resolved_at, message } }: { report: Report }) => (
  <p className={styles.outcome}>
    {t(`report.done_${action ?? 'dismissed'}`, {
      name: resolved_by?.display_name ?? t('people.somebody'),
      target: message.sender.display_name,
    })}{' '}
    {resolved_at && <time title={fullTime(resolved_at)}>{ago(resolved_at)}</time>}
  </p>
);
