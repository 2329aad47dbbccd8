import type { Message } from '@contract/message.js';
import { roleAllows } from '@contract/permissions.js';
import type { UserSummary } from '@contract/users.js';
import { Bell, BellRing, Maximize2, Minimize2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button, IconButton } from '@/components/ui/Button.js';
import { Pane } from '@/components/ui/Pane.js';
import { useDms } from '@/lib/data/dms.js';
import { useMembers, useRoom } from '@/lib/data/rooms.js';
import { formatList, t } from '@/lib/i18n.js';
import { useMe, usePending } from '@/lib/live/hooks.js';
import { usePane } from '@/lib/navigation.js';
import type { Place } from '@/lib/places.js';
import { isSameDay } from '@/lib/time.js';
import { followThread } from '../actions.js';
import { useLinkedReply, useMarkThreadRead, useThread } from '../hooks/use-thread.js';
import { buildRows, firstUnread } from '../rows.js';
import { edit } from '../state.js';
import { Announcer } from './Announcer.js';
import { Composer } from './Composer.js';
import { MessageRow } from './MessageRow.js';
import { TypingLine } from './TypingLine.js';
import styles from './thread-pane.module.css';

interface Props {
  place: Place;
  parentId: string;
}

const none: UserSummary[] = [];
const everyReply = (): boolean => true;

export const ThreadPane = ({ place, parentId }: Props) => {
  const { close } = usePane();
  const [isWide, setWide] = useState(false);
  const me = useMe();
  const thread = useThread(place, parentId);
  const { parent, replies, state, hasOlder, load, following } = thread;
  const unread = useMarkThreadRead(parentId, replies.at(-1)?.id, following ?? false);
  const { room } = useRoom(place.room_id);
  const people = usePeopleIn(place);
  const pending = usePending(place);
  const role = room?.role ?? 'member';
  const rights = {
    canPin: place.room_id !== undefined && roleAllows(role, 'pin'),
    canModerate: place.room_id !== undefined && roleAllows(role, 'delete_others'),
    isReadOnly: room?.archived ?? false,
    isThread: true,
  };
  // What was unread when the thread was opened; what comes while one looks at it is not.
  const unreadFrom = useRef<number | null>(null);
  if (unreadFrom.current === null && unread > 0 && state === 'ready' && me) {
    unreadFrom.current = firstUnread(replies, unread, me.id, everyReply);
  }
  const isReady = state === 'ready';
  const rows = useMemo(() => {
    const waiting = pending.filter(({ outgoing }) => outgoing.parent_id === parentId);
    const from = isReady ? unreadFrom.current : null;
    const shown = buildRows({ line: replies, pending: waiting, me, unreadFrom: from });
    // The day of the parent needs no saying.
    const [first, ...rest] = shown;
    if (!first || !parent || !isSameDay(parent.created_at, first.message.created_at)) return shown;
    return [{ ...first, day: null }, ...rest];
  }, [replies, pending, me, parentId, parent, isReady]);
  const parentRow = useMemo(
    () => (parent ? buildRows({ line: [parent], pending: [], me, unreadFrom: null })[0] : undefined),
    [parent, me],
  );
  const end = useRef<HTMLDivElement>(null);
  const count = rows.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  useLinkedReply(thread);
  const editLast = (): void => {
    const last = replies.findLast(({ sender_id, deleted }) => sender_id === me?.id && !deleted);
    if (last) edit(last.id);
  };

  return (
    <Pane
      title={t('thread.title')}
      onClose={close}
      backLabel={t('thread.back')}
      isWide={isWide}
      tools={
        <>
          {parent && <Follow parent={parent} following={following ?? false} />}
          <IconButton
            label={t(isWide ? 'thread.narrow' : 'thread.widen')}
            className={styles.width}
            onClick={() => setWide(!isWide)}
          >
            {isWide ? <Minimize2 size={17} /> : <Maximize2 size={17} />}
          </IconButton>
        </>
      }
    >
      {state === 'ready' && me && <Announcer messages={replies} me={me.id} />}
      <div className={styles.scroll}>
        {state === 'failed' && !parent ? (
          <div className={styles.failed} role="alert">
            <p>{t('thread.load_failed')}</p>
            <Button onClick={() => void load()}>{t('action.try_again')}</Button>
          </div>
        ) : (
          parentRow && (
            <div className={styles.parent}>
              <MessageRow row={{ ...parentRow, day: null }} place={place} isLast={false} {...rights} />
            </div>
          )
        )}
        {parent && <Participants count={Math.max(parent.reply_count, replies.length)} replies={replies} />}
        {hasOlder && (
          <Button look="quiet" onClick={() => void load(replies[0]?.id)}>
            {t('thread.older')}
          </Button>
        )}
        <div role="feed" aria-label={t('thread.title')}>
          {rows.map((row, at) => (
            <MessageRow key={row.key} row={row} place={place} isLast={at === rows.length - 1} {...rights} />
          ))}
        </div>
        {state === 'ready' && rows.length === 0 && <p className={styles.none}>{t('thread.none')}</p>}
        <div ref={end} className={styles.end} />
      </div>
      <TypingLine place={place} parentId={parentId} />
      {!rights.isReadOnly && (
        <Composer
          key={parentId}
          place={place}
          parentId={parentId}
          placeholder={t('thread.reply')}
          alsoLabel={room ? t('thread.also_in_room', { name: room.name }) : t('thread.also_in_dm')}
          people={people}
          onEditLast={editLast}
        />
      )}
    </Pane>
  );
};

const usePeopleIn = (place: Place): readonly UserSummary[] => {
  const members = useMembers(place.room_id);
  const dms = useDms();
  const dm = dms.data?.find(({ id }) => id === place.dm_id);
  return useMemo(
    () => members.data?.map(({ user }) => user) ?? dm?.participants ?? none,
    [members.data, dm?.participants],
  );
};

const Follow = ({ parent, following }: { parent: Message; following: boolean }) => (
  <Button
    look="quiet"
    aria-pressed={following}
    title={t('thread.follow_hint')}
    onClick={() => followThread(parent, !following)}
  >
    {following ? <BellRing size={15} /> : <Bell size={15} />}
    {t(following ? 'thread.following' : 'thread.follow')}
  </Button>
);

const MOST_FACES = 6;

const Participants = ({ count, replies }: { count: number; replies: { sender: UserSummary }[] }) => {
  const people = [...new Map(replies.map(({ sender }) => [sender.id, sender])).values()];
  if (count === 0) return null;
  const names = t('thread.people', { names: formatList(people.map(({ display_name }) => display_name)) });
  return (
    <div className={styles.participants}>
      <span>{t('thread.replies', { count })}</span>
      {people.length > 0 && (
        <span className={styles.faces} title={names}>
          <span className="visually-hidden">{names}</span>
          {people.slice(0, MOST_FACES).map((person) => (
            <Avatar key={person.id} person={person} size={20} />
          ))}
        </span>
      )}
    </div>
  );
};
