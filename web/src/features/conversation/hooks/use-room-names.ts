import type { Room } from '@contract/rooms.js';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useRooms } from '@/lib/data/rooms.js';
import { completeRoom, matchRooms, roomAt } from '../room-names.js';

const none: Room[] = [];

/** Completes the names of rooms after a #, with the same keys as names of people after an @. */
export const useRoomNames = (text: string, onComplete: (text: string, caret: number) => void) => {
  const id = useId();
  const rooms = useRooms().data ?? none;
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const query = useMemo(() => roomAt(text, Math.min(caret, text.length)), [text, caret]);
  const found = useMemo(() => (query ? matchRooms(rooms, query.query) : none), [rooms, query]);
  const isOpen = query !== null && found.length > 0 && closedAt !== query.start;
  const at = Math.min(chosen, found.length - 1);

  const pick = (room: Room | undefined): void => {
    if (!query || !room) return;
    const done = completeRoom(text, query, room.name);
    setChosen(0);
    setCaret(done.caret);
    onComplete(done.text, done.caret);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) return false;
    if (event.key === 'ArrowDown') setChosen((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setChosen((at + found.length - 1) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(found[at]);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      setClosedAt(query.start);
    } else return false;
    event.preventDefault();
    return true;
  };
  return {
    id,
    isOpen,
    found,
    at,
    pick,
    onKeyDown,
    setCaret: (next: number): void => {
      setCaret(next);
      if (query === null) setClosedAt(null);
    },
    aria: isOpen && { 'aria-controls': id, 'aria-activedescendant': `${id}-${at}` },
  };
};
