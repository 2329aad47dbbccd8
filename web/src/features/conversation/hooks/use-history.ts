import { hasMarkup } from '@contract/markdown-tree.js';
import type { Message } from '@contract/message.js';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { loadMarkdown, markdownSettled, onMarkdown } from '@/components/rich-text/markdown-loader.js';
import { afterShown } from '@/lib/later.js';
import { closeWindow, loadNewer, loadPage } from '@/lib/live/history.js';
import { useMessages } from '@/lib/live/hooks.js';
import { storeOf } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { idOf, type Place } from '@/lib/places.js';
import { firstUnread } from '../rows.js';
import { firstShown, showFrom, showLess, showMore } from '../shown.js';

/** Rows that grow once Markdown is there would move what one reads: where there is any, it comes first. */
const useReadable = (messages: readonly Message[]): boolean => {
  const hasMarkdown = useSyncExternalStore(onMarkdown, markdownSettled);
  const [wasReadable, setReadable] = useState(false);
  const isReadable = wasReadable || hasMarkdown || !messages.some(({ content }) => hasMarkup(content));
  const isThere = messages.length > 0;
  useEffect(() => {
    if (isThere && isReadable) setReadable(true);
    if (!isThere || isReadable) afterShown(loadMarkdown);
    else void loadMarkdown();
  }, [isThere, isReadable]);
  return isReadable;
};

/** From which number on what is held is shown: never of ten thousand all, unless somebody scrolls so far. */
const useShown = (place: Place, messages: readonly Message[]) => {
  const [from, setFrom] = useState(() => {
    const { counters, me } = useLive.getState();
    const unread = counters[idOf(place)]?.unread_count ?? 0;
    return firstShown(messages, firstUnread(messages, unread, me?.id ?? ''));
  });
  const held = useRef(messages);
  held.current = messages;
  return {
    from,
    more: () => setFrom((known) => showMore(held.current, known)),
    less: useCallback(() => setFrom((known) => showLess(held.current, known)), []),
    to: (seq: number) => setFrom((known) => Math.min(known, showFrom(held.current, seq))),
  };
};

/** The messages of a conversation, with their newest page loaded as soon as there is a connection. */
export const useHistory = (place: Place) => {
  const id = idOf(place);
  const messages = useMessages(place);
  const isThere = useLive(({ wasReady, wasKept }) => wasReady || wasKept);
  const history = useLive((state) => state.history[id]);
  const store = storeOf(place);
  const firstSeq = store?.firstSeq;
  const window = history?.window ?? null;
  const isMissing = store !== undefined && firstSeq === undefined && !history?.isLoading && !history?.failed;
  const isReadable = useReadable(messages);
  const shown = useShown(place, messages);
  useEffect(() => {
    if (!isMissing) return;
    // Begun anew: a window that was open far back went with the rest.
    closeWindow(place);
    void loadPage(place);
  }, [isMissing, place]);
  // Who leaves and comes back is at the newest message again.
  useEffect(() => () => closeWindow(place), [place]);
  const isCut = window === null && firstSeq !== undefined && shown.from > firstSeq;
  return {
    messages,
    /** What is shown, by number: all from here on, or a window far back. */
    firstSeq: window?.first ?? (isCut ? shown.from : firstSeq),
    lastSeq: window?.last,
    isReady: isThere && firstSeq !== undefined && isReadable,
    hasOlder: window ? window.hasOlder : isCut || (firstSeq !== undefined && firstSeq !== 1),
    hasNewer: window !== null,
    isLoading: history?.isLoading ?? false,
    failed: history?.failed ?? false,
    loadMore: () => (isCut ? shown.more() : void loadPage(place)),
    loadNewer: () => void loadNewer(place),
    toNewest: useCallback(() => closeWindow(place), [place]),
    showLess: shown.less,
    /** Shows what is held already, as far as this message. False when it is not held, or is shown. */
    reveal: (messageId: string): boolean => {
      const seq = isCut ? messages.find(({ id }) => id === messageId)?.seq : undefined;
      const isHidden = seq !== undefined && seq >= (firstSeq ?? 0) && seq < shown.from;
      if (isHidden) shown.to(seq);
      return isHidden;
    },
  };
};
