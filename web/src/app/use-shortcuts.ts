import { useEffect } from 'react';
import { useDms } from '@/lib/data/dms.js';
import { useRooms } from '@/lib/data/rooms.js';
import { go, useOpenId, usePane } from '@/lib/navigation.js';
import { dmPlace, roomPlace } from '@/lib/places.js';
import { type ScreenKey, screenKeys, shortcutOf } from '@/lib/shortcuts.js';
import { openDialog, useUi } from '@/lib/ui-state.js';

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys that work everywhere; `?` lists them. */
export const useShortcuts = (): void => {
  const openId = useOpenId();
  const pane = usePane();
  const rooms = useRooms().data;
  const dms = useDms().data;
  useEffect(() => {
    const places = [
      ...[...(rooms ?? [])]
        .filter(({ archived }) => !archived)
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(({ id }) => ({ id, place: roomPlace(id) })),
      ...(dms ?? []).map(({ id }) => ({ id, place: dmPlace(id) })),
    ];
    const step = (by: number): void => {
      const at = places.findIndex(({ id }) => id === openId);
      const next = places[(at + by + places.length) % places.length];
      if (next) go.to(next.place);
    };
    const show: Record<ScreenKey, () => void> = {
      search: go.search,
      threads: go.threads,
      activity: go.activity,
      saved: go.saved,
      settings: go.settings,
      details: () => (pane.details ? pane.close() : openId && pane.openDetails()),
      'new-dm': () => openDialog({ name: 'new-dm' }),
      'create-room': () => openDialog({ name: 'create-room' }),
      'browse-rooms': () => openDialog({ name: 'browse-rooms' }),
    };
    const onKey = (event: KeyboardEvent): void => {
      const isCommand = event.ctrlKey || event.metaKey;
      const screen = event.altKey && event.shiftKey && !isCommand ? shortcutOf(screenKeys, event) : undefined;
      if (isCommand && event.key.toLowerCase() === 'k') openDialog({ name: 'switcher' });
      else if (event.altKey && event.key === 'ArrowUp') step(-1);
      else if (event.altKey && event.key === 'ArrowDown') step(1);
      else if (screen) show[screen]();
      else if (event.key === '?' && !isWriting(event.target)) openDialog({ name: 'keys' });
      else if (event.key === 'Escape' && !event.defaultPrevented && (pane.thread || pane.details)) {
        if (useUi.getState().dialog) return;
        pane.close();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [rooms, dms, openId, pane]);
};
