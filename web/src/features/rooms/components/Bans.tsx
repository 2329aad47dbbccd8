import { useQuery } from '@tanstack/react-query';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { keys } from '@/lib/query.js';
import { fullTime } from '@/lib/time.js';
import { liftBan } from '../api.js';
import styles from './room-details.module.css';

/** Who is banned, where there is anybody. */
export const Bans = ({ roomId }: { roomId: string }) => {
  const bans = useQuery({
    queryKey: keys.bans(roomId),
    queryFn: async () => (await api.listBans({ room_id: roomId, limit: 100 })).bans,
    staleTime: 0,
  });
  if (!bans.data?.length) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {t('bans.title')} <span>{bans.data.length}</span>
      </h3>
      <ul>
        {bans.data.map(({ user, reason, expires_at }) => (
          <li key={user.id} className={styles.member}>
            <Avatar person={user} size={28} />
            <div className={styles.who}>
              <span className={styles.memberName}>{user.display_name}</span>
              <span className={styles.words}>
                {[reason, expires_at ? t('bans.until', { time: fullTime(expires_at) }) : t('member.no_end')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <Button look="quiet" onClick={() => liftBan(roomId, user.id)}>
              {t('bans.lift')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
