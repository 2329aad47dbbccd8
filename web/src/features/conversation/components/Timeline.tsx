import type { Message } from '@contract/messages.js';
import type { User } from '@contract/users.js';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { t } from '@/lib/i18n.js';
import { useCounters, useMe, usePending } from '@/lib/live/hooks.js';
import { idOf, type Place } from '@/lib/places.js';
import { showToast } from '@/lib/ui-state.js';
import type { useHistory } from '../hooks/use-history.js';
import { useMarkRead, useUnreadLine } from '../hooks/use-reading.js';
import { useStickToEnd } from '../hooks/use-stick-to-end.js';
import { buildRows, lineOf, type Row } from '../rows.js';
import { useConversationState } from '../state.js';
import { MessageRow } from './MessageRow.js';
import { rowKeys } from './row-keys.js';
import { TimelineEdge } from './TimelineEdge.js';
import styles from './timeline.module.css';

/** Rows before the first have room in front of them; Virtuoso keeps the place when the number goes down. */
const FAR = 1_000_000;

interface Props {
  place: Place;
  history: ReturnType<typeof useHistory>;
  intro: React.ReactNode;
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
  const { messages, firstSeq } = history;
  const pending = usePending(place);
  const list = useRef<VirtuosoHandle>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const line = useMemo(() => lineOf(messages, firstSeq), [messages, firstSeq]);
  const unreadFrom = useUnreadLine(place, line, me.id);
  const waiting = useMemo(() => pending.filter((one) => one.parent_id === null), [pending]);
  const rows = useMemo(
    () => buildRows({ line, pending: waiting, me, unreadFrom }),
    [line, waiting, me, unreadFrom],
  );
  useMarkRead(place, line.at(-1), isAtEnd);

  const anchor = useRef<string | undefined>(undefined);
  anchor.current ??= rows[0]?.key;
  const before = rows.findIndex(({ key }) => key === anchor.current);
  const firstItemIndex = FAR - Math.max(before, 0);

  const unreadAt = rows.findIndex(({ startsUnread }) => startsUnread);
  const stick = useStickToEnd(list, unreadAt <= 0);
  const toEnd = (): void => list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  const sent = waiting.length;
  useEffect(() => {
    if (sent > 0) list.current?.scrollToIndex({ index: 'LAST', align: 'end' });
  }, [sent]);
  useJump(rows, history, list);

  if (rows.length === 0) return <div className={styles.empty}>{intro}</div>;
  const last = rows.at(-1)?.key;
  return (
    <div className={styles.frame} {...stick.inputs}>
      <Virtuoso
        ref={list}
        className={styles.list}
        data={rows}
        role="log"
        aria-label={t('conversation.messages')}
        aria-live="polite"
        aria-relevant="additions"
        tabIndex={-1}
        onKeyDown={rowKeys}
        firstItemIndex={firstItemIndex}
        initialTopMostItemIndex={
          unreadAt > 0 ? { index: unreadAt, align: 'center' } : { index: rows.length - 1, align: 'end' }
        }
        alignToBottom
        computeItemKey={(_, row) => row.key}
        increaseViewportBy={{ top: 900, bottom: 400 }}
        atBottomThreshold={60}
        atBottomStateChange={(atEnd) => {
          setAtEnd(atEnd);
          stick.moved(atEnd);
        }}
        followOutput={(atBottom) => (atBottom ? 'auto' : false)}
        totalListHeightChanged={stick.resized}
        startReached={history.hasOlder ? history.loadMore : undefined}
        components={edges}
        context={{ history }}
        itemContent={(_, row) => (
          <>
            {row === rows[0] && !history.hasOlder && intro}
            <MessageRow
              row={row}
              place={place}
              isLast={row.key === last}
              isThread={false}
              seen={row.key === last ? seenBy(row.message) : null}
              {...rights}
            />
          </>
        )}
      />
      {!isAtEnd && <ToEnd place={place} onClick={toEnd} />}
    </div>
  );
};

interface Context {
  history: Props['history'];
}

const edges = {
  Header: ({ context: { history } }: { context: Context }) => {
    if (!history.hasOlder) return null;
    return <TimelineEdge kind={history.failed ? 'failed' : 'older'} onRetry={history.loadMore} />;
  },
  Footer: () => <div className={styles.foot} />,
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

const MOST_PAGES = 20;

/** Goes to a message that was asked for, through as many pages as it takes. */
const useJump = (
  rows: Row[],
  history: Props['history'],
  list: React.RefObject<VirtuosoHandle | null>,
): void => {
  const jump = useConversationState((state) => state.jump);
  const pages = useRef(0);
  const { hasOlder, isLoading, failed, loadMore, isReady } = history;
  useEffect(() => {
    if (!jump || !isReady || isLoading) return;
    const index = rows.findIndex(({ message }) => message.id === jump.messageId);
    if (index >= 0) {
      list.current?.scrollToIndex({ index, align: 'center' });
      requestAnimationFrame(() => document.getElementById(`m-${jump.messageId}`)?.focus());
    } else if (hasOlder && !failed && pages.current < MOST_PAGES) {
      pages.current += 1;
      return loadMore();
    } else showToast({ text: t('conversation.too_far'), isError: false });
    pages.current = 0;
    useConversationState.setState({ jump: null });
  }, [jump, rows, hasOlder, isLoading, failed, loadMore, isReady, list]);
};
