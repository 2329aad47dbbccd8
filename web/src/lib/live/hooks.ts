import type { Message } from '@contract/message.js';
import { useCallback, useSyncExternalStore } from 'react';
import { idOf, type Place } from '../places.js';
import { storeOf } from './live.js';
import { type Pending, type Typist, typingKey, useLive } from './state.js';

const none: never[] = [];

/** Everything that this tab knows of a conversation, in order: its line, thread replies and context. */
export const useMessages = (place: Place): Message[] => {
  const id = idOf(place);
  const generation = useLive((state) => state.generation);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another generation may bring another store for the same id
  const subscribe = useCallback(
    (changed: () => void) => storeOf({ room_id: id })?.subscribe(changed) ?? (() => undefined),
    [id, generation],
  );
  return useSyncExternalStore(subscribe, () => storeOf({ room_id: id })?.messages ?? none);
};

export const usePending = (place: Place): Pending[] => useLive(({ pending }) => pending[idOf(place)] ?? none);

export const useTypists = (place: Place, parentId?: string): Typist[] =>
  useLive(({ typing }) => typing[typingKey(idOf(place), parentId)] ?? none);

export const useCounters = (id: string) => useLive(({ counters }) => counters[id]);

export const useMe = () => useLive(({ me }) => me);
