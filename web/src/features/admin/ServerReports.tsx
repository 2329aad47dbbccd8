import list from '@/components/ui/list.module.css';
import { ReportQueue } from '@/features/reports/ReportQueue.js';
import { t } from '@/lib/i18n.js';

/** What was reported of direct messages, which nobody else looks after. */
export const ServerReports = () => (
  <>
    <p className={list.text}>{t('report.server_text')}</p>
    <ReportQueue />
  </>
);
