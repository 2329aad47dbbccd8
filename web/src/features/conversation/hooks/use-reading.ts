import type { Message } from '@contract/message.js';
import { useEffect, useRef, useState } from 'react';
import { useCounters } from '@/lib/live/hooks.js';
import { liveClient } from '@/lib/live/live.js';
import { idOf, type Place, whereOf } from '@/lib/places.js';
import { firstUnread } from '../rows.js';

const isLooking = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

export const useIsLooking = (): boolean => {
  const [looking, setLooking] = useState(isLooking);
  useEffect(() => {
    const look = () => setLooking(isLooking());
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return looking;
};

/** Says what was read: the newest message, once somebody looks at the end of the conversation. */
export const useMarkRead = (place: Place, newest: Message | undefined, isAtEnd: boolean): void => {
  const looking = useIsLooking();
  const counters = useCounters(idOf(place));
  const isUnread = (counters?.unread_count ?? 0) > 0 || (counters?.mention_count ?? 0) > 0;
  const messageId = newest?.id;
  const reads = isUnread && looking && isAtEnd && messageId !== undefined;
  useEffect(() => {
    if (!reads) return;
    liveClient()
      .emit('mark_read', { ...whereOf(place), message_id: messageId })
      .catch(() => undefined); // The line was lost: the next one brings what is unread, and this runs again.
  }, [reads, messageId, place]);
};

/**
 * Where "New" stands: before what was unread when the conversation was opened, or came while nobody looked. It stays
 * until then, so that it does not vanish from under the reader's eyes.
 */
export const useUnreadLine = (place: Place, line: readonly Message[], me: string): number | null => {
  const looking = useIsLooking();
  const unread = useCounters(idOf(place))?.unread_count ?? 0;
  const [from, setFrom] = useState(() => firstUnread(line, unread, me));
  const wasLooking = useRef(looking);
  useEffect(() => {
    const looksAway = !looking && wasLooking.current;
    if (looksAway) setFrom(null);
    wasLooking.current = looking;
    if (!looking && unread > 0) setFrom((known) => known ?? firstUnread(line, unread, me));
  }, [looking, unread, line, me]);
  return from;
};
