import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { ListState, More } from '@/components/ui/ListState.js';
import list from '@/components/ui/list.module.css';
import { Segments } from '@/components/ui/Segments.js';
import { t } from '@/lib/i18n.js';
import { type State, useLiveReports, useReports } from './api.js';
import { ReportCard } from './ReportCard.js';

/** What was reported of a room, or without one of direct messages; the latest first. */
export const ReportQueue = ({ roomId }: { roomId?: string }) => {
  const [state, setState] = useState<State>('open');
  const reports = useReports(roomId, state);
  useLiveReports();
  return (
    <>
      <div className={list.bar}>
        <Segments<State>
          label={t('report.which')}
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('report.open') },
            { value: 'resolved', label: t('report.resolved') },
          ]}
        />
      </div>
      <ListState
        query={reports}
        isEmpty={reports.items.length === 0}
        icon={<ShieldCheck size={22} />}
        title={t(state === 'open' ? 'report.none_open' : 'report.none_resolved')}
        text={t(roomId ? 'report.none_room_text' : 'report.none_dm_text')}
      />
      <ul className={list.cards}>
        {reports.items.map((report) => (
          <ReportCard key={report.id} report={report} />
        ))}
      </ul>
      <More query={reports} />
    </>
  );
};
