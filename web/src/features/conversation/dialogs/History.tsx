import type { Message } from '@contract/message.js';
import { useQuery } from '@tanstack/react-query';
import { RichText } from '@/components/rich-text/RichText.js';
import { Button } from '@/components/ui/Button.js';
import { Dialog, DialogBody } from '@/components/ui/Dialog.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { fullTime } from '@/lib/time.js';
import styles from './dialogs.module.css';

/** What a message said before, the newest text first. */
export const History = ({ message, onClose }: { message: Message; onClose: () => void }) => {
  const history = useQuery({
    queryKey: ['history', message.id, message.rev],
    queryFn: () => api.messageHistory({ message_id: message.id }),
  });
  const earlier = [...(history.data?.edits ?? [])].reverse();
  // An edit is dated when the text after it came: each text began with the edit before it.
  const versions = [message.content, ...earlier.map(({ content }) => content)];
  const times = [...earlier.map(({ edited_at }) => edited_at), message.created_at];
  return (
    <Dialog title={t('message.history')} onClose={onClose}>
      <DialogBody>
        {history.isError && (
          <div role="alert" className={styles.failed}>
            <p>{t('message.history_failed')}</p>
            <Button onClick={() => void history.refetch()}>{t('action.try_again')}</Button>
          </div>
        )}
        {history.isSuccess && (
          <ol className={styles.versions}>
            {versions.map((content, at) => (
              <li key={times[at]} className={styles.version}>
                <p className={styles.when}>
                  {at === 0 ? t('message.history_now') : fullTime(times[at] ?? message.created_at)}
                </p>
                <RichText message={{ ...message, content }} />
              </li>
            ))}
          </ol>
        )}
      </DialogBody>
    </Dialog>
  );
};
