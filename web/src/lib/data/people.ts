import { useQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import { rememberPeople } from '../people.js';
import { keys } from '../query.js';

const MOST = 20;

/** The directory: people by the beginning of a name. */
export const usePeopleSearch = (query: string) =>
  useQuery({
    queryKey: keys.people(query),
    queryFn: async () => {
      const { users } = await api.searchUsers({ query: query || undefined, limit: MOST });
      rememberPeople(users);
      return users;
    },
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
