import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { loadMarkdown, markdownSettled, onMarkdown } from '@/components/rich-text/markdown-loader.js';
import { closeWindow, loadNewer, loadPage } from '@/lib/live/history.js';
import { useMessages } from '@/lib/live/hooks.js';
import { storeOf } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { idOf, type Place } from '@/lib/places.js';

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
  // Rows that grow once Markdown is there would move what one reads: it comes first.
  const hasMarkdown = useSyncExternalStore(onMarkdown, markdownSettled);
  useEffect(() => {
    void loadMarkdown();
  }, []);
  useEffect(() => {
    if (isMissing) void loadPage(place);
  }, [isMissing, place]);
  // Who leaves and comes back is at the newest message again.
  useEffect(() => () => closeWindow(place), [place]);
  return {
    messages,
    /** What is shown, by number: all from here on, or a window far back. */
    firstSeq: window?.first ?? firstSeq,
    lastSeq: window?.last,
    isReady: isThere && firstSeq !== undefined && hasMarkdown,
    hasOlder: window ? window.hasOlder : firstSeq !== undefined && firstSeq !== 1,
    hasNewer: window !== null,
    isLoading: history?.isLoading ?? false,
    failed: history?.failed ?? false,
    loadMore: () => void loadPage(place),
    loadNewer: () => void loadNewer(place),
    toNewest: useCallback(() => closeWindow(place), [place]),
  };
};
