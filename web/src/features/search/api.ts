import type { RecentSearch } from '@contract/search.js';
import type { ContentType } from '@contract/search-query.js';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api.js';

export interface Asked {
  query: string;
  content_type?: ContentType | undefined;
  sort: 'newest' | 'relevance';
}

const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const PAGE = 30;

export const isAsked = ({ query, content_type }: Asked): boolean =>
  query.trim() !== '' || content_type !== undefined;

export const useSearch = (asked: Asked) =>
  useInfiniteQuery({
    queryKey: ['search', asked],
    queryFn: ({ pageParam }) =>
      api.searchMessages({
        ...asked,
        time_zone,
        limit: PAGE,
        ...(pageParam !== null && { cursor: pageParam, remember: false }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    enabled: isAsked(asked),
    // New messages come: what was found is not kept for ever.
    staleTime: 10_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });

export const useSuggestions = (q: string, enabled: boolean) =>
  useQuery({
    queryKey: ['suggestions', q],
    queryFn: () => api.suggestSearches({ q: q || undefined }),
    enabled,
    staleTime: 5_000,
    gcTime: 30_000,
    retry: false,
    placeholderData: keepPreviousData,
  });

export const forgetRecent = (id: RecentSearch['id']): Promise<void> => api.forgetSearch({ recent_id: id });
