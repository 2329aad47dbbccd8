import { Bell, Bookmark, CircleHelp, type LucideIcon, MessagesSquare, Search } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
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
import { Link, useLocation } from '@/lib/router.js';
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
  const isHome = useLocation().pathname === '/';
  return (
    <nav className={styles.rail} aria-label={t('app.name')}>
      <Link
        to="/"
        className={cx(styles.home, isHome && styles.on)}
        aria-current={isHome ? 'page' : undefined}
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
      <RailLink to="/search" label={t('search.title')} Icon={Search} />
      <RailLink to="/saved" label={t('saved.title')} Icon={Bookmark} />
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

interface RailLinkProps {
  to: '/threads' | '/activity' | '/search' | '/saved';
  label: string;
  Icon: LucideIcon;
  children?: ReactNode;
}

const RailLink = ({ to, label, Icon, children }: RailLinkProps) => {
  const isOpen = useLocation().pathname === to;
  return (
    <Link
      to={to}
      className={cx(styles.link, isOpen && styles.on)}
      aria-current={isOpen ? 'page' : undefined}
      aria-label={label}
      title={label}
    >
      <Icon size={20} />
      {children}
    </Link>
  );
};

const ActivityLink = () => {
  const { unread } = useNotifications();
  return (
    <RailLink to="/activity" label={t('activity.title')} Icon={Bell}>
      {unread > 0 && (
        <span className={styles.news} data-testid="activity-unread">
          <span className="visually-hidden">{t('badge.unread', { count: unread })}</span>
        </span>
      )}
    </RailLink>
  );
};

const ThreadsLink = () => {
  const unread = useThreads().threads.reduce((sum, { unread_count }) => sum + unread_count, 0);
  return (
    <RailLink to="/threads" label={t('threads.title')} Icon={MessagesSquare}>
      {unread > 0 && (
        <span className={styles.news} data-testid="threads-unread">
          <span className="visually-hidden">{t('badge.replies', { count: unread })}</span>
        </span>
      )}
    </RailLink>
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
