import { Plus, Search, SquarePen } from 'lucide-react';
import { Suspense, useMemo } from 'react';
import { Button, IconButton } from '@/components/ui/Button.js';
import { useDms } from '@/lib/data/dms.js';
import { useRooms } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { later } from '@/lib/later.js';
import { useMe } from '@/lib/live/hooks.js';
import { useFollowPresence } from '@/lib/live/presence.js';
import { useOpenId } from '@/lib/navigation.js';
import { keyNames } from '@/lib/shortcuts.js';
import { openDialog } from '@/lib/ui-state.js';
import { usePhone } from '@/lib/use-media.js';
import { DmItem, RoomItem } from './Items.js';
import { Section } from './Section.js';
import styles from './sidebar.module.css';

/** Phones have no empty page beside their list: it stands below. */
const Tour = later(async () => (await import('@/features/tour/Tour.js')).default);

export const Sidebar = () => {
  const isPhone = usePhone();
  const keys = keyNames('Ctrl K');
  const goTo = t('switcher.open', { keys });
  return (
    <nav className={styles.sidebar} aria-label={t('sidebar.label')}>
      <header className={styles.head}>
        <h1 className={styles.brand}>{t('app.name')}</h1>
        <IconButton label={t('dm.new')} onClick={() => openDialog({ name: 'new-dm' })}>
          <SquarePen size={18} />
        </IconButton>
      </header>
      <button
        type="button"
        className={styles.goTo}
        aria-label={goTo}
        title={goTo}
        onClick={() => openDialog({ name: 'switcher' })}
      >
        <Search size={15} />
        <span>{t('switcher.title')}…</span>
        <kbd dir="ltr">{keys}</kbd>
      </button>
      <div className={styles.scroll}>
        <Rooms />
        <Dms />
        {isPhone && (
          <Suspense>
            <Tour />
          </Suspense>
        )}
      </div>
    </nav>
  );
};

const Rooms = () => {
  const rooms = useRooms();
  const openId = useOpenId();
  const sorted = useMemo(
    () =>
      [...(rooms.data ?? [])]
        .filter(({ archived, id }) => !archived || id === openId)
        .sort((a, b) => a.name.localeCompare(b.name)),
    [rooms.data, openId],
  );
  return (
    <Section
      id="rooms"
      title={t('sidebar.rooms')}
      action={
        <IconButton label={t('room.create')} size="small" onClick={() => openDialog({ name: 'create-room' })}>
          <Plus size={16} />
        </IconButton>
      }
      ids={sorted.map(({ id }) => id)}
    >
      {sorted.map((room) => (
        <RoomItem key={room.id} room={room} isOpen={room.id === openId} />
      ))}
      {rooms.data && sorted.length === 0 && <li className={styles.none}>{t('sidebar.no_rooms')}</li>}
      {rooms.isError && !rooms.data && (
        <li className={styles.none}>
          <p role="alert">{t('sidebar.failed')}</p>
          <Button onClick={() => void rooms.refetch()}>{t('action.try_again')}</Button>
        </li>
      )}
      <li>
        <button type="button" className={styles.more} onClick={() => openDialog({ name: 'browse-rooms' })}>
          {t('room.browse')}
        </button>
      </li>
    </Section>
  );
};

const MOST_FOLLOWED = 100;

const Dms = () => {
  const dms = useDms();
  const openId = useOpenId();
  const me = useMe()?.id;
  const people = useMemo(
    () =>
      (dms.data ?? [])
        .slice(0, MOST_FOLLOWED)
        .flatMap(({ participants }) => participants.map(({ id }) => id).filter((id) => id !== me)),
    [dms.data, me],
  );
  useFollowPresence(people);
  return (
    <Section
      id="dms"
      title={t('sidebar.dms')}
      action={
        <IconButton label={t('dm.new')} size="small" onClick={() => openDialog({ name: 'new-dm' })}>
          <Plus size={16} />
        </IconButton>
      }
      ids={(dms.data ?? []).map(({ id }) => id)}
    >
      {(dms.data ?? []).map((dm) => (
        <DmItem key={dm.id} dm={dm} isOpen={dm.id === openId} />
      ))}
      {dms.isSuccess && dms.data.length === 0 && <li className={styles.none}>{t('sidebar.no_dms')}</li>}
    </Section>
  );
};
