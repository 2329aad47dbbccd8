import { type Role, roleAllows } from '@contract/permissions.js';
import type { Member, Room } from '@contract/rooms.js';
import { Hash, Info, Lock, UserPlus, Users } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { durationName, hasEnd } from '@/features/rooms/durations.js';
import { api } from '@/lib/api.js';
import { useMembers, useRoom } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { upsertRoom } from '@/lib/live/cache.js';
import { useMe } from '@/lib/live/hooks.js';
import { usePane } from '@/lib/navigation.js';
import { type Place, roomPlace } from '@/lib/places.js';
import { reportFailure } from '@/lib/problems.js';
import { fullTime } from '@/lib/time.js';
import { openDialog } from '@/lib/ui-state.js';
import { useMedia } from '@/lib/use-media.js';
import { useUntil } from '@/lib/use-until.js';
import { Conversation } from './Conversation.js';
import { ConversationHeader } from './ConversationHeader.js';
import styles from './conversation.module.css';

const nobodySaw = (): null => null;

export const RoomView = ({ roomId }: { roomId: string }) => {
  const { room, error, isPending } = useRoom(roomId);
  if (room?.joined) return <JoinedRoom key={roomId} room={room} />;
  if (room) return <RoomPreview room={room} />;
  return (
    <main className={styles.conversation}>
      <ConversationHeader icon={<Hash size={18} />} title={isPending ? '' : t('room.unknown')} />
      {error && (
        <Empty icon={<Hash size={22} />} title={t('room.unknown_title')} text={t('room.unknown_text')} />
      )}
    </main>
  );
};

const JoinedRoom = ({ room }: { room: Room }) => {
  const place: Place = useMemo(() => roomPlace(room.id), [room.id]);
  const members = useMembers(room.id);
  const people = useMemo(() => (members.data ?? []).map(({ user }) => user), [members.data]);
  const role = room.role ?? 'member';
  const silence = useSilence(room, members.data);
  return (
    <Conversation
      place={place}
      header={<RoomHeader room={room} />}
      intro={<RoomIntro room={room} />}
      placeholder={t('composer.room', { name: room.name })}
      people={people}
      canPin={roleAllows(role, 'pin')}
      canModerate={roleAllows(role, 'delete_others')}
      isReadOnly={room.archived || silence.isMuted}
      silence={silence.text}
      note={note(room, role)}
      seenBy={nobodySaw}
    />
  );
};

/** Why one cannot write here, if so. */
const useSilence = (room: Room, members: Member[] | undefined) => {
  const me = useMe()?.id;
  const until = members?.find(({ user }) => user.id === me)?.muted_until;
  const isMuted = useUntil(until);
  const text = (): string | undefined => {
    if (room.archived) return t('room.archived_text');
    if (isMuted && until)
      return hasEnd(until) ? t('room.muted_until', { time: fullTime(until) }) : t('room.muted_text');
    const mayAnnounce = roleAllows(room.role ?? 'member', 'announce');
    return room.read_only && !mayAnnounce ? t('room.read_only_text') : undefined;
  };
  return { isMuted, text: text() };
};

/** Moderators are not slowed. */
const note = ({ slow_mode_ms }: Room, role: Role): string | undefined =>
  slow_mode_ms > 0 && !roleAllows(role, 'announce')
    ? t('room.slow_text', { time: durationName(slow_mode_ms) })
    : undefined;

const RoomIcon = ({ room, size }: { room: Room; size: number }) =>
  room.type === 'private' ? <Lock size={size} /> : <Hash size={size} />;

const RoomHeader = ({ room }: { room: Room }) => {
  const { details, openDetails, close } = usePane();
  const isNarrow = useMedia('(max-width: 719.98px)');
  const toggle = details ? close : openDetails;
  const count = t('room.members', { count: room.member_count });
  return (
    <ConversationHeader
      icon={<RoomIcon room={room} size={18} />}
      title={room.name}
      detail={isNarrow ? count : room.description}
      onTitle={toggle}
      within={room.name.includes(' ') ? `"${room.name}"` : `#${room.name}`}
    >
      {!isNarrow && (
        <button type="button" className={styles.members} onClick={toggle} title={count}>
          <Users size={16} />
          <span aria-hidden="true">{room.member_count}</span>
          <span className="visually-hidden">{count}</span>
        </button>
      )}
      <IconButton label={t('room.details')} isActive={details} onClick={toggle} aria-pressed={details}>
        <Info size={18} />
      </IconButton>
    </ConversationHeader>
  );
};

const RoomIntro = ({ room }: { room: Room }) => (
  <div className={styles.intro}>
    <span className={styles.introIcon}>
      <RoomIcon room={room} size={22} />
    </span>
    <h2 className={styles.introTitle}>{room.name}</h2>
    <p className={styles.introText}>{room.description || t('room.intro', { name: room.name })}</p>
    {roleAllows(room.role ?? 'member', 'invite') && !room.archived && (
      <Button onClick={() => openDialog({ name: 'add-members', roomId: room.id })}>
        <UserPlus size={16} /> {t('room.add_members')}
      </Button>
    )}
  </div>
);

/** A public room that one is not in: its messages are for members. */
const RoomPreview = ({ room }: { room: Room }) => {
  const [isBusy, setBusy] = useState(false);
  const join = (): void => {
    setBusy(true);
    api
      .joinRoom({ room_id: room.id })
      .then((answer) => upsertRoom(answer.room), reportFailure)
      .finally(() => setBusy(false));
  };
  return (
    <main className={styles.conversation}>
      <ConversationHeader
        icon={<RoomIcon room={room} size={18} />}
        title={room.name}
        detail={room.description}
      />
      <Empty
        icon={<Hash size={22} />}
        title={t('room.not_joined', { name: room.name })}
        text={room.description || t('room.members', { count: room.member_count })}
      >
        {!room.archived && (
          <Button look="primary" isBusy={isBusy} onClick={join}>
            {t('room.join')}
          </Button>
        )}
      </Empty>
    </main>
  );
};
