import { type ContentType, contentTypes } from '@contract/search-query.js';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { SearchUrl } from '@/features/search/components/SearchPage.js';
import { withTexts } from '@/lib/i18n.js';
import type { PaneSearch } from '@/lib/navigation.js';
import { useSession } from '@/lib/session.js';
import { NotFound } from './NotFound.js';

const isSignedIn = (): boolean => useSession.getState().userId !== null;

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Where a link led somebody who has to sign in first, or where a session ended. */
let wanted: string | undefined;

/** For who has no session; the others go on to where they were going. */
const open = createRoute({
  id: 'open',
  getParentRoute: () => root,
  beforeLoad: () => {
    if (!isSignedIn()) return;
    throw wanted === undefined ? redirect({ to: '/' }) : redirect({ href: wanted });
  },
  component: Outlet,
});
const signIn = createRoute({
  path: '/sign-in',
  getParentRoute: () => open,
  component: lazyRouteComponent(() => import('@/features/auth/components/SignIn.js'), 'SignIn'),
});
const links = () => withTexts(import('@/features/auth/components/Links.js'));
const forgot = createRoute({
  path: '/forgot-password',
  getParentRoute: () => open,
  component: lazyRouteComponent(links, 'ForgotPassword'),
});
/** Where links in mails lead, whoever is signed in here. */
const reset = createRoute({
  path: '/reset-password',
  getParentRoute: () => root,
  component: lazyRouteComponent(links, 'ResetPassword'),
});
const confirmEmail = createRoute({
  path: '/confirm-email',
  getParentRoute: () => root,
  component: lazyRouteComponent(links, 'ConfirmEmail'),
});
const signUp = createRoute({
  path: '/sign-up',
  getParentRoute: () => open,
  component: lazyRouteComponent(() => import('@/features/auth/components/SignUp.js'), 'SignUp'),
});

const shell = createRoute({
  id: 'shell',
  getParentRoute: () => root,
  beforeLoad: ({ cause, location }) => {
    if (isSignedIn()) {
      wanted = undefined;
      return;
    }
    // Who signs out leaves nothing behind for the next.
    if (cause === 'enter' || useSession.getState().ended) wanted = location.href;
    throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('./Shell.js'), 'Shell'),
});

const pane = (search: Record<string, unknown>): PaneSearch => ({
  ...(typeof search.thread === 'string' && { thread: search.thread }),
  ...(typeof search.message === 'string' && { message: search.message }),
  ...(search.details === true && { details: true }),
});

const home = createRoute({
  path: '/',
  getParentRoute: () => shell,
  component: lazyRouteComponent(() => import('./Shell.js'), 'Home'),
});
const room = createRoute({
  path: '/rooms/$roomId',
  getParentRoute: () => shell,
  validateSearch: pane,
  component: lazyRouteComponent(() => import('./Shell.js'), 'RoomPage'),
});
const dm = createRoute({
  path: '/dms/$dmId',
  getParentRoute: () => shell,
  validateSearch: pane,
  component: lazyRouteComponent(() => import('./Shell.js'), 'DmPage'),
});

const invite = createRoute({
  path: '/invite/$code',
  getParentRoute: () => shell,
  component: lazyRouteComponent(() => import('@/features/rooms/components/InvitePage.js'), 'InvitePage'),
});
const threads = createRoute({
  path: '/threads',
  getParentRoute: () => shell,
  validateSearch: pane,
  component: lazyRouteComponent(() => import('@/features/threads/components/Threads.js'), 'Threads'),
});
const found = (search: Record<string, unknown>): SearchUrl => ({
  ...(typeof search.q === 'string' && { q: search.q }),
  ...(contentTypes.some((type) => type === search.type) && { type: search.type as ContentType }),
  ...(search.sort === 'relevance' && { sort: 'relevance' }),
});
const activity = createRoute({
  path: '/activity',
  getParentRoute: () => shell,
  component: lazyRouteComponent(() => import('@/features/activity/components/Activity.js'), 'Activity'),
});
const saved = createRoute({
  path: '/saved',
  getParentRoute: () => shell,
  component: lazyRouteComponent(() => import('@/features/saved/Saved.js'), 'Saved'),
});
const search = createRoute({
  path: '/search',
  getParentRoute: () => shell,
  validateSearch: found,
  component: lazyRouteComponent(
    () => withTexts(import('@/features/search/components/SearchPage.js')),
    'SearchPage',
  ),
});
const settings = createRoute({
  path: '/settings',
  getParentRoute: () => shell,
  component: lazyRouteComponent(() => import('@/features/settings/components/Settings.js'), 'Settings'),
});
const settingsSection = createRoute({
  path: '/settings/$section',
  getParentRoute: () => shell,
  component: lazyRouteComponent(() => import('@/features/settings/components/Settings.js'), 'Settings'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    open.addChildren([signIn, signUp, forgot]),
    reset,
    confirmEmail,
    shell.addChildren([home, room, dm, invite, threads, activity, saved, search, settings, settingsSection]),
  ]),
  defaultPendingMs: 400,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
