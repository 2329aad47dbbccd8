import { Flag } from 'lucide-react';
import { Button } from '@/components/ui/Button.js';
import { formatNumber, t } from '@/lib/i18n.js';
import { openDialog } from '@/lib/ui-state.js';
import { useLiveReports, useReports } from './api.js';
import styles from './reports.module.css';

/** For who looks after the room: how much waits for them. */
export const ReportsButton = ({ roomId }: { roomId: string }) => {
  const { items, hasNextPage } = useReports(roomId, 'open');
  useLiveReports();
  return (
    <Button onClick={() => openDialog({ name: 'edit-room', roomId, tab: 'reports' })}>
      <Flag size={15} /> {t('room.reports')}
      {items.length > 0 && (
        <span className={styles.count} data-testid="open-reports">
          {formatNumber(items.length)}
          {hasNextPage && '+'}
        </span>
      )}
    </Button>
  );
};
