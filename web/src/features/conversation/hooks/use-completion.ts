import type { Room } from '@contract/rooms.js';
import type { UserSummary } from '@contract/users.js';
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useState,
} from 'react';
import { useNamesWhen } from '@/features/emojis/names.js';
import { useEmojis } from '@/features/emojis/store.js';
import { useRooms } from '@/lib/data/rooms.js';
import { complete } from '../completion.js';
import { closedEmoji, emojiAt, type FoundEmoji, matchEmoji } from '../emoji-names.js';
import { matchPeople, mentionAt } from '../mentions.js';
import { matchRooms, roomAt } from '../room-names.js';

export type Named = UserSummary | Room | FoundEmoji;

const none: Named[] = [];
const noRooms: Room[] = [];

const written = (one: Named): string => {
  if ('username' in one) return `@${one.username}`;
  return 'emoji' in one ? (one.emoji ?? `:${one.id}:`) : `#${one.name}`;
};

/**
 * Completes names of people after an @, of rooms after a # and of emoji after a colon: which ones, which is chosen, and
 * what the keys do.
 */
export const useCompletion = (
  text: string,
  people: readonly UserSummary[],
  box: RefObject<HTMLTextAreaElement | null>,
  onComplete: (text: string, caret: number) => void,
) => {
  const id = useId();
  const rooms = useRooms().data ?? noRooms;
  const custom = useEmojis(({ byName }) => byName);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const at = Math.min(caret, text.length);
  const person = useMemo(() => mentionAt(text, at), [text, at]);
  const room = useMemo(() => roomAt(text, at), [text, at]);
  const emoji = useMemo(() => emojiAt(text, at), [text, at]);
  const names = useNamesWhen(emoji !== null);
  const query = person ?? room ?? emoji;
  const found: readonly Named[] = useMemo(() => {
    if (person) return matchPeople(people, person.query);
    if (room) return matchRooms(rooms, room.query);
    return emoji ? matchEmoji(names.all, Object.keys(custom), emoji.query, names.tone) : none;
  }, [people, rooms, names, custom, person, room, emoji]);
  const isOpen = query !== null && found.length > 0 && closedAt !== query.start;
  const now = Math.min(chosen, found.length - 1);

  const close = (next: string, end: number): boolean => {
    const done = closedEmoji(next, end, names, Object.keys(custom));
    if (done) onComplete(done.text, done.caret);
    return done !== null;
  };
  /** Who writes fast ends a name before the names have come. */
  const closeLate = useEffectEvent(() => close(text, at));
  useEffect(() => {
    if (names.all.length > 0) closeLate();
  }, [names.all]);

  const pick = (one: Named | undefined): void => {
    if (!query || !one) return;
    const done = complete(text, query, written(one));
    setChosen(0);
    setCaret(done.caret);
    onComplete(done.text, done.caret);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) return false;
    const { length } = found;
    switch (event.key) {
      case 'ArrowDown':
        setChosen((now + 1) % length);
        break;
      case 'ArrowUp':
        setChosen((now + length - 1) % length);
        break;
      case 'Enter':
      case 'Tab':
        pick(found[now]);
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
    list: { id, found, at: now, pick, kind: person ? 'people' : room ? 'rooms' : 'emoji' } as const,
    onKeyDown,
    /** Whether what was typed ended the name of an emoji, which now stands in its place. */
    closes: (next: string, end: number): boolean => next.length > text.length && close(next, end),
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
      'aria-activedescendant': isOpen ? `${id}-${now}` : undefined,
    },
  };
};
