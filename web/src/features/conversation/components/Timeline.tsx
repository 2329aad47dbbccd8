import type { Message } from '@contract/message.js';
import type { User } from '@contract/users.js';
import { ArrowDown } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { t } from '@/lib/i18n.js';
import { pageShown } from '@/lib/later.js';
import { useCounters, useMe, usePending } from '@/lib/live/hooks.js';
import { forgetOld } from '@/lib/live/memory.js';
import { usePane } from '@/lib/navigation.js';
import { idOf, type Place } from '@/lib/places.js';
import { type Chunk, chunksOf } from '../chunks.js';
import { useAnchoredScroll } from '../hooks/use-anchored-scroll.js';
import type { useHistory } from '../hooks/use-history.js';
import { useJump } from '../hooks/use-jump.js';
import { useMarkRead, useUnreadLine } from '../hooks/use-reading.js';
import { buildRows, lineOf, type Row } from '../rows.js';
import { useConversationState } from '../state.js';
import { Announcer } from './Announcer.js';
import { MessageRow } from './MessageRow.js';
import { TimelineChunk } from './TimelineChunk.js';
import { TimelineEdge } from './TimelineEdge.js';
import styles from './timeline.module.css';

type History = ReturnType<typeof useHistory>;

interface Props {
  place: Place;
  history: History;
  intro: ReactNode;
  canPin: boolean;
  canModerate: boolean;
  isReadOnly: boolean;
  seenBy: (message: Message) => string | null;
}

export const Timeline = (props: Props) => {
  const { history } = props;
  const me = useMe();
  if (history.isReady && me) return <Rows {...props} me={me} />;
  return <TimelineEdge kind={history.failed ? 'failed' : 'loading'} onRetry={history.loadMore} />;
};

const Rows = ({ me, place, history, intro, seenBy, ...rights }: Props & { me: User }) => {
  const { messages, firstSeq, lastSeq, hasNewer, toNewest, showLess, reveal } = history;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const pending = usePending(place);
  const isPaneOpen = usePane().thread !== undefined;
  const line = useMemo(() => lineOf(messages, firstSeq, lastSeq), [messages, firstSeq, lastSeq]);
  const unreadFrom = useUnreadLine(place, line, me.id);
  const waiting = useMemo(
    () => pending.filter(({ outgoing }) => outgoing.parent_id === undefined),
    [pending],
  );
  const rows = useMemo(
    () => buildRows({ line, pending: hasNewer ? [] : waiting, me, unreadFrom }),
    [line, waiting, me, unreadFrom, hasNewer],
  );
  // Opened where the unread begins; without any, at the end, which is where the scroller begins by itself.
  const unreadAt = rows.findIndex(({ startsUnread }) => startsUnread);
  const opensAt = useRef(unreadAt > 0 ? rows[unreadAt]?.message.id : undefined);
  const { isAtEnd, toEnd, toRow } = useAnchoredScroll(
    scroller,
    content,
    !hasNewer,
    opensAt.current === undefined,
  );
  useMarkRead(place, line.at(-1), isAtEnd && !hasNewer);

  const wanted = useConversationState((state) => state.jump?.messageId);
  const chunks = useChunks(rows);
  useEffect(pageShown, []);
  useEffect(() => {
    if (!isAtEnd || hasNewer || wanted !== undefined) return;
    showLess();
    if (!isPaneOpen) forgetOld(place);
  });
  useLayoutEffect(() => {
    const id = opensAt.current;
    opensAt.current = undefined; // Once: a window that is closed later leads to the end.
    if (id !== undefined && !toRow(`m-${id}`)) toEnd();
  }, [toRow, toEnd]);
  const sent = waiting.length;
  useEffect(() => {
    if (sent === 0) return;
    toNewest();
    toEnd();
  }, [sent, toNewest, toEnd]);
  useJump(place, rows, toRow, reveal);
  const toLatest = (): void => {
    toNewest();
    toEnd();
  };

  const last = rows.at(-1)?.key;
  return (
    <div className={styles.frame}>
      <Announcer messages={line} me={me.id} />
      <div ref={scroller} className={styles.list}>
        <div ref={content}>
          {history.hasOlder ? (
            <Edge scroller={scroller} history={history} load={history.loadMore} at={firstSeq} />
          ) : (
            intro
          )}
          <div role="feed" aria-label={t('conversation.messages')} aria-busy={history.isLoading}>
            {chunks.map((chunk) => (
              <TimelineChunk
                key={chunk.id}
                scroller={scroller}
                isWanted={wanted !== undefined && chunk.rows.some(({ message }) => message.id === wanted)}
              >
                {() =>
                  chunk.rows.map((row) => (
                    <MessageRow
                      key={row.key}
                      row={row}
                      place={place}
                      isLast={row.key === last}
                      isThread={false}
                      seen={row.key === last ? seenBy(row.message) : null}
                      {...rights}
                    />
                  ))
                }
              </TimelineChunk>
            ))}
          </div>
          {hasNewer && <Edge scroller={scroller} history={history} load={history.loadNewer} at={lastSeq} />}
          <div className={styles.foot} />
        </div>
      </div>
      {(!isAtEnd || hasNewer) && <ToEnd place={place} onClick={toLatest} />}
    </div>
  );
};

/** A row this far from the end is neither on its way nor the first to be forgotten. */
const FIRM = 500;

/** The chunks of the rows, which stay the same whatever comes in front and goes there. */
const useChunks = (rows: Row[]): Chunk<Row>[] => {
  const anchor = useRef<{ key: string | undefined; offset: number }>({ key: undefined, offset: 0 });
  return useMemo(() => {
    const at = rows.findLastIndex(({ key }) => key === anchor.current.key);
    // A window far back has other rows: it counts from its own.
    const origin = at === -1 ? 0 : at - anchor.current.offset;
    const firm = Math.max(0, rows.length - FIRM);
    anchor.current = { key: rows[firm]?.key, offset: firm - origin };
    return chunksOf(rows, origin);
  }, [rows]);
};

/** So far before the first message is reached the page before it is asked for. */
const AHEAD = '1200px 0px';

interface EdgeProps {
  scroller: RefObject<HTMLElement | null>;
  history: History;
  load: () => void;
  /** The number of the message that it adjoins. */
  at: number | undefined;
}

const Edge = ({ scroller, history: { isLoading, failed }, load, at }: EdgeProps) => {
  const edge = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page it looks again whether that was enough
  useEffect(() => {
    if (!edge.current || isLoading || failed) return;
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && load(), {
      root: scroller.current,
      rootMargin: AHEAD,
    });
    observer.observe(edge.current);
    return () => observer.disconnect();
  }, [scroller, isLoading, failed, at]);
  return (
    <div ref={edge}>
      <TimelineEdge kind={failed ? 'failed' : 'older'} onRetry={load} />
    </div>
  );
};

const ToEnd = ({ place, onClick }: { place: Place; onClick: () => void }) => {
  const unread = useCounters(idOf(place))?.unread_count ?? 0;
  return (
    <button type="button" className={styles.toEnd} onClick={onClick}>
      <ArrowDown size={16} />
      {unread > 0 ? t('conversation.new_below', { count: unread }) : t('conversation.to_latest')}
    </button>
  );
};
