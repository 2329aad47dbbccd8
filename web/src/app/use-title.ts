import { useEffect } from 'react';
import { t } from '@/lib/i18n.js';
import { useLive } from '@/lib/live/state.js';

/** What is unread, where one sees it from another tab. */
export const useTitle = (): void => {
  const unread = useLive(({ counters }) =>
    Object.values(counters).reduce((sum, one) => sum + one.unread_count, 0),
  );
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${t('app.name')}` : t('app.name');
  }, [unread]);
};
