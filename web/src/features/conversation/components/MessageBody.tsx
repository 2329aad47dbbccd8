import { CornerDownRight, MessageSquareText, RotateCw, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { RichText } from '@/components/rich-text/RichText.js';
import { CallLine } from '@/features/calls/components/CallLine.js';
import { Attachments } from '@/features/files/components/Attachments.js';
import { Forwarded } from '@/features/forward/Forwarded.js';
import { LinkPreviews } from '@/features/previews/LinkPreviews.js';
import { cx } from '@/lib/class-names.js';
import { useIsBlocked } from '@/lib/data/blocked.js';
import { t } from '@/lib/i18n.js';
import { discardSend, retrySend } from '@/lib/live/sending.js';
import { usePane } from '@/lib/navigation.js';
import { explainProblem } from '@/lib/problems.js';
import { ago, fullTime } from '@/lib/time.js';
import type { Row } from '../rows.js';
import { useConversationState } from '../state.js';
import { EditBox } from './EditBox.js';
import styles from './message-body.module.css';
import { Reactions } from './Reactions.js';
import type { RowActions } from './use-row-actions.js';

interface Props {
  row: Row;
  actions: RowActions;
  isMine: boolean;
  isThread: boolean;
  seen: string | null;
}

export const MessageBody = ({ row: { message, pending }, actions, isMine, isThread, seen }: Props) => {
  const isEditing = useConversationState(({ editing }) => editing === message.id);
  const { openThread } = usePane();
  const isBlocked = useIsBlocked(message.sender_id);
  const [isUnfolded, setUnfolded] = useState(false);
  if (isBlocked && !isUnfolded) {
    return (
      <p className={styles.deleted}>
        {t('blocked.folded')}{' '}
        <button type="button" className={styles.unfold} onClick={() => setUnfolded(true)}>
          {t('blocked.show')}
        </button>
      </p>
    );
  }
  if (message.deleted) {
    return (
      <>
        <p className={styles.deleted}>{t('message.deleted')}</p>
        <Replies message={message} isThread={isThread} />
      </>
    );
  }
  return (
    <>
      {message.parent_id !== null && !isThread && (
        <button type="button" className={styles.context} onClick={() => openThread(message.parent_id ?? '')}>
          <CornerDownRight size={14} /> {t('message.replied_in_thread')}
        </button>
      )}
      {isEditing ? (
        <EditBox message={message} />
      ) : (
        <div
          className={cx(styles.body, pending && styles.sending)}
          data-sending={pending !== null || undefined}
        >
          {message.call ? <CallLine call={message.call} /> : <RichText message={message} />}
          {message.edited && (
            <span
              className={styles.edited}
              title={message.edited_at ? fullTime(message.edited_at) : undefined}
            >
              {t('message.edited')}
            </span>
          )}
        </div>
      )}
      <Forwarded message={message} />
      <LinkPreviews message={message} isMine={isMine} />
      <Attachments files={message.attachments} />
      {pending?.failure && (
        <div className={styles.failed} role="alert">
          <TriangleAlert size={14} />
          <span>{t('message.not_sent', { reason: explainProblem(pending.failure) })}</span>
          <button type="button" onClick={() => retrySend(pending.client_id)}>
            <RotateCw size={13} /> {t('action.try_again')}
          </button>
          <button type="button" onClick={() => discardSend(pending.client_id)}>
            <X size={13} /> {t('action.discard')}
          </button>
        </div>
      )}
      <Reactions message={message} onToggle={actions.react} />
      <Replies message={message} isThread={isThread} />
      {seen && <p className={styles.seen}>{seen}</p>}
    </>
  );
};

const Replies = ({ message, isThread }: { message: Row['message']; isThread: boolean }) => {
  const { openThread, thread } = usePane();
  if (isThread || message.reply_count === 0) return null;
  return (
    <button
      type="button"
      className={cx(styles.replies, thread === message.id && styles.open)}
      onClick={() => openThread(message.id)}
    >
      <MessageSquareText size={15} />
      <strong>{t('thread.replies', { count: message.reply_count })}</strong>
      {message.last_reply_at && (
        <span title={fullTime(message.last_reply_at)}>
          {t('thread.last_reply', { time: ago(message.last_reply_at) })}
        </span>
      )}
    </button>
  );
};
