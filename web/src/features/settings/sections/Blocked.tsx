import { Ban } from 'lucide-react';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { Empty } from '@/components/ui/Empty.js';
import { setBlocked, useBlockedPeople } from '@/lib/data/blocked.js';
import { t } from '@/lib/i18n.js';
import styles from './sections.module.css';

export const BlockedSection = () => {
  const blocked = useBlockedPeople();
  if (blocked.isError) {
    return (
      <Empty icon={<Ban size={22} />} title={t('blocked.failed')}>
        <Button onClick={() => void blocked.refetch()}>{t('action.try_again')}</Button>
      </Empty>
    );
  }
  return (
    <>
      <p className={styles.text}>{t('blocked.text')}</p>
      {blocked.data?.length === 0 && <Empty icon={<Ban size={22} />} title={t('blocked.none')} />}
      <ul className={styles.list}>
        {blocked.data?.map((person) => (
          <li key={person.id} className={styles.entry}>
            <Avatar person={person} size={36} />
            <div className={styles.who}>
              <strong>{person.display_name}</strong>
              <bdi className={styles.hint}>@{person.username}</bdi>
            </div>
            <Button onClick={() => setBlocked(person, false)}>{t('blocked.unblock')}</Button>
          </li>
        ))}
      </ul>
    </>
  );
};
