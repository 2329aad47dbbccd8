import { plainText } from '@contract/markdown.js';
import { useQuery } from '@tanstack/react-query';
import { Avatar } from '@/components/ui/Avatar.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { keys } from '@/lib/query.js';
import { ago, fullTime } from '@/lib/time.js';
import styles from './room-details.module.css';

/** What there is room for. */
const MOST = 200;

export const Pinned = ({ roomId, onJump }: { roomId: string; onJump: (messageId: string) => void }) => {
  const pinned = useQuery({
    queryKey: keys.pinned(roomId),
    queryFn: async () => (await api.listPinned({ room_id: roomId })).messages,
  });
  const messages = pinned.data ?? [];
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {t('room.pinned_title')} {messages.length > 0 && <span>{messages.length}</span>}
      </h3>
      {pinned.isSuccess && messages.length === 0 && <p className={styles.none}>{t('room.pinned_none')}</p>}
      <ul>
        {messages.map((message) => (
          <li key={message.id}>
            <button type="button" className={styles.pin} onClick={() => onJump(message.id)}>
              <span className={styles.pinHead}>
                <Avatar person={message.sender} size={20} />
                <strong>{message.sender.display_name}</strong>
                <time title={fullTime(message.created_at)}>{ago(message.created_at)}</time>
              </span>
              <span className={styles.pinText}>{plainText(message.content, MOST)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
