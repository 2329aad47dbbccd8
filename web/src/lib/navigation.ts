import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Place } from './places.js';

/** What stands right of the conversation. */
export interface PaneSearch {
  thread?: string | undefined;
  details?: boolean | undefined;
}

export const useGo = () => {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      home: () => void navigate({ to: '/' }),
      threads: () => void navigate({ to: '/threads' }),
      settings: () => void navigate({ to: '/settings' }),
      to: (place: Place) =>
        place.room_id === undefined
          ? void navigate({ to: '/dms/$dmId', params: { dmId: place.dm_id } })
          : void navigate({ to: '/rooms/$roomId', params: { roomId: place.room_id } }),
    }),
    [navigate],
  );
};

export const usePane = () => {
  const navigate = useNavigate();
  const search: PaneSearch = useSearch({ strict: false });
  const { thread, details } = search;
  return useMemo(() => {
    const go = (next: PaneSearch) => void navigate({ to: '.', search: next });
    return {
      thread,
      details: details ?? false,
      openThread: (id: string) => go({ thread: id }),
      openDetails: () => go({ details: true }),
      close: () => go({}),
    };
  }, [navigate, thread, details]);
};

/** The conversation that is open, by id. */
export const useOpenId = (): string | undefined => {
  const params: { roomId?: string; dmId?: string } = useParams({ strict: false });
  return params.roomId ?? params.dmId;
};
