import type { Message } from '@contract/message.js';
import { useMemo } from 'react';
import type { Place } from './places.js';
import { navigate, useLocation, withQuery } from './router.js';

/** What stands right of the conversation. */
interface PaneSearch {
  thread?: string | undefined;
  details?: boolean | undefined;
  /** The message that a link leads to. */
  message?: string | undefined;
}

type Linked = Pick<Message, 'id' | 'room_id' | 'dm_id' | 'parent_id' | 'also_in_room'>;

const pathOf = (roomId: string | null | undefined, dmId: string | null | undefined): string =>
  roomId ? `/rooms/${roomId}` : `/dms/${dmId}`;

/** Where a message is: in its conversation, or in the thread beside it. */
export const linkTo = ({ id, room_id, dm_id, parent_id, also_in_room }: Linked): string => {
  const inThread = parent_id !== null && !also_in_room;
  return withQuery(pathOf(room_id, dm_id), { message: id, thread: inThread ? parent_id : undefined });
};

export const go = {
  home: () => navigate('/'),
  threads: () => navigate('/threads'),
  activity: () => navigate('/activity'),
  saved: () => navigate('/saved'),
  search: (q?: string) => navigate(withQuery('/search', { q })),
  settings: () => navigate('/settings'),
  to: (place: Place) => navigate(pathOf(place.room_id, place.dm_id)),
  toMessage: (message: Message) => navigate(linkTo(message), { state: { asked: Date.now() } }),
};

const openPane = ({ thread, details, message }: PaneSearch): void =>
  navigate(withQuery(window.location.pathname, { thread, details, message }));

export const usePane = () => {
  const { search } = useLocation();
  return useMemo(() => {
    const asked = new URLSearchParams(search);
    return {
      thread: asked.get('thread') ?? undefined,
      details: asked.get('details') === 'true',
      message: asked.get('message') ?? undefined,
      openThread: (id: string) => openPane({ thread: id }),
      openDetails: () => openPane({ details: true }),
      close: () => openPane({}),
    };
  }, [search]);
};

const conversation = /^\/(?:rooms|dms)\/([^/]+)/;

/** The conversation that is open, by id. */
export const useOpenId = (): string | undefined => conversation.exec(useLocation().pathname)?.[1];
