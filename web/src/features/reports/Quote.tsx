import type { Message } from '@contract/message.js';
import { Paperclip } from 'lucide-react';
import { RichText } from '@/components/rich-text/RichText.js';
import { Avatar } from '@/components/ui/Avatar.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { ago, fullTime } from '@/lib/time.js';
import styles from './reports.module.css';

/** A message as it is now, where it can only be read. */
export const Quote = ({ message, isQuiet = false }: { message: Message; isQuiet?: boolean }) => (
  <div className={cx(styles.quote, isQuiet && styles.quiet)}>
    <Avatar person={message.sender} size={28} />
    <div className={styles.said}>
      <p className={styles.by}>
        <strong>{message.sender.display_name}</strong>
        <time title={fullTime(message.created_at)}>{ago(message.created_at)}</time>
      </p>
      {message.deleted ? (
        <p className={styles.gone}>{t('message.deleted')}</p>
      ) : (
        message.content !== '' && <RichText message={message} />
      )}
      {message.attachments.map(({ id, file_name }) => (
        <p key={id} className={styles.file}>
          <Paperclip size={14} /> {file_name}
        </p>
      ))}
    </div>
  </div>
);
