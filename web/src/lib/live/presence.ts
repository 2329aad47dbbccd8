import { limits } from '@contract/limits.js';
import type { Presence } from '@contract/presence.js';
import type { ParleyClient } from '@sdk/client.js';
import { useEffect } from 'react';
import { useLive } from './state.js';

/** How many places of the page want to know of somebody. */
const wanted = new Map<string, number>();
let subscribed = '';
let client: ParleyClient | undefined;
let scheduled = false;

const keep = (presence: Presence[]): void => {
  const news = Object.fromEntries(presence.map((one) => [one.user_id, one]));
  useLive.setState((state) => ({ presence: { ...state.presence, ...news } }));
};

const subscribe = async (): Promise<void> => {
  scheduled = false;
  const user_ids = [...wanted.keys()].slice(-limits.presenceSubscriptions).sort();
  const now = user_ids.join();
  if (!client || now === subscribed || useLive.getState().line !== 'ready') return;
  subscribed = now;
  const answer = await client
    .ask<{ presence: Presence[] }>('presence_subscribe', { user_ids })
    .catch(() => undefined);
  if (answer?.ok) keep(answer.presence);
  else subscribed = '';
};

/** All that one rendering asks for goes in one request. */
const schedule = (): void => {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => void subscribe(), 50);
};

export const bindPresence = (opened: ParleyClient): (() => void) => {
  client = opened;
  const unbind = [
    opened.on('ready', () => {
      subscribed = '';
      schedule();
    }),
    opened.on('presence_update', (presence) => {
      keep([presence]);
      const { me } = useLive.getState();
      if (me?.id !== presence.user_id || me.status.state === 'invisible') return;
      useLive.setState({
        me: { ...me, status: { ...me.status, text: presence.text, emoji: presence.emoji } },
      });
    }),
  ];
  return () => {
    for (const stop of unbind) stop();
    client = undefined;
    subscribed = '';
  };
};

/** Follows the presence of these people for as long as the component is there. */
export const useFollowPresence = (ids: readonly string[]): void => {
  const key = [...ids].sort().join();
  useEffect(() => {
    const followed = key === '' ? [] : key.split(',');
    for (const id of followed) wanted.set(id, (wanted.get(id) ?? 0) + 1);
    schedule();
    return () => {
      for (const id of followed) {
        const count = (wanted.get(id) ?? 1) - 1;
        if (count > 0) wanted.set(id, count);
        else wanted.delete(id);
      }
      schedule();
    };
  }, [key]);
};

export const usePresence = (userId: string): Presence | undefined =>
  useLive(({ presence }) => presence[userId]);
