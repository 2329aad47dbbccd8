import type { Conversation as Dm } from '@contract/dm.js';
import type { Message } from '@contract/message.js';
import { useQuery } from '@tanstack/react-query';
import { MessageCircle, MoreHorizontal } from 'lucide-react';
import { Suspense, useCallback, useMemo } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { IconButton } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { CallButtons } from '@/features/calls/components/CallButtons.js';
import { api } from '@/lib/api.js';
import { dmName, othersIn, useDm } from '@/lib/data/dms.js';
import { t } from '@/lib/i18n.js';
import { later } from '@/lib/later.js';
import { useMe, useMessages } from '@/lib/live/hooks.js';
import { useFollowPresence, usePresence } from '@/lib/live/presence.js';
import { useLive } from '@/lib/live/state.js';
import { dmPlace, type Place } from '@/lib/places.js';
import { keys } from '@/lib/query.js';
import { ago } from '@/lib/time.js';
import { Conversation } from './Conversation.js';
import { ConversationHeader } from './ConversationHeader.js';
import styles from './conversation.module.css';

const DmMenu = later(async () => (await import('./DmMenu.js')).default);

export const DmView = ({ dmId }: { dmId: string }) => {
  const { dm, error } = useDm(dmId);
  if (dm) return <OpenDm key={dmId} dm={dm} />;
  return (
    <main className={styles.conversation}>
      <ConversationHeader icon={<MessageCircle size={18} />} title="" />
      {error && (
        <Empty icon={<MessageCircle size={22} />} title={t('dm.unknown_title')} text={t('dm.unknown_text')} />
      )}
    </main>
  );
};

const OpenDm = ({ dm }: { dm: Dm }) => {
  const me = useMe()?.id;
  const place: Place = useMemo(() => dmPlace(dm.id), [dm.id]);
  const others = othersIn(dm, me);
  const name = dmName(dm, me);
  useFollowPresence(useMemo(() => others.map(({ id }) => id), [others]));
  return (
    <Conversation
      place={place}
      header={<DmHeader dm={dm} name={name} />}
      intro={<DmIntro dm={dm} name={name} />}
      placeholder={t('composer.dm', { name })}
      people={dm.participants}
      canPin={false}
      canModerate={false}
      seenBy={useSeenBy(dm, place)}
    />
  );
};

const DmHeader = ({ dm, name }: { dm: Dm; name: string }) => {
  const me = useMe()?.id;
  const others = othersIn(dm, me);
  const [first] = others;
  const isPair = others.length === 1;
  return (
    <ConversationHeader
      icon={first && <Avatar person={first} size={28} showsPresence={isPair} />}
      title={name}
      within={isPair && first ? `@${first.username}` : undefined}
      detail={
        isPair && first ? <Standing userId={first.id} /> : t('dm.people', { count: dm.participants.length })
      }
    >
      {isPair && first?.id !== me && <CallButtons dmId={dm.id} />}
      <Suspense fallback={<MenuPlace />}>
        <DmMenu dm={dm} name={name} />
      </Suspense>
    </ConversationHeader>
  );
};

/** Nothing moves when the menu comes. */
const MenuPlace = () => (
  <IconButton label="" disabled aria-hidden>
    <MoreHorizontal size={18} />
  </IconButton>
);

/** What somebody is up to: their own words, or whether they are there. */
const Standing = ({ userId }: { userId: string }) => {
  const presence = usePresence(userId);
  if (!presence) return null;
  const words = [presence.emoji, presence.text].filter(Boolean).join(' ');
  const away =
    presence.status === 'offline' && presence.last_seen_at
      ? t('presence.last_seen', { time: ago(presence.last_seen_at) })
      : t(`presence.${presence.status}`);
  return <span className={styles.status}>{words || away}</span>;
};

const DmIntro = ({ dm, name }: { dm: Dm; name: string }) => {
  const me = useMe()?.id;
  return (
    <div className={styles.intro}>
      <span className={styles.faces}>
        {othersIn(dm, me).map((person) => (
          <Avatar key={person.id} person={person} size={48} />
        ))}
      </span>
      <h2 className={styles.introTitle}>{name}</h2>
      <p className={styles.introText}>{t('dm.intro', { name })}</p>
    </div>
  );
};

/** Says below the last message, when it is an own one, who has seen it. */
const useSeenBy = (dm: Dm, place: Place) => {
  const me = useMe()?.id;
  const reading = useLive((state) => state.reading[dm.id]);
  const last = useMessages(place).findLast(({ parent_id }) => parent_id === null);
  const isMine = last !== undefined && last.sender_id === me && !last.deleted;
  // What was read before this tab was open came with no event.
  const receipts = useQuery({
    queryKey: keys.receipts(last?.id ?? ''),
    queryFn: () => api.listReceipts({ message_id: last?.id ?? '' }),
    enabled: isMine && !reading,
    retry: false,
  });
  return useCallback(
    (message: Message): string | null => {
      if (message.sender_id !== me || message.deleted) return null;
      const live = Object.entries(reading ?? {}).filter(([id, { seq }]) => id !== me && seq >= message.seq);
      const asked = message.id === last?.id ? (receipts.data?.read_by ?? []) : [];
      const ids = new Set([...live.map(([id]) => id), ...asked.map(({ user }) => user.id)]);
      ids.delete(me ?? '');
      if (ids.size === 0) return null;
      if (dm.participants.length <= 2) return t('message.seen');
      const names = dm.participants.filter(({ id }) => ids.has(id)).map(({ display_name }) => display_name);
      return t('message.seen_by', { names: names.join(', ') });
    },
    [me, reading, receipts.data, dm.participants, last?.id],
  );
};
