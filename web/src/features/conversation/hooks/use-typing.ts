import { limits } from '@contract/limits.js';
import { useEffect, useMemo } from 'react';
import { liveClient } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { type Place, whereOf } from '@/lib/places.js';

/** Tells the others that one types: at the first key, then every second while it lasts, and when it is over. */
export const useTypingSignal = (place: Place, parentId: string | undefined) => {
  const signal = useMemo(() => {
    const payload = { ...whereOf(place), ...(parentId !== undefined && { parent_id: parentId }) };
    let toldAt = 0;
    const tell = (event: 'typing_start' | 'typing_stop'): void => {
      if (useLive.getState().line !== 'ready') return;
      liveClient()
        .ask(event, payload)
        .catch(() => undefined); // Nobody misses it.
    };
    return {
      typed: (): void => {
        if (Date.now() - toldAt < limits.typingRepeatMs) return;
        toldAt = Date.now();
        tell('typing_start');
      },
      stopped: (): void => {
        if (toldAt === 0 || Date.now() - toldAt > limits.typingExpiresMs) return;
        toldAt = 0;
        tell('typing_stop');
      },
    };
  }, [place, parentId]);
  useEffect(() => () => signal.stopped(), [signal]);
  return signal;
};
