import type { ConversationLevel, Preferences } from '@contract/preferences.js';
import type { ParleyClient } from '@sdk/client.js';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.js';
import type { Place } from '../places.js';
import { idOf, whereOf } from '../places.js';
import { reportFailure } from '../problems.js';
import { keys, queryClient } from '../query.js';

type Result = { preferences: Preferences };

const keep = ({ preferences }: Result): void => {
  queryClient.setQueryData(keys.preferences, preferences);
};

export const usePreferences = () =>
  useQuery({
    queryKey: keys.preferences,
    queryFn: async () => (await api.getPreferences()).preferences,
  });

export const bindPreferences = (client: ParleyClient): (() => void) => {
  const unbind = [
    client.on('preferences_updated', keep),
    client.on('ready', () => void queryClient.invalidateQueries({ queryKey: keys.preferences })),
  ];
  return () => {
    for (const stop of unbind) stop();
  };
};

/** Shown at once; put back when the server refuses. */
export const changePreferences = (change: Partial<Omit<Preferences, 'conversations' | 'threads'>>): void => {
  const before = queryClient.getQueryData<Preferences>(keys.preferences);
  queryClient.setQueryData<Preferences>(keys.preferences, (now) => now && { ...now, ...change });
  api.updatePreferences(change).then(keep, (error: unknown) => {
    queryClient.setQueryData(keys.preferences, before);
    reportFailure(error);
  });
};

interface ConversationChange {
  notify?: ConversationLevel;
  muted_until?: string | null;
}

export const changeConversationPreference = (place: Place, change: ConversationChange): void => {
  api.updatePreferences({ conversations: [{ ...whereOf(place), ...change }] }).then(keep, reportFailure);
};

const isOver = (until: string | null): boolean => until === null || Date.parse(until) <= Date.now();

/** What is set for one conversation, if anything is. */
export const useConversationPreference = (place: Place) => {
  const { data } = usePreferences();
  const found = data?.conversations.find((one) => (one.room_id ?? one.dm_id) === idOf(place));
  return { notify: found?.notify ?? 'default', isMuted: found !== undefined && !isOver(found.muted_until) };
};

/** As the contract says "for good". */
export const FOR_GOOD = '9999-12-31T00:00:00.000Z';
