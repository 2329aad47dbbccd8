import type { Presence } from '@contract/presence.js';
import type { ParleyClient } from '@sdk/client.js';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useLive } from './state.js';

/** What one set for oneself on another device. */
export const bindOwnStatus = (client: ParleyClient): (() => void) =>
  client.on('presence_update', ({ user_id, text, emoji }) => {
    const { me } = useLive.getState();
    if (me?.id !== user_id || me.status.state === 'invisible') return;
    useLive.setState({ me: { ...me, status: { ...me.status, text, emoji } } });
  });

const nobody = (): (() => void) => () => undefined;

/** Follows the presence of these people for as long as the component is there. */
export const useFollowPresence = (ids: readonly string[]): void => {
  const client = useLive((state) => state.client);
  const key = [...ids].sort().join();
  useEffect(() => (key === '' ? undefined : client?.presence.follow(key.split(','))), [client, key]);
};

export const usePresence = (userId: string): Presence | undefined => {
  const presence = useLive(({ client }) => client?.presence);
  const read = useCallback(() => presence?.get(userId), [presence, userId]);
  return useSyncExternalStore(presence?.subscribe ?? nobody, read);
};
