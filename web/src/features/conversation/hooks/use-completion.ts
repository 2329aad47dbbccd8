import type { Room } from '@contract/rooms.js';
import type { UserSummary } from '@contract/users.js';
import { type KeyboardEvent, type RefObject, useId, useMemo, useState } from 'react';
import { useRooms } from '@/lib/data/rooms.js';
import { completeName } from '../completion.js';
import { matchPeople, mentionAt } from '../mentions.js';
import { matchRooms, roomAt } from '../room-names.js';

export type Named = UserSummary | Room;

const none: Named[] = [];
const noRooms: Room[] = [];
const nameOf = (one: Named): string => ('username' in one ? one.username : one.name);

/** Completes names of people after an @ and of rooms after a #: which ones, which is chosen, and what the keys do. */
export const useCompletion = (
  text: string,
  people: readonly UserSummary[],
  box: RefObject<HTMLTextAreaElement | null>,
  onComplete: (text: string, caret: number) => void,
) => {
  const id = useId();
  const rooms = useRooms().data ?? noRooms;
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const person = useMemo(() => mentionAt(text, Math.min(caret, text.length)), [text, caret]);
  const room = useMemo(() => roomAt(text, Math.min(caret, text.length)), [text, caret]);
  const query = person ?? room;
  const found: readonly Named[] = useMemo(() => {
    if (person) return matchPeople(people, person.query);
    return room ? matchRooms(rooms, room.query) : none;
  }, [people, rooms, person, room]);
  const isOpen = query !== null && found.length > 0 && closedAt !== query.start;
  const at = Math.min(chosen, found.length - 1);

  const pick = (one: Named | undefined): void => {
    if (!query || !one) return;
    const done = completeName(text, query, nameOf(one));
    setChosen(0);
    setCaret(done.caret);
    onComplete(done.text, done.caret);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) return false;
    const { length } = found;
    switch (event.key) {
      case 'ArrowDown':
        setChosen((at + 1) % length);
        break;
      case 'ArrowUp':
        setChosen((at + length - 1) % length);
        break;
      case 'Enter':
      case 'Tab':
        pick(found[at]);
        break;
      case 'Escape':
        event.stopPropagation();
        setClosedAt(query.start);
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };
  return {
    isOpen,
    list: { id, found, at, pick, isOfRooms: person === null },
    onKeyDown,
    close: (): void => {
      if (document.activeElement !== box.current) setCaret(0);
    },
    setCaret: (next: number): void => {
      setCaret(next);
      if (query === null) setClosedAt(null);
    },
    aria: {
      'aria-autocomplete': 'list' as const,
      'aria-controls': isOpen ? id : undefined,
      'aria-activedescendant': isOpen ? `${id}-${at}` : undefined,
    },
  };
};
