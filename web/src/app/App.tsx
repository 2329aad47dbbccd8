import { DirectionProvider } from '@base-ui/react/direction-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { dropAllDrafts } from '@/lib/data/drafts.js';
import { useLanguage } from '@/lib/i18n.js';
import { forgetKept } from '@/lib/live/kept.js';
import { queryClient } from '@/lib/query.js';
import { useSession } from '@/lib/session.js';
import { router } from './router.js';

export const App = () => {
  const userId = useSession((state) => state.userId);
  const { language, isRightToLeft } = useLanguage();
  useEffect(() => {
    // Nothing of one person is left for the next.
    if (userId === null) {
      queryClient.clear();
      dropAllDrafts();
      forgetKept().catch(() => undefined); // There is nothing where a browser keeps nothing.
    }
    void router.invalidate();
  }, [userId]);
  return (
    <QueryClientProvider client={queryClient}>
      <DirectionProvider direction={isRightToLeft ? 'rtl' : 'ltr'}>
        {/* Every text is drawn anew in another language. */}
        <RouterProvider key={language} router={router} />
      </DirectionProvider>
    </QueryClientProvider>
  );
};
