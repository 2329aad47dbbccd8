import type { UserSummary } from '@contract/users.js';
import { type KeyboardEvent, type RefObject, useId, useMemo, useState } from 'react';
import { completeMention, matchPeople, mentionAt } from '../mentions.js';

/** Completes names after an @: which ones, which is chosen, and what the keys do. */
export const useMentions = (
  text: string,
  people: readonly UserSummary[],
  box: RefObject<HTMLTextAreaElement | null>,
  onComplete: (text: string, caret: number) => void,
) => {
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const query = useMemo(() => mentionAt(text, Math.min(caret, text.length)), [text, caret]);
  const found = useMemo(() => (query ? matchPeople(people, query.query) : []), [people, query]);
  const isOpen = query !== null && found.length > 0 && closedAt !== query.start;
  const at = Math.min(chosen, found.length - 1);

  const pick = (person: UserSummary | undefined): void => {
    if (!query || !person) return;
    const done = completeMention(text, query, person.username);
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
  const close = (): void => {
    if (document.activeElement !== box.current) setCaret(0);
  };
  return {
    id,
    isOpen,
    found,
    at,
    pick,
    close,
    onKeyDown,
    setCaret: (next: number) => {
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
