import { DirectionProvider } from '@base-ui/react/direction-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { dropAllDrafts } from '@/lib/data/drafts.js';
import { useLanguage } from '@/lib/i18n.js';
import { forgetKept } from '@/lib/live/kept.js';
import { queryClient } from '@/lib/query.js';
import { RouterProvider } from '@/lib/router.js';
import { useSession } from '@/lib/session.js';
import { isLoaded } from './routes.js';
import { Screens } from './Screens.js';

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
  }, [userId]);
  return (
    <QueryClientProvider client={queryClient}>
      <DirectionProvider direction={isRightToLeft ? 'rtl' : 'ltr'}>
        <RouterProvider isLoaded={isLoaded}>
          {/* Every text is drawn anew in another language. */}
          <Screens key={language} />
        </RouterProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
};
