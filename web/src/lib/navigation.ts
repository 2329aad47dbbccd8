import type { Message } from '@contract/message.js';
import { linkOptions, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Place } from './places.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** When a message was asked for: once more, it is gone to once more. */
    asked?: number;
  }
}

/** What stands right of the conversation. */
export interface PaneSearch {
  thread?: string | undefined;
  details?: boolean | undefined;
  /** The message that a link leads to. */
  message?: string | undefined;
}

type Linked = Pick<Message, 'id' | 'room_id' | 'dm_id' | 'parent_id' | 'also_in_room'>;

/** Where a message is: in its conversation, or in the thread beside it. */
export const linkTo = ({ id, room_id, dm_id, parent_id, also_in_room }: Linked) => {
  const inThread = parent_id !== null && !also_in_room;
  const search: PaneSearch = { message: id, ...(inThread && { thread: parent_id }) };
  return linkOptions(
    room_id === null
      ? { to: '/dms/$dmId', params: { dmId: dm_id ?? '' }, search }
      : { to: '/rooms/$roomId', params: { roomId: room_id }, search },
  );
};

export const useGo = () => {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      home: () => void navigate({ to: '/' }),
      threads: () => void navigate({ to: '/threads' }),
      search: (q: string) => void navigate({ to: '/search', search: { q } }),
      settings: () => void navigate({ to: '/settings' }),
      to: (place: Place) =>
        place.room_id === undefined
          ? void navigate({ to: '/dms/$dmId', params: { dmId: place.dm_id } })
          : void navigate({ to: '/rooms/$roomId', params: { roomId: place.room_id } }),
      toMessage: (message: Message) => void navigate({ ...linkTo(message), state: { asked: Date.now() } }),
    }),
    [navigate],
  );
};

export const usePane = () => {
  const navigate = useNavigate();
  const search: PaneSearch = useSearch({ strict: false });
  const { thread, details, message } = search;
  return useMemo(() => {
    const go = (next: PaneSearch) => void navigate({ to: '.', search: next });
    return {
      thread,
      details: details ?? false,
      message,
      openThread: (id: string) => go({ thread: id }),
      openDetails: () => go({ details: true }),
      close: () => go({}),
    };
  }, [navigate, thread, details, message]);
};

/** The conversation that is open, by id. */
export const useOpenId = (): string | undefined => {
  const params: { roomId?: string; dmId?: string } = useParams({ strict: false });
  return params.roomId ?? params.dmId;
};
