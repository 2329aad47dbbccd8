import { Link, useMatchRoute } from '@tanstack/react-router';
import { Bell, Bookmark, CircleHelp, MessagesSquare, PencilLine, Search } from 'lucide-react';
import { Suspense } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { IconButton } from '@/components/ui/Button.js';
import { Logo } from '@/components/ui/Logo.js';
import { PresenceDot } from '@/components/ui/PresenceDot.js';
import { cx } from '@/lib/class-names.js';
import { useNotifications } from '@/lib/data/notifications.js';
import { useThreads } from '@/lib/data/threads.js';
import { t } from '@/lib/i18n.js';
import { later } from '@/lib/later.js';
import { useMe } from '@/lib/live/hooks.js';
import { useLive } from '@/lib/live/state.js';
import { openDialog } from '@/lib/ui-state.js';
import styles from './rail.module.css';

const useTotals = () => ({
  unread: useLive(({ counters }) => Object.values(counters).reduce((sum, one) => sum + one.unread_count, 0)),
  mentions: useLive(({ counters }) =>
    Object.values(counters).reduce((sum, one) => sum + one.mention_count, 0),
  ),
});

/** A column of its own on wide screens, a bar at the bottom on phones. */
export const Rail = () => {
  const totals = useTotals();
  const matches = useMatchRoute();
  const isHome = matches({ to: '/' }) !== false;
  const isSaved = matches({ to: '/saved' }) !== false;
  const isSearching = matches({ to: '/search' }) !== false;
  return (
    <nav className={styles.rail} aria-label={t('app.name')}>
      <Link
        to="/"
        className={cx(styles.home, isHome && styles.on)}
        aria-label={t('rail.home')}
        title={t('rail.home')}
      >
        <Logo size={30} />
        {totals.unread + totals.mentions > 0 && (
          <span className={cx(styles.news, totals.mentions > 0 && styles.called)}>
            <span className="visually-hidden">{t('badge.unread', { count: totals.unread })}</span>
          </span>
        )}
      </Link>
      <ThreadsLink />
      <ActivityLink />
      <Link
        to="/search"
        className={cx(styles.link, isSearching && styles.on)}
        aria-label={t('search.title')}
        title={t('search.title')}
      >
        <Search size={20} />
      </Link>
      <IconButton label={t('dm.new')} className={styles.item} onClick={() => openDialog({ name: 'new-dm' })}>
        <PencilLine size={20} />
      </IconButton>
      <Link
        to="/saved"
        className={cx(styles.link, styles.wide, isSaved && styles.on)}
        aria-label={t('saved.title')}
        title={t('saved.title')}
      >
        <Bookmark size={20} />
      </Link>
      <span className={styles.space} />
      <IconButton
        label={t('keys.open')}
        className={cx(styles.item, styles.wide)}
        onClick={() => openDialog({ name: 'keys' })}
      >
        <CircleHelp size={20} />
      </IconButton>
      <Me />
    </nav>
  );
};

const ActivityLink = () => {
  const isOpen = useMatchRoute()({ to: '/activity' }) !== false;
  const { unread } = useNotifications();
  return (
    <Link
      to="/activity"
      className={cx(styles.link, isOpen && styles.on)}
      aria-label={t('activity.title')}
      title={t('activity.title')}
    >
      <Bell size={20} />
      {unread > 0 && (
        <span className={styles.news} data-testid="activity-unread">
          <span className="visually-hidden">{t('badge.unread', { count: unread })}</span>
        </span>
      )}
    </Link>
  );
};

const ThreadsLink = () => {
  const isOpen = useMatchRoute()({ to: '/threads' }) !== false;
  const unread = useThreads().threads.reduce((sum, { unread_count }) => sum + unread_count, 0);
  return (
    <Link
      to="/threads"
      className={cx(styles.link, isOpen && styles.on)}
      aria-label={t('threads.title')}
      title={t('threads.title')}
    >
      <MessagesSquare size={20} />
      {unread > 0 && (
        <span className={styles.news} data-testid="threads-unread">
          <span className="visually-hidden">{t('badge.replies', { count: unread })}</span>
        </span>
      )}
    </Link>
  );
};

const MeMenu = later(async () => (await import('./MeMenu.js')).MeMenu);

const Me = () => {
  const me = useMe();
  if (!me) return <span className={styles.me} />;
  const face = (
    <>
      <Avatar person={me} size={36} />
      <span className={styles.dot}>
        <PresenceDot state={me.status.state} />
      </span>
    </>
  );
  const label = t('rail.me', { name: me.display_name });
  return (
    <Suspense fallback={<span className={styles.me}>{face}</span>}>
      <MeMenu
        me={me}
        trigger={<button type="button" className={styles.me} aria-label={label} title={label} />}
      >
        {face}
      </MeMenu>
    </Suspense>
  );
};
