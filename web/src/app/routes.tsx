import { type ComponentType, isValidElement, lazy, type ReactNode } from 'react';
import { withTexts } from '@/lib/i18n.js';
import { matchPath } from '@/lib/router.js';

const loaded = new Set<unknown>();

const screen = <P,>(load: () => Promise<ComponentType<P>>) => {
  const Screen = lazy(async () => {
    const component = await load();
    loaded.add(Screen);
    return { default: component };
  });
  return Screen;
};

const shell = () => import('./Shell.js');
export const Shell = screen(async () => (await shell()).Shell);
const Home = screen(async () => (await shell()).Home);
const RoomPage = screen(async () => (await shell()).RoomPage);
const DmPage = screen(async () => (await shell()).DmPage);
const Threads = screen(async () => (await import('@/features/threads/components/Threads.js')).Threads);
const Activity = screen(async () => (await import('@/features/activity/components/Activity.js')).Activity);
const Saved = screen(async () => (await import('@/features/saved/Saved.js')).Saved);
const SearchPage = screen(
  async () => (await withTexts(import('@/features/search/components/SearchPage.js'))).SearchPage,
);
const Settings = screen(async () => (await import('@/features/settings/components/Settings.js')).Settings);
const InvitePage = screen(async () => (await import('@/features/rooms/components/InvitePage.js')).InvitePage);
const SignIn = screen(async () => (await import('@/features/auth/components/SignIn.js')).SignIn);
const SignUp = screen(async () => (await import('@/features/auth/components/SignUp.js')).SignUp);
const links = () => withTexts(import('@/features/auth/components/Links.js'));
const ForgotPassword = screen(async () => (await links()).ForgotPassword);
const ResetPassword = screen(async () => (await links()).ResetPassword);
const ConfirmEmail = screen(async () => (await links()).ConfirmEmail);

interface Route {
  path: string;
  /** For whom: who is signed in sees it in the frame, who is not sees it alone; links in mails are for both. */
  for: 'people' | 'visitors' | 'everybody';
  show: (id: string) => ReactNode;
}

const routes: Route[] = [
  { path: '/', for: 'people', show: () => <Home /> },
  { path: '/rooms/:id', for: 'people', show: (id) => <RoomPage roomId={id} /> },
  { path: '/dms/:id', for: 'people', show: (id) => <DmPage dmId={id} /> },
  { path: '/threads', for: 'people', show: () => <Threads /> },
  { path: '/activity', for: 'people', show: () => <Activity /> },
  { path: '/saved', for: 'people', show: () => <Saved /> },
  { path: '/search', for: 'people', show: () => <SearchPage /> },
  { path: '/settings', for: 'people', show: () => <Settings /> },
  { path: '/settings/:id', for: 'people', show: (id) => <Settings section={id} /> },
  { path: '/invite/:id', for: 'people', show: (id) => <InvitePage code={id} /> },
  { path: '/sign-in', for: 'visitors', show: () => <SignIn /> },
  { path: '/sign-up', for: 'visitors', show: () => <SignUp /> },
  { path: '/forgot-password', for: 'visitors', show: () => <ForgotPassword /> },
  { path: '/reset-password', for: 'everybody', show: () => <ResetPassword /> },
  { path: '/confirm-email', for: 'everybody', show: () => <ConfirmEmail /> },
];

/** The screen of a path, and for whom it is. */
export const routeOf = (pathname: string): { for: Route['for']; screen: ReactNode } | undefined => {
  for (const route of routes) {
    const found = matchPath(route.path, pathname);
    if (found !== undefined) return { for: route.for, screen: route.show(found === true ? '' : found) };
  }
  return undefined;
};

export const isLoaded = (pathname: string): boolean => {
  const screen = routeOf(pathname)?.screen;
  return isValidElement(screen) ? loaded.has(screen.type) : true;
};
