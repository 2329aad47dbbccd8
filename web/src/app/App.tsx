import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from '@/lib/query.js';
import { useSession } from '@/lib/session.js';
import { router } from './router.js';

export const App = () => {
  const userId = useSession((state) => state.userId);
  useEffect(() => {
    // Nothing of one person is left for the next.
    if (userId === null) queryClient.clear();
    void router.invalidate();
  }, [userId]);
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
};
