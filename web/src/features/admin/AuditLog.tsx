import type { AuditEntry } from '@contract/audit.js';
import type { UserSummary } from '@contract/users.js';
import { ScrollText, X } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { ListState, More } from '@/components/ui/ListState.js';
import list from '@/components/ui/list.module.css';
import { api } from '@/lib/api.js';
import { usePages } from '@/lib/data/pages.js';
import { useRooms } from '@/lib/data/rooms.js';
import { t } from '@/lib/i18n.js';
import { clockTime, dayName, fullTime, isSameDay } from '@/lib/time.js';
import { detailsOf, type Part, sentenceOf } from './audit.js';
import styles from './audit.module.css';

/** What those did who may act on others: in a room, or without one on the whole server; the latest first. */
export const AuditLog = ({ roomId }: { roomId?: string }) => {
  const [by, setBy] = useState<UserSummary | null>(null);
  const log = usePages({
    key: ['audit', roomId ?? 'server', by?.id],
    load: (before) => {
      const asked = { actor_id: by?.id, before };
      return roomId ? api.listRoomAudit({ room_id: roomId, ...asked }) : api.listAudit(asked);
    },
    items: ({ entries }) => entries,
  });
  return (
    <>
      <p className={list.text}>{t(roomId ? 'audit.text_room' : 'audit.text_server')}</p>
      {by && (
        <div className={list.bar}>
          <Button onClick={() => setBy(null)} aria-label={t('audit.all')}>
            {t('audit.only', { name: by.display_name })} <X size={14} />
          </Button>
        </div>
      )}
      <ListState
        query={log}
        isEmpty={log.items.length === 0}
        icon={<ScrollText size={22} />}
        title={t('audit.none')}
        text={t('audit.none_text')}
      />
      <ol className={styles.log}>
        {log.items.map((entry, at) => {
          const before = log.items[at - 1];
          const isFirstOfDay = !before || !isSameDay(before.created_at, entry.created_at);
          return (
            <li key={entry.id}>
              {isFirstOfDay && <h3 className={styles.day}>{dayName(entry.created_at)}</h3>}
              <Entry entry={entry} showsRoom={roomId === undefined} onActor={setBy} />
            </li>
          );
        })}
      </ol>
      <More query={log} />
    </>
  );
};

interface Props {
  entry: AuditEntry;
  showsRoom: boolean;
  onActor: (actor: UserSummary) => void;
}

const Entry = ({ entry, showsRoom, onActor }: Props) => {
  const { actor, target, reason, room_id, created_at } = entry;
  const rooms = useRooms();
  const roomName = rooms.data?.find(({ id }) => id === room_id)?.name;
  const show = (part: Part, at: number) => {
    if (part.name === 'actor') {
      return (
        <button
          key={`${at}`}
          type="button"
          className={styles.actor}
          title={t('audit.only', { name: actor.display_name })}
          onClick={() => onActor(actor)}
        >
          {actor.display_name}
        </button>
      );
    }
    if (part.name === 'target') {
      return <strong key={`${at}`}>{target?.display_name ?? t('people.somebody')}</strong>;
    }
    return part.text;
  };
  const where = showsRoom && room_id !== null && (roomName ? `#${roomName}` : t('audit.other_room'));
  const details = [where, ...detailsOf(entry)].filter(Boolean).join(' · ');
  return (
    <div className={styles.entry} data-testid="audit">
      <Avatar person={actor} size={28} />
      <div className={styles.what}>
        <p className={styles.sentence}>{sentenceOf(entry).map(show)}</p>
        {details && <p className={styles.details}>{details}</p>}
        {reason && (
          <p className={styles.reason} dir="auto">
            {reason}
          </p>
        )}
      </div>
      <time className={styles.time} dateTime={created_at} title={fullTime(created_at)}>
        {clockTime(created_at)}
      </time>
    </div>
  );
};
