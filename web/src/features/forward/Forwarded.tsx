import type { Message } from '@contract/message.js';
import { Forward } from 'lucide-react';
import { RichText } from '@/components/rich-text/RichText.js';
import { t } from '@/lib/i18n.js';
import { fullTime } from '@/lib/time.js';
import styles from './forwarded.module.css';

/** What was said somewhere else first, by whom. */
export const Forwarded = ({ message }: { message: Message }) => {
  const { forwarded_from: from } = message;
  if (!from) return null;
  return (
    <figure className={styles.forwarded}>
      <figcaption className={styles.by} title={fullTime(from.created_at)}>
        <Forward size={14} /> {t('forward.from', { name: from.sender.display_name })}
      </figcaption>
      {from.deleted ? (
        <p className={styles.gone}>{t('forward.gone')}</p>
      ) : (
        from.content !== '' && <RichText message={{ ...message, content: from.content }} />
      )}
    </figure>
  );
};
