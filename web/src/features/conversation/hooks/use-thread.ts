import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { loadMarkdown } from '@/components/rich-text/markdown-loader.js';
import { unreadInThread } from '@/lib/data/threads.js';
import { loadThread } from '@/lib/live/history.js';
import { useMessages } from '@/lib/live/hooks.js';
import { liveClient } from '@/lib/live/live.js';
import { useLive } from '@/lib/live/state.js';
import { usePane } from '@/lib/navigation.js';
import type { Place } from '@/lib/places.js';
import { flash } from './use-jump.js';
import { useIsLooking } from './use-reading.js';

/** A message and the replies to it, the newest ones loaded as soon as there is a connection. */
export const useThread = (place: Place, parentId: string) => {
  const messages = useMessages(place);
  const wasReady = useLive((state) => state.wasReady);
  const following = useLive((state) => state.following[parentId]);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [hasOlder, setOlder] = useState(false);
  const parent = messages.find(({ id }) => id === parentId);
  const replies = useMemo(
    () => messages.filter(({ parent_id }) => parent_id === parentId),
    [messages, parentId],
  );
  const load = useCallback(
    async (before?: string): Promise<void> => {
      try {
        setOlder(await loadThread(place, parentId, before));
        setState('ready');
      } catch {
        setState('failed');
      }
    },
    [place, parentId],
  );
  useEffect(() => {
    void loadMarkdown();
  }, []);
  useEffect(() => {
    if (wasReady) void load();
  }, [wasReady, load]);
  return { parent, replies, state, hasOlder, load, following };
};

/** A link may name a reply: as many earlier ones are loaded as it takes to find it. */
export const useLinkedReply = ({ replies, state, hasOlder, load }: ReturnType<typeof useThread>): void => {
  const { message: wanted } = usePane();
  const found = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (wanted === undefined || found.current === wanted || state !== 'ready') return;
    const row = document.getElementById(`m-${wanted}`);
    if (row) {
      found.current = wanted;
      row.scrollIntoView({ block: 'center' });
      flash(row);
    } else if (hasOlder) void load(replies[0]?.id);
  }, [wanted, state, hasOlder, load, replies]);
};

/** Says what was read of a thread that one follows, once somebody looks at it. Gives how much was unread at first. */
export const useMarkThreadRead = (
  parentId: string,
  newestId: string | undefined,
  following: boolean,
): number => {
  const [unread] = useState(() => unreadInThread(parentId));
  const looking = useIsLooking();
  const reads = looking && following && newestId !== undefined;
  useEffect(() => {
    if (!reads) return;
    liveClient()
      .ask('mark_thread_read', { message_id: newestId })
      .catch(() => undefined); // The line was lost: the next reply, or the next visit, says it again.
  }, [reads, newestId]);
  return unread;
};
