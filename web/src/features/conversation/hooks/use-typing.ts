import { useEffect, useMemo } from 'react';
import { useLive } from '@/lib/live/state.js';
import type { Place } from '@/lib/places.js';

/** Tells the others that one types, with the timers of the SDK. */
export const useTypingSignal = (place: Place, parentId: string | undefined) => {
  const typing = useLive(({ client }) => client?.typing);
  const signal = useMemo(() => typing?.notifier(place, parentId), [typing, place, parentId]);
  useEffect(() => () => signal?.stop(), [signal]);
  return signal;
};
