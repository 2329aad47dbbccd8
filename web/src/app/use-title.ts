import { useEffect } from 'react';
import { t } from '@/lib/i18n.js';
import { gather } from '@/lib/live/gather.js';
import { type LiveState, useLive } from '@/lib/live/state.js';

/** A busy room counts up many times a second, and each title is told to the browser outside the page. */
const EVERY_MS = 250;

const titleOf = ({ counters }: LiveState): string => {
  const unread = Object.values(counters).reduce((sum, one) => sum + one.unread_count, 0);
  return unread > 0 ? `(${unread}) ${t('app.name')}` : t('app.name');
};

/** What is unread, where one sees it from another tab. */
export const useTitle = (): void => {
  useEffect(() => {
    const { tell, stop } = gather(() => {
      const title = titleOf(useLive.getState());
      if (document.title !== title) document.title = title;
    }, EVERY_MS);
    tell();
    const unsubscribe = useLive.subscribe(tell);
    return () => {
      unsubscribe();
      stop();
    };
  }, []);
};
