import type { Message } from '@contract/message.js';
import { useQuery } from '@tanstack/react-query';
import { Avatar } from '@/components/ui/Avatar.js';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogBody } from '@/components/ui/Dialog.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { ago, fullTime } from '@/lib/time.js';
import styles from './dialogs.module.css';

const MOST = 100;

export const Receipts = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const receipts = useQuery({
    queryKey: ['receipts', message.id, 'all'],
    queryFn: () => api.listReceipts({ message_id: message.id, limit: MOST }),
    staleTime: 0,
  });
  return (
    <Dialog title={t('message.seen_title')} onClose={onClose} size="small">
      <DialogBody>
        {receipts.isError && (
          <div role="alert" className={styles.failed}>
            <p>{t('message.seen_failed')}</p>
            <Button onClick={() => void receipts.refetch()}>{t('action.try_again')}</Button>
          </div>
        )}
        {receipts.data?.read_by.length === 0 && <p className={styles.failed}>{t('message.seen_none')}</p>}
        <ul className={styles.people}>
          {receipts.data?.read_by.map(({ user, read_at }) => (
            <li key={user.id} className={styles.person}>
              <Avatar person={user} size={28} />
              <span>{user.display_name}</span>
              <time title={fullTime(read_at)}>{ago(read_at)}</time>
            </li>
          ))}
        </ul>
      </DialogBody>
    </Dialog>
  );
};
