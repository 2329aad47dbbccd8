import { Button } from '@/components/ui/Button.js';
import { t } from '@/lib/i18n.js';
import styles from './timeline.module.css';

interface Props {
  kind: 'loading' | 'older' | 'failed';
  onRetry: () => void;
}

/** Rows in their final shape, shown only when it takes a while. */
const Skeleton = ({ rows }: { rows: number }) => (
  <div className={styles.skeleton} aria-hidden="true">
    {Array.from({ length: rows }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
      <div key={at} className={styles.bone}>
        <span className={styles.boneFace} />
        <span className={styles.boneName} />
        <span className={styles.boneText} />
      </div>
    ))}
  </div>
);

export const TimelineEdge = ({ kind, onRetry }: Props) => {
  if (kind === 'older') return <Skeleton rows={2} />;
  return (
    <div className={styles.waiting}>
      {kind === 'loading' ? (
        <Skeleton rows={6} />
      ) : (
        <div className={styles.failed} role="alert">
          <p>{t('conversation.load_failed')}</p>
          <Button onClick={onRetry}>{t('action.try_again')}</Button>
        </div>
      )}
    </div>
  );
};
