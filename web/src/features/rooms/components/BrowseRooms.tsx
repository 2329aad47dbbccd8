import type { Room } from '@contract/rooms.js';
import { Hash, Plus, Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/Button.js';
import { Dialog } from '@/components/ui/Dialog.js';
import { Empty } from '@/components/ui/Empty.js';
import { useBrowse } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { go } from '@/lib/navigation.js';
import { roomPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { openDialog } from '@/lib/ui-state.js';
import { joinRoom } from '../api.js';
import styles from './rooms.module.css';

export const BrowseRooms = ({ onClose }: { onClose: () => void }) => {
  const [query, setQuery] = useState('');
  const rooms = useBrowse(useDeferredValue(query.trim()));
  const found = (rooms.data?.rooms ?? []).filter(({ archived }) => !archived);
  return (
    <Dialog title={t('room.browse')} onClose={onClose}>
      <div className={styles.search}>
        <Search size={16} />
        <input
          aria-label={t('room.search')}
          placeholder={t('room.search')}
          autoFocus
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
        <Button onClick={() => openDialog({ name: 'create-room' })}>
          <Plus size={15} /> {t('room.create_submit')}
        </Button>
      </div>
      <ul className={styles.list}>
        {found.map((room) => (
          <RoomEntry key={room.id} room={room} onClose={onClose} />
        ))}
        {rooms.isSuccess && found.length === 0 && (
          <Empty icon={<Hash size={22} />} title={t('room.none_found')} text={t('room.none_found_text')} />
        )}
      </ul>
    </Dialog>
  );
};

const RoomEntry = ({ room, onClose }: { room: Room; onClose: () => void }) => {
  const [isBusy, setBusy] = useState(false);
  const open = (): void => {
    onClose();
    go.to(roomPlace(room.id));
  };
  const join = (): void => {
    setBusy(true);
    joinRoom(room.id).then(open, (error: unknown) => {
      setBusy(false);
      reportFailure(error);
    });
  };
  return (
    <li className={styles.entry}>
      <Hash size={18} className={styles.glyph} />
      <div className={styles.about}>
        <strong>{room.name}</strong>
        <p>
          {[t('room.members', { count: room.member_count }), room.description].filter(Boolean).join(' · ')}
        </p>
      </div>
      {room.joined ? (
        <Button look="quiet" onClick={open}>
          {t('action.open')}
        </Button>
      ) : (
        <Button isBusy={isBusy} onClick={join}>
          {t('room.join')}
        </Button>
      )}
    </li>
  );
};
