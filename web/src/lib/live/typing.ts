import type { ParleyClient } from '@sdk/client.js';
import { idOf } from '../places.js';
import { type Typist, typingKey, useLive } from './state.js';

const setTypists = (key: string, change: (typists: Typist[]) => Typist[]): void => {
  useLive.setState(({ typing }) => ({ typing: { ...typing, [key]: change(typing[key] ?? []) } }));
};

const remove = (key: string, userId: string): void =>
  setTypists(key, (typists) => typists.filter(({ user_id }) => user_id !== userId));

/** Who types stays named until they stop, send, or do not repeat it in time. */
export const bindTyping = (client: ParleyClient): (() => void) => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (key: string, userId: string): void => {
    clearTimeout(timers.get(`${key}:${userId}`));
    timers.delete(`${key}:${userId}`);
    if (useLive.getState().typing[key]?.some(({ user_id }) => user_id === userId)) remove(key, userId);
  };
  const unbind = [
    client.on('user_typing', ({ user_id, username, parent_id, expires_in_ms, ...place }) => {
      const key = typingKey(idOf(place), parent_id);
      const until = Date.now() + expires_in_ms;
      clearTimeout(timers.get(`${key}:${user_id}`));
      timers.set(
        `${key}:${user_id}`,
        setTimeout(() => stop(key, user_id), expires_in_ms),
      );
      setTypists(key, (typists) => [
        ...typists.filter((typist) => typist.user_id !== user_id),
        { user_id, username, until },
      ]);
    }),
    client.on('user_stopped_typing', ({ user_id, parent_id, ...place }) =>
      stop(typingKey(idOf(place), parent_id), user_id),
    ),
    client.on('new_message', (message) =>
      stop(typingKey(idOf(message), message.parent_id), message.sender_id),
    ),
  ];
  return () => {
    for (const end of unbind) end();
    for (const timer of timers.values()) clearTimeout(timer);
  };
};
