import { Suspense, useLayoutEffect, useRef } from 'react';
import { navigate, useLocation } from '@/lib/router.js';
import { useSession } from '@/lib/session.js';
import { NotFound } from './NotFound.js';
import { routeOf, Shell } from './routes.js';

/** Where a link led somebody who has to sign in first, or where a session ended. */
let wanted: string | undefined;

/** The screen that the address names, for who may see it; the others are led to theirs. */
export const Screens = () => {
  const { pathname, search } = useLocation();
  const { userId, ended } = useSession();
  const isIn = userId !== null;
  const route = routeOf(pathname);
  const isMisled = route?.for === (isIn ? 'visitors' : 'people');
  const wasIn = useRef(isIn);
  useLayoutEffect(() => {
    const hasLeft = wasIn.current && !isIn;
    wasIn.current = isIn;
    if (isIn && isMisled) navigate(wanted ?? '/', { replace: true });
    if (isIn) wanted = undefined;
    if (isIn || !isMisled) return;
    // Who signs out leaves nothing behind for the next.
    if (!hasLeft || ended) wanted = pathname + search;
    navigate('/sign-in', { replace: true });
  }, [isIn, isMisled, ended, pathname, search]);

  if (!route) return <NotFound />;
  // Who has just signed in looks at this screen until the next one is there.
  if (isMisled && !isIn) return null;
  return <Suspense>{route.for === 'people' ? <Shell>{route.screen}</Shell> : route.screen}</Suspense>;
};
