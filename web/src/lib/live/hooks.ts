import type { Message } from '@contract/message.js';
import type { ConversationStore } from '@sdk/conversation-store.js';
import type { PendingMessage } from '@sdk/outbox.js';
import type { Typist } from '@sdk/typing.js';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { idOf, type Place } from '../places.js';
import { gather } from './gather.js';
import { applyGuesses, useGuesses } from './guesses.js';
import { storeOf } from './live.js';
import { useLive } from './state.js';

const none: never[] = [];
const nobody = (): (() => void) => () => undefined;

const useStore = <T>(
  place: Place,
  read: (store: ConversationStore | undefined) => T,
  /** Nothing waits: an own message is there in the next frame. */
  isUrgent = false,
): T => {
  const id = idOf(place);
  const generation = useLive((state) => state.generation);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another generation may bring another store for the same id
  const subscribe = useCallback(
    (changed: () => void) => {
      const { tell, stop } = isUrgent ? { tell: changed, stop: () => undefined } : gather(changed);
      const unsubscribe = storeOf({ room_id: id })?.subscribe(tell);
      return () => {
        stop();
        unsubscribe?.();
      };
    },
    [id, generation, isUrgent],
  );
  return useSyncExternalStore(subscribe, () => read(storeOf({ room_id: id })));
};

const readMessages = (store: ConversationStore | undefined): Message[] => store?.messages ?? none;
const readPending = (store: ConversationStore | undefined): readonly PendingMessage[] =>
  store?.getSnapshot().pending ?? none;

/**
 * Everything that this tab knows of a conversation, in order: its line, thread replies and context. What this person has
 * just done is in it already.
 */
export const useMessages = (place: Place): Message[] => {
  const messages = useStore(place, readMessages);
  const guesses = useGuesses();
  return useMemo(() => applyGuesses(messages, guesses), [messages, guesses]);
};

/** Own messages that are on their way, or were given up. */
export const usePending = (place: Place): readonly PendingMessage[] => useStore(place, readPending, true);

export const useTypists = (place: Place, parentId?: string): readonly Typist[] => {
  const typing = useLive(({ client }) => client?.typing);
  const read = useCallback(() => typing?.in(place, parentId) ?? none, [typing, place, parentId]);
  return useSyncExternalStore(typing?.subscribe ?? nobody, read);
};

export const useCounters = (id: string) => useLive(({ counters }) => counters[id]);

export const useMe = () => useLive(({ me }) => me);
