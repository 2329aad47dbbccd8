import { QueryClient } from '@tanstack/react-query';
import { isOffline } from './session.js';

/** Live events keep what is cached true: nothing is asked for again because a window got the focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (failures, error) => isOffline(error) && failures < 4,
    },
  },
});

export const keys = {
  rooms: ['rooms'] as const,
  browse: (query: string) => ['browse', query] as const,
  room: (id: string) => ['room', id] as const,
  dms: ['dms'] as const,
  blocked: ['blocked'] as const,
  threads: ['threads'] as const,
  saved: ['saved'] as const,
  notifications: ['notifications'] as const,
  preferences: ['preferences'] as const,
  members: (roomId: string) => ['members', roomId] as const,
  bans: (roomId: string) => ['bans', roomId] as const,
  invitations: (roomId: string) => ['invitations', roomId] as const,
  pinned: (roomId: string) => ['pinned', roomId] as const,
  people: (query: string) => ['people', query] as const,
  receipts: (messageId: string) => ['receipts', messageId] as const,
};
