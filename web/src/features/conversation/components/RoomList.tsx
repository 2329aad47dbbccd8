import type { Room } from '@contract/rooms.js';
import { Hash, Lock } from 'lucide-react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import styles from './mention-list.module.css';

interface Props {
  id: string;
  found: readonly Room[];
  at: number;
  pick: (room: Room) => void;
}

export const RoomList = ({ id, found, at, pick }: Props) => (
  <div id={id} role="listbox" aria-label={t('composer.rooms')} className={styles.list}>
    {found.map((room, index) => (
      <div
        key={room.id}
        id={`${id}-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={index === at}
        className={cx(styles.item, index === at && styles.chosen)}
        // The box keeps the focus: a click is over before it would be lost.
        onPointerDown={(event) => {
          event.preventDefault();
          pick(room);
        }}
      >
        {room.type === 'private' ? <Lock size={16} /> : <Hash size={16} />}
        <span className={styles.name}>{room.name}</span>
        <span className={styles.username}>{room.description}</span>
      </div>
    ))}
  </div>
);
