import { Compass, MessagesSquare, Plus } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { Toasts } from '@/components/ui/Toasts.js';
import { useCall } from '@/features/calls/state.js';
import { DmView } from '@/features/conversation/components/DmView.js';
import { RoomView } from '@/features/conversation/components/RoomView.js';
import { useConversationState } from '@/features/conversation/state.js';
import { Rail } from '@/features/sidebar/components/Rail.js';
import { Sidebar } from '@/features/sidebar/components/Sidebar.js';
import { cx } from '@/lib/class-names.js';
import { t, withTexts } from '@/lib/i18n.js';
import { later, pageShown } from '@/lib/later.js';
import { openLine } from '@/lib/live/live.js';
import { go, usePane } from '@/lib/navigation.js';
import { dmPlace, type Place, roomPlace } from '@/lib/places.js';
import { useLocation } from '@/lib/router.js';
import { useSession } from '@/lib/session.js';
import { useSwipe } from '@/lib/swipe.js';
import { openDialog } from '@/lib/ui-state.js';
import { usePhone } from '@/lib/use-media.js';
import { Banner } from './Banner.js';
import { Dialogs } from './Dialogs.js';
import styles from './shell.module.css';
import { useShortcuts } from './use-shortcuts.js';
import { useTitle } from './use-title.js';

const CallLayer = lazy(() => import('@/features/calls/components/CallLayer.js'));
const Tour = later(async () => (await withTexts(import('@/features/tour/Tour.js'))).default);
const ThreadPane = lazy(async () => ({
  default: (await import('@/features/conversation/components/ThreadPane.js')).ThreadPane,
}));
const RoomDetails = lazy(async () => ({
  default: (await withTexts(import('@/features/rooms/components/RoomDetails.js'))).RoomDetails,
}));

export const Shell = ({ children }: { children: ReactNode }) => {
  const userId = useSession((state) => state.userId);
  const { pathname } = useLocation();
  const isInside = pathname !== '/';
  const isSettings = pathname.startsWith('/settings');
  const isConversation = /^\/(rooms|dms)\//.test(pathname);
  // Another user is another connection.
  useEffect(() => (userId === null ? undefined : openLine(userId)), [userId]);
  useEffect(() => {
    if (!isConversation) pageShown();
  }, [isConversation]);
  useShortcuts();
  useTitle();
  return (
    <div className={styles.frame}>
      <Banner />
      <div className={cx(styles.columns, isInside && styles.inside, isSettings && styles.settings)}>
        <Rail />
        <Sidebar />
        <div className={styles.stage} {...useSwipeBack()}>
          <Suspense>{children}</Suspense>
        </div>
      </div>
      <Call />
      <Dialogs />
      <Toasts />
    </div>
  );
};

/** On a phone a finger goes back as the button does: out of what is open beside, then out of the conversation. */
const useSwipeBack = () => {
  const isPhone = usePhone();
  const { thread, details, close } = usePane();
  const isSection = useLocation().pathname.startsWith('/settings/');
  return useSwipe((by) => {
    if (!isPhone || by > 0) return;
    if (thread !== undefined || details) close();
    else if (isSection) go.settings();
    else go.home();
  });
};

/** Loaded when somebody calls. */
const Call = () => {
  const isOpen = useCall(({ call }) => call !== null);
  return isOpen ? (
    <Suspense>
      <CallLayer />
    </Suspense>
  ) : null;
};

export const Home = () => (
  <main className={styles.home}>
    <Empty icon={<MessagesSquare size={22} />} title={t('home.title')} text={t('home.text')}>
      <Button look="primary" onClick={() => openDialog({ name: 'create-room' })}>
        <Plus size={16} /> {t('room.create')}
      </Button>
      <Button onClick={() => openDialog({ name: 'browse-rooms' })}>
        <Compass size={16} /> {t('room.browse')}
      </Button>
    </Empty>
    <Suspense>
      <Tour />
    </Suspense>
  </main>
);

export const RoomPage = ({ roomId }: { roomId: string }) => {
  const { details, close } = usePane();
  const isPhone = usePhone();
  const place = useMemo(() => roomPlace(roomId), [roomId]);
  const jump = (messageId: string): void => {
    if (isPhone) close();
    useConversationState.setState({ jump: { messageId, count: Date.now() } });
  };
  return (
    <>
      <RoomView roomId={roomId} />
      <Thread place={place} />
      {details && (
        <Suspense>
          <RoomDetails key={roomId} roomId={roomId} onJump={jump} />
        </Suspense>
      )}
    </>
  );
};

export const DmPage = ({ dmId }: { dmId: string }) => {
  const place = useMemo(() => dmPlace(dmId), [dmId]);
  return (
    <>
      <DmView dmId={dmId} />
      <Thread place={place} />
    </>
  );
};

const Thread = ({ place }: { place: Place }) => {
  const { thread } = usePane();
  if (thread === undefined) return null;
  return (
    <Suspense>
      <ThreadPane key={thread} place={place} parentId={thread} />
    </Suspense>
  );
};
