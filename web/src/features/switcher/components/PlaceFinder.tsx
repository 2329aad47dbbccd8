import type { Conversation } from '@contract/dm.js';
import type { Room } from '@contract/rooms.js';
import { Hash, Lock, Search } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Badge } from '@/components/ui/Badge.js';
import { Dialog } from '@/components/ui/Dialog.js';
import { cx } from '@/lib/class-names.js';
import { dmName, othersIn, useDms } from '@/lib/data/dms.js';
import { useRooms } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { useMe } from '@/lib/live/hooks.js';
import { useLive } from '@/lib/live/state.js';
import { dmPlace, type Place, roomPlace } from '@/lib/places.js';
import { rank } from '../rank.js';
import styles from './switcher.module.css';

interface Entry {
  id: string;
  name: string;
  place: Place;
  room?: Room;
  dm?: Conversation;
}

const MOST = 12;

const useEntries = (query: string): Entry[] => {
  const me = useMe()?.id;
  const rooms = useRooms().data;
  const dms = useDms().data;
  const counters = useLive((state) => state.counters);
  return useMemo(() => {
    const all: Entry[] = [
      ...(rooms ?? []).map((room) => ({ id: room.id, name: room.name, place: roomPlace(room.id), room })),
      ...(dms ?? []).map((dm) => ({ id: dm.id, name: dmName(dm, me), place: dmPlace(dm.id), dm })),
    ];
    const unread = ({ id }: Entry): number => ((counters[id]?.unread_count ?? 0) > 0 ? 0 : 1);
    const latest = ({ room, dm }: Entry): string => (room ?? dm)?.last_message?.created_at ?? '';
    return all
      .flatMap((entry) => {
        const score = rank(entry.name, query);
        return score === undefined ? [] : [{ entry, score }];
      })
      .sort(
        (a, b) =>
          a.score - b.score ||
          unread(a.entry) - unread(b.entry) ||
          latest(b.entry).localeCompare(latest(a.entry)),
      )
      .slice(0, MOST)
      .map(({ entry }) => entry);
  }, [rooms, dms, counters, query, me]);
};

interface FinderProps {
  title: string;
  onPick: (place: Place) => void;
  onClose: () => void;
}

/** Finds a conversation of one's own by its name. */
export const PlaceFinder = ({ title, onPick, onClose }: FinderProps) => {
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(query.trim());
  const open = (entry: Entry | undefined): void => {
    if (entry) onPick(entry.place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(entries.length, 1));
    else if (event.key === 'ArrowUp') setAt((at + entries.length - 1) % Math.max(entries.length, 1));
    else if (event.key === 'Enter') open(entries[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.search}>
        <Search size={17} />
        <input
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={entries[at] ? `${id}-${at}` : undefined}
          aria-label={title}
          placeholder={t('switcher.hint')}
          autoComplete="off"
          autoFocus
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} role="listbox" aria-label={title} className={styles.list}>
        {entries.map((entry, index) => (
          <EntryRow
            key={entry.id}
            id={`${id}-${index}`}
            entry={entry}
            isAt={index === at}
            onPoint={() => setAt(index)}
            onOpen={() => open(entry)}
          />
        ))}
        {entries.length === 0 && <p className={styles.none}>{t('switcher.none')}</p>}
      </div>
    </Dialog>
  );
};

interface RowProps {
  id: string;
  entry: Entry;
  isAt: boolean;
  onPoint: () => void;
  onOpen: () => void;
}

const EntryRow = ({ id, entry, isAt, onPoint, onOpen }: RowProps) => {
  const me = useMe()?.id;
  const counters = useLive((state) => state.counters[entry.id]);
  const [other] = entry.dm ? othersIn(entry.dm, me) : [];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the focus and the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      className={cx(styles.entry, isAt && styles.at)}
      onPointerMove={onPoint}
      onClick={onOpen}
    >
      {other ? (
        <Avatar person={other} size={24} showsPresence />
      ) : (
        <span className={styles.glyph}>
          {entry.room?.type === 'private' ? <Lock size={16} /> : <Hash size={16} />}
        </span>
      )}
      <span className={styles.name}>{entry.name}</span>
      <Badge unread={counters?.unread_count ?? 0} mentions={counters?.mention_count ?? 0} />
    </div>
  );
};
